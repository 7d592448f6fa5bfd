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

/** Brings node_modules in line with package-lock.json; does nothing when it is. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const locked = lockedPackages(inRoot('package-lock.json'));
  const fresh = !lockedPackages(inRoot('node_modules/.package-lock.json'));
  // `npm ci` starts from nothing; over a folder that is there, `npm install` only brings what changed.
  const args = locked && fresh ? ['ci'] : ['install', ...(locked ? ['--no-save'] : [])];
  await npm(fresh ? 'Installing packages (once, about a minute)' : 'Updating packages', args, root);
}
