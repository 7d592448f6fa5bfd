import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { cache } from './paths.mjs';
import { CannotGoOn } from './progress.mjs';

const MAJOR = 24;
/** The version we test with; a platform for which npm does not carry it gets the newest 24 there is. */
const TESTED = '24.21.0';

const kept = path.join(cache, `node${MAJOR}`);
const windows = process.platform === 'win32';

/** The npm package that carries Node's own program for this machine (the one that the package `node` would fetch). */
function carrier() {
  const platform = windows ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}

const binaryIn = (folder) =>
  path.join(folder, 'node_modules', carrier(), 'bin', windows ? 'node.exe' : 'node');

/** The major version of a Node program, or 0 if it does not run. */
function majorOf(binary) {
  try {
    return (
      Number.parseInt(
        execFileSync(binary, ['-p', 'process.versions.node'], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }),
        10,
      ) || 0
    );
  } catch {
    return 0;
  }
}

/** Fetches into a folder of its own and renames at the end, so that a kill in the middle leaves nothing half-made. */
async function fetchInto(folder) {
  const beside = `${folder}.${process.pid}`;
  const fetched = async (version) => {
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside, { recursive: true });
    writeFileSync(path.join(beside, 'package.json'), '{ "private": true }\n');
    await npm(
      `Fetching Node ${version} (this machine has ${process.versions.node})`,
      ['install', '--no-save', `${carrier()}@${version}`],
      beside,
    );
  };
  try {
    await fetched(TESTED).catch((error) => {
      if (!error.message.includes('ETARGET')) throw error;
      return fetched(MAJOR);
    });
    if (majorOf(binaryIn(beside)) < MAJOR)
      throw new CannotGoOn('The Node that npm brought does not run here.');
    // Another start may have come first; its copy is as good.
    if (majorOf(binaryIn(folder)) < MAJOR) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(beside, folder);
    }
  } catch (error) {
    throw new CannotGoOn(
      `${error.message}\n\nYellowcart runs on Node ${MAJOR} or newer. You can also install it yourself: https://nodejs.org/`,
    );
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** The path of a Node that is new enough: the running one, the one fetched earlier, or one fetched now. */
export async function node24() {
  if (Number.parseInt(process.versions.node, 10) >= MAJOR) return process.execPath;
  const binary = binaryIn(kept);
  if (!existsSync(binary) || majorOf(binary) < MAJOR) await fetchInto(kept);
  return binary;
}
