import { readFileSync } from 'node:fs';
import { npm } from './npm.mjs';
import { inRoot, root } from './paths.mjs';

const INSIDE = 'node_modules/';

/** @returns {Record<string, {version?: string, link?: boolean, optional?: boolean, peer?: boolean}> | undefined} */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules holds what the lock file asks for. npm writes its own record as the last thing of an
 * install, so an install that was killed, or a lock file that moved on, shows here; nothing else has to be kept.
 */
function isInstalled() {
  const wanted = lockedPackages(inRoot('package-lock.json'));
  const there = lockedPackages(inRoot('node_modules/.package-lock.json'));
  if (!wanted || !there) return false;
  return Object.entries(wanted).every(([where, { version, optional, devOptional, peer }]) => {
    if (!where.includes(INSIDE)) return true;
    const installed = there[where];
    return installed ? installed.version === version : Boolean(optional || devOptional || peer);
  });
}

/**
 * Brings node_modules in line with package-lock.json; does nothing when it is. Throws CannotGoOn when npm fails.
 * Not by `npm ci`: it refuses a lock file without the optional packages of every other platform, and what a lock file
 * holds of those depends on the machine and registry it was written with. The versions are the locked ones either way.
 */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const there = lockedPackages(inRoot('node_modules/.package-lock.json'));
  const label = there ? 'Updating packages' : 'Installing packages (once, about a minute)';
  return npm(label, ['install', '--no-save'], root);
}
