export { type Allotted, allotUnits } from './commands/allot-units.ts';
export { defineKit } from './commands/define-kit.ts';
export { incrementStock, type LevelAfter } from './commands/increment-stock.ts';
export { movePoolUnits } from './commands/move-pool-units.ts';
export { giveUnits, openLevels, releaseUnits, returnUnits, sellUnits } from './commands/move-units.ts';
export { type LevelPolicy, setLevelPolicy } from './commands/set-level-policy.ts';
export {
  crossingEvents,
  type LevelStep,
  STOCK_ADJUSTED,
  STOCK_BACK,
  STOCK_LOW,
  STOCK_SOLD_OUT,
  type StockCrossed,
} from './events.ts';
export {
  allAvailableSkus,
  availableByProduct,
  availableBySku,
  availableSkus,
  productsTouchedBy,
} from './queries/available.ts';
export { freeInPools } from './queries/free-in-pools.ts';
export { type LowPool, lowStock, type SoldOutSku, soldOut } from './queries/low-stock.ts';
export { stockMovements } from './queries/stock-movements.ts';
export { stockOfSku } from './queries/stock-of-sku.ts';
export { crossings } from './rules/crossings.ts';
export type { KitPart } from './rules/kit.ts';
export { freeOf, GENERAL, levelKey, type Pool } from './rules/level.ts';
export type { PoolMove } from './rules/plan-moves.ts';
export { partsOf } from './store/kits.ts';
export {
  byLevel,
  changeLevelsStatement,
  inKeyOrder,
  lockLevels,
  readLevels,
  type StockChange,
  type StockKey,
  type StockLevel,
  takeUnitsStatement,
} from './store/levels.ts';
export { type NewPool, openPools } from './store/pools.ts';
