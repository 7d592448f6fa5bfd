import type { NewProduct } from '@yellowcart/contract';
import { parseMajor } from '../../format/money.ts';

export interface DraftSku {
  readonly id: number;
  readonly ref: string;
  readonly spec: string;
  readonly price: string;
  readonly listPrice: string;
  readonly stock: string;
}

/** A product as it is typed: all text. */
export interface Draft {
  readonly ref: string;
  readonly title: string;
  readonly subtitle: string;
  readonly brand: string;
  readonly category: string;
  readonly attributes: string;
  readonly skus: readonly DraftSku[];
}

export function blankSku(id: number): DraftSku {
  return { id, ref: '', spec: '', price: '', listPrice: '', stock: '' };
}

/** "Colour: red" lines, or "Colour: red, Size: M" on one line, as a record; a part without a name is left out. */
export function pairsOf(text: string): Record<string, string> {
  const pairs = text
    .split(/[\n,，;；]/)
    .map((part) => part.split(/[:：=]/, 2).map((side) => side.trim()))
    .flatMap(([name, value]) => (name && value ? [[name, value] as const] : []));
  return Object.fromEntries(pairs);
}

/**
 * The product to list, or null with the names of the fields that are wrong: `title`, `ref`, `category`, and
 * `price.<id>`, `stock.<id>`, `listPrice.<id>` of a SKU row.
 */
export function productOf(draft: Draft): { product: NewProduct | null; wrong: ReadonlySet<string> } {
  const wrong = new Set<string>();
  const ref = draft.ref.trim();
  const title = draft.title.trim();
  const categoryPath = draft.category
    .split(/[>›/]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (ref === '') wrong.add('ref');
  if (title === '') wrong.add('title');
  if (categoryPath.length === 0) wrong.add('category');
  const skus = draft.skus.map((sku, index) => {
    const priceMinor = parseMajor(sku.price);
    const listPriceMinor = sku.listPrice.trim() === '' ? undefined : parseMajor(sku.listPrice);
    const stock = /^\d{1,8}$/.test(sku.stock.trim()) ? Number(sku.stock.trim()) : null;
    if (priceMinor === null) wrong.add(`price.${sku.id}`);
    if (listPriceMinor === null || (listPriceMinor ?? Number.POSITIVE_INFINITY) < (priceMinor ?? 0)) {
      wrong.add(`listPrice.${sku.id}`);
    }
    if (stock === null) wrong.add(`stock.${sku.id}`);
    return {
      ref: sku.ref.trim() || `${ref}-${index + 1}`,
      spec: pairsOf(sku.spec),
      priceMinor: priceMinor ?? 0,
      ...(typeof listPriceMinor === 'number' ? { listPriceMinor } : {}),
      stock: stock ?? 0,
    };
  });
  if (wrong.size > 0) return { product: null, wrong };
  const brand = draft.brand.trim();
  const product: NewProduct = {
    ref,
    title,
    subtitle: draft.subtitle.trim(),
    ...(brand ? { brand } : {}),
    categoryPath,
    attributes: pairsOf(draft.attributes),
    skus,
  };
  return { product, wrong };
}
