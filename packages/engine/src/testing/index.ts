export { describeOnBothDatabases, type OpenDatabase } from './databases.ts';
export { makeEngine, PLATFORM_ID, type TestEngine } from './engine.ts';
export {
  clickOn,
  ledgerMismatches,
  openTestShop,
  stockMismatches,
  TEST_ADDRESS,
  type TestProduct,
  type TestShop,
} from './fixtures.ts';
export { refusalOf } from './refusal-of.ts';
