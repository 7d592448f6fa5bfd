import type { NewProductRow, Shop } from '@yellowcart/engine/catalog';
import type { NewParty } from '@yellowcart/engine/parties';
import type { NewRoom } from '@yellowcart/engine/placements';
import type { NewPlanRow } from '@yellowcart/engine/plans';
import type { SamplePlatform, SampleProduct, SampleRoom } from '@yellowcart/sample';
import { fractionOf, sampleSales } from './sample-sales.ts';

/** Rooms on air; the others are scheduled. */
const ROOMS_ON_AIR = 3;
/** Goods that no creator can promote yet, and goods that a leader's activity carries too. */
const SHARE_WITHOUT_PLAN = 0.06;
const SHARE_WITH_LEADER = 0.14;
const DAY_MS = 86_400_000;
/** How long the rooms have been on air when the sample starts, in turn. */
const ON_AIR_MINUTES = [38, 65, 22];

/** A room with all goods of its list, in the script's order; some of them hang only later. */
export interface SampleRoomRow extends NewRoom {
  readonly productIds: readonly string[];
}

export interface SampleRows {
  readonly parties: readonly NewParty[];
  readonly shops: readonly Shop[];
  readonly products: readonly NewProductRow[];
  readonly plans: readonly NewPlanRow[];
  readonly rooms: readonly SampleRoomRow[];
  readonly sales: readonly { readonly productId: string; readonly day: string; readonly units: number }[];
  readonly partyIdOf: (role: NewParty['role'], ref: string) => string;
}

/** Turns the sample platform into rows; `nextId` gives new ids. Throws RangeError where a ref names nothing. */
export function sampleRows(platform: SamplePlatform, now: Date, nextId: () => string): SampleRows {
  const daysAgo = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  const parties = partiesOf(platform, now, nextId);
  const partyIds = new Map(parties.map((party) => [`${party.role} ${party.ref}`, party.partyId]));
  const partyIdOf = (role: NewParty['role'], ref: string): string => known(partyIds, `${role} ${ref}`);

  const shops = platform.shops.map(
    (shop): Shop => ({
      shopId: nextId(),
      merchantId: partyIdOf('merchant', shop.ref),
      ref: shop.ref,
      name: shop.name,
      intro: shop.intro,
      city: shop.city,
      openedAt: daysAgo(shop.openedDaysAgo),
    }),
  );
  const shopIds = new Map(shops.map((shop) => [shop.ref ?? '', shop.shopId]));
  const shopIdOf = (ref: string): string => known(shopIds, ref);

  const products = platform.products.map((product) =>
    productRow(product, shopIdOf(product.shopRef), now, nextId),
  );
  const productByRef = new Map(products.map((product) => [product.ref, product]));
  const hung = new Set(platform.rooms.flatMap((room) => room.productRefs));
  const normalPlans = platform.products
    .filter((product) => hung.has(product.ref) || fractionOf(`plan ${product.ref}`) >= SHARE_WITHOUT_PLAN)
    .map((product) => planRow(product, known(productByRef, product.ref), null, nextId));
  const leaderPlans = platform.products
    .filter((product) => product.serviceFeeBps > 0 && fractionOf(`leader ${product.ref}`) < SHARE_WITH_LEADER)
    .flatMap((product) => {
      const leader = leaderOf(platform, product);
      if (!leader) return [];
      return planRow(product, known(productByRef, product.ref), partyIdOf('leader', leader.ref), nextId);
    });

  const planOf = new Map(normalPlans.map((plan) => [plan.productId, plan.planId]));
  const rooms = platform.rooms.map((room, index): SampleRoomRow => {
    const cart = room.productRefs.map((ref) => known(productByRef, ref));
    const later = index === 0 ? hungByScript(platform) : new Set<number>();
    const items = cart
      .filter((_, place) => !later.has(place))
      .map(({ shopId, productId }) => {
        return { itemId: nextId(), shopId, productId, planId: known(planOf, productId), planVersion: 1 };
      });
    return {
      ...roomRow(room, index < ROOMS_ON_AIR ? onAirSince(index, now) : null, now),
      roomId: nextId(),
      creatorId: partyIdOf('creator', room.creatorRef),
      items,
      productIds: cart.map((product) => product.productId),
    };
  });
  const sales = platform.products.flatMap((product) => {
    const { productId } = known(productByRef, product.ref);
    return sampleSales(product, now).map((sale) => ({ productId, ...sale }));
  });
  return {
    parties,
    shops,
    products,
    plans: [...normalPlans, ...leaderPlans],
    rooms,
    sales,
    partyIdOf,
  };
}

