/** The ground every module stands on; each module has a face of its own beside this one. */
export * from './clock.ts';
export { DataDirInUse, lockDataDir } from './db/data-dir-lock.ts';
export { inTurn } from './db/in-turn.ts';
export { MigrationChanged, type MigrationStatus, migrate, migrationStatus } from './db/migrate.ts';
export { type Database, type DatabaseTarget, type Db, openDatabase, type Tx } from './db/open.ts';
export { takeStatistics } from './db/statistics.ts';
export { DatabaseUnavailable } from './db/unavailable.ts';
export * from './engine.ts';
export * from './ids.ts';
export * from './money.ts';
export * from './refusal.ts';
