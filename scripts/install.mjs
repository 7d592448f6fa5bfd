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

/** Brings node_modules in line with package-lock.json; does nothing when it is. Throws CannotGoOn when npm fails. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  if (lockedPackages(inRoot('node_modules/.package-lock.json'))) {
    // Over a folder that is there, `npm install` brings only what changed.
    return npm('Updating packages', ['install', '--no-save'], root);
  }
  const label = 'Installing packages (once, about a minute)';
  return npm(label, ['ci'], root).catch((error) => {
    // A package.json that was edited by hand and is ahead of the lock file; anything else is for the reader.
    if (!error.message.includes('can only install packages when')) throw error;
    return npm(label, ['install'], root);
  });
}
