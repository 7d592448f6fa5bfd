export { incrementStock, type LevelAfter } from './commands/increment-stock.ts';
export { openLevels, releaseUnits, returnUnits, sellUnits } from './commands/move-units.ts';
export { STOCK_ADJUSTED } from './events.ts';
export {
  availableByProduct,
  availableBySku,
  byLevel,
  changeLevelsStatement,
  freeOf,
  GENERAL,
  levelKey,
  lockLevels,
  lockLevelsStatement,
  type Pool,
  type StockChange,
  type StockKey,
  type StockLevel,
  takeUnitsStatement,
} from './store/levels.ts';
