import { drawBuyers } from './buyers.ts';
import { DEPARTMENTS } from './goods/index.ts';
import { writeOffers } from './offers.ts';
import { drawCreators, listLeaders } from './people.ts';
import { sampleProducts } from './products.ts';
import { hashSeed, makeRng } from './rng.ts';
import { drawRooms } from './rooms.ts';
import { drawShops } from './shops.ts';
import { writeShowScript } from './show-script.ts';
import type { SamplePlatform } from './types.ts';

const SHOPS = 40;
const CREATORS = 60;
const PRODUCTS = 2100;
const BUYERS = 80;

/**
 * A whole believable platform: 40 shops, 60 creators, 10 leaders, 2,100 products, 5 rooms, 80 buyers and a
 * show. The same seed (1 by default) gives the same platform on every machine.
 */
export function samplePlatform(options: { seed?: number } = {}): SamplePlatform {
  const seed = options.seed ?? 1;
  const rngFor = (part: string) => makeRng(hashSeed(part, seed));
  const shops = drawShops(rngFor('shops'), SHOPS);
  const creators = drawCreators(rngFor('creators'), CREATORS);
  const products = [...sampleProducts({ seed, count: PRODUCTS, shops })];
  const rooms = drawRooms(rngFor('rooms'), creators, products);
  const [room] = rooms;
  if (!room) throw new RangeError('the sample has no room');
  return {
    categories: DEPARTMENTS.flatMap(({ name, leaves }) => leaves.map((leaf) => [name, leaf.name])),
    shops,
    creators,
    leaders: listLeaders(),
    products,
    rooms,
    buyers: drawBuyers(rngFor('buyers'), BUYERS),
    offers: writeOffers(room, products),
    showScript: writeShowScript(),
  };
}
