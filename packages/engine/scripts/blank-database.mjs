import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

// node packages/engine/scripts/blank-database.mjs: after an install, makes the blank database that every embedded data folder starts
// from. Initialising one takes seconds, copying it a tenth of one. Without it the platform still starts, only slower.
const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
const folder = path.dirname(path.dirname(entry));
const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
// packages/engine/src/db/blank-database.ts looks in the same place.
const blank = path.join(folder, '..', '..', '.cache', 'yellowcart', `blank-${version}`);

try {
  if (!existsSync(blank)) {
    const beside = `${blank}.${process.pid}`;
    mkdirSync(path.dirname(blank), { recursive: true });
    const { PGlite } = await import('@electric-sql/pglite');
    const database = await PGlite.create(beside);
    await database.close();
    rmSync(blank, { recursive: true, force: true });
    renameSync(beside, blank);
  }
} catch (error) {
  process.stderr.write(
    `No blank database was prepared (${error.message}); the first start takes some seconds longer.\n`,
  );
}
