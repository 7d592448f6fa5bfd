import { beauty } from './beauty.ts';
import { care } from './care.ts';
import { bags, shoes } from './carry.ts';
import { appliances, digital } from './digital.ts';
import { baby, pets } from './family.ts';
import { drinks, fresh, pantry } from './fresh.ts';
import { home } from './home.ts';
import { kitchen } from './kitchen.ts';
import type { Department } from './leaf.ts';
import { garage, jewellery, play, sports } from './leisure.ts';
import { men, underwear } from './men.ts';
import { snacks } from './snacks.ts';
import { women } from './women.ts';

export type { Axis, Department, Leaf, Word } from './leaf.ts';

/** The whole catalogue's vocabulary, a department after another. */
export const DEPARTMENTS: readonly Department[] = [
  beauty,
  women,
  snacks,
  home,
  digital,
  care,
  men,
  underwear,
  shoes,
  bags,
  baby,
  fresh,
  pantry,
  drinks,
  kitchen,
  appliances,
  sports,
  pets,
  play,
  jewellery,
  garage,
];
