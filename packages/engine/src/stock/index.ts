export { incrementStock, type LevelAfter } from './commands/increment-stock.ts';
export { openLevels, releaseUnits, reserveUnits, returnUnits, sellUnits } from './commands/move-units.ts';
export { STOCK_ADJUSTED } from './events.ts';
export {
  availableByProduct,
  availableBySku,
  lockLevels,
  lockLevelsStatement,
  type StockChange,
  type StockKey,
  type StockLevel,
} from './store/levels.ts';
