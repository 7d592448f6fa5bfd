export { describeOnBothDatabases, type OpenDatabase } from './databases.ts';
export { makeEngine, PLATFORM_ID, type TestEngine } from './engine.ts';
