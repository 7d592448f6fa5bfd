import type { Engine } from '@yellowcart/engine';
import type { Chance } from './chance.ts';
export class Parcels {
  constructor(_e: Engine, _b: readonly string[], _c: Chance) {}
  async second(): Promise<void> {}
}
