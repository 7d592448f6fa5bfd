import type { ColumnType, Generated } from 'kysely';
import type { Db } from '../../db/open.ts';

type CatalogTables = {
  'catalog.shop': {
    shop_id: string;
    merchant_id: string;
    ref: string | null;
    name: string;
    intro: string;
    city: string;
    opened_at: Date;
  };
  'catalog.product': {
    product_id: string;
    shop_id: string;
    ref: string;
    source: string;
    title: string;
    subtitle: string;
    brand: string | null;
    category_path: string;
    picture: string;
    attributes: ColumnType<Record<string, string>, string, string>;
    currency: string;
    price_minor_min: number;
    price_minor_max: number;
    on_shelf: boolean;
    revision: Generated<number>;
    created_at: Date;
  };
};

/** The handle, knowing this module's tables. SKUs and prices are read and written in sets only, by plain SQL. */
export const tables = (handle: Db) => handle.$extendTables<CatalogTables>();
