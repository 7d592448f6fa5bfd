import type { Engine } from '@yellowcart/engine';
import { joinCategory, listProduct, productPage, setShelf } from '@yellowcart/engine/catalog';
import { soldCountOf } from '@yellowcart/engine/insights';
import { merchantProducts } from '@yellowcart/engine/library';
import { incrementStock } from '@yellowcart/engine/stock';
import { pictureKind } from '@yellowcart/pictures';
import { type HandlersOf, shopIdOf } from './handler.ts';

export function goodsHandlers(engine: Engine): HandlersOf<'Goods'> {
  return {
    'GET /api/v1/products/:productId': async ({ params }) =>
      productPage(engine, params.productId, { soldCount: await soldCountOf(engine.db, params.productId) }),
    'GET /api/v1/merchant/products': ({ caller, query }) => merchantProducts(engine, shopIdOf(caller), query),
    'POST /api/v1/merchant/products': ({ caller, body }) => {
      const kind = pictureKind(`${joinCategory(body.categoryPath)} ${body.title}`);
      const picture = `/pictures/${kind}/${encodeURIComponent(body.ref)}.svg`;
      return listProduct(engine, shopIdOf(caller), { ...body, picture });
    },
    'POST /api/v1/merchant/products/:productId/shelf': ({ caller, params, body }) =>
      setShelf(engine, shopIdOf(caller), params.productId, body.onShelf),
    'POST /api/v1/merchant/skus/:skuId/stock': ({ caller, params, body }) =>
      incrementStock(engine, shopIdOf(caller), params.skuId, body),
  };
}