function partiesOf(platform: SamplePlatform, now: Date, nextId: () => string): NewParty[] {
  const party = (
    role: NewParty['role'],
    ref: string,
    name: string,
    profile: Record<string, unknown>,
    createdAt = now,
  ): NewParty => ({ partyId: nextId(), role, ref, name, profile: { ...profile, sample: true }, createdAt });
  return [
    ...platform.shops.map((shop) =>
      party('merchant', shop.ref, shop.name, {}, new Date(now.getTime() - shop.openedDaysAgo * DAY_MS)),
    ),
    ...platform.creators.map(({ ref, name, ...profile }) => party('creator', ref, name, profile)),
    ...platform.leaders.map(({ ref, name, ...profile }) => party('leader', ref, name, profile)),
    ...platform.buyers.map((buyer) => party('buyer', buyer.ref, buyer.nickname, {})),
  ];
}

function productRow(product: SampleProduct, shopId: string, now: Date, nextId: () => string): NewProductRow {
  return {
    productId: nextId(),
    shopId,
    ref: product.ref,
    source: 'sample',
    title: product.title,
    subtitle: product.subtitle,
    brand: product.brand,
    categoryPath: product.categoryPath,
    picture: `/pictures/${product.pictureKind}/${product.ref}.svg`,
    attributes: product.attributes,
    currency: 'CNY',
    createdAt: new Date(now.getTime() - product.listedDaysAgo * DAY_MS),
    skus: product.skus.map(({ ref, spec, priceMinor, listPriceMinor, stock }) => ({
      skuId: nextId(),
      ref,
      spec,
      priceMinor,
      listPriceMinor: listPriceMinor > priceMinor ? listPriceMinor : null,
      stock,
    })),
  };
}

function planRow(
  sample: SampleProduct,
  product: NewProductRow,
  leaderId: string | null,
  nextId: () => string,
): NewPlanRow {
  return {
    planId: nextId(),
    shopId: product.shopId,
    productId: product.productId,
    kind: leaderId === null ? 'normal' : 'leader',
    leaderId,
    createdAt: product.createdAt ?? new Date(0),
    commissionBps: sample.commissionBps,
    // Only a leader's activity pays a leader.
    serviceFeeBps: leaderId === null ? 0 : sample.serviceFeeBps,
  };
}

/** One of the leaders who carry the product's top category. */
function leaderOf(platform: SamplePlatform, product: SampleProduct) {
  const [top = ''] = product.categoryPath;
  const fitting = platform.leaders.filter((leader) => leader.categories.includes(top));
  return fitting[Math.floor(fractionOf(`whose ${product.ref}`) * fitting.length)];
}

function onAirSince(index: number, now: Date): Date {
  const minutes = ON_AIR_MINUTES[index % ON_AIR_MINUTES.length] ?? 0;
  return new Date(now.getTime() - minutes * 60_000);
}

/** Places in the first room's list that the show hangs while it is on air. */
function hungByScript(platform: SamplePlatform): Set<number> {
  return new Set(platform.showScript.flatMap((step) => (step.kind === 'hang' ? step.productIndex : [])));
}

function roomRow(
  room: SampleRoom,
  startedAt: Date | null,
  now: Date,
): Omit<NewRoom, 'roomId' | 'creatorId' | 'items'> {
  return {
    ref: room.ref,
    title: room.title,
    notice: room.notice,
    cover: `/pictures/cover/${room.coverKind}/${room.ref}.svg`,
    playbackUrl: null,
    state: startedAt ? 'live' : 'scheduled',
    createdAt: new Date(now.getTime() - DAY_MS),
    startedAt,
  };
}

function known<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`the sample names ${key}, which it does not hold`);
  return value;
}
