import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

/** One Ctrl-C may arrive twice: from the terminal, and once more forwarded by npm. */
const SAME_PRESS_MS = 500;
const WATCH_PARENT_MS = 1000;

/** The environment in which `node` is the given Node 24, for everything that a child starts in turn. */
export function withNode(node, extra = {}) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const paths = [path.dirname(node), inRoot('node_modules', '.bin'), process.env[name] ?? ''];
  return { ...process.env, [name]: paths.join(path.delimiter), ...extra };
}

/**
 * Runs a program to its end on the same terminal and gives its exit code. The first SIGINT or SIGTERM reaches it
 * exactly once and is waited for; a second one kills it. It ends too when we, or the npm above us, are killed.
 */
export function runToEnd(node, args, env) {
  return new Promise((resolve, reject) => {
    // A group of its own, so that the terminal's Ctrl-C comes through here only (Windows would open a window).
    const detached = process.platform !== 'win32';
    const leash = pathToFileURL(inRoot('scripts', 'leash.mjs')).href;
    const child = spawn(node, ['--import', leash, ...args], {
      env,
      detached,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    let askedAt;
    const ask = (signal) => {
      const again = askedAt !== undefined;
      if (again && Date.now() - askedAt < SAME_PRESS_MS) return;
      askedAt = Date.now();
      if (again) child.kill('SIGKILL');
      else if (detached) child.kill(signal);
      else if (child.connected) child.disconnect();
    };
    process.on('SIGINT', ask);
    process.on('SIGTERM', ask);
    process.on('SIGHUP', ask);
    const stopWatching = watchParent(() => {
      if (askedAt === undefined) ask('SIGTERM');
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', ask);
      process.off('SIGTERM', ask);
      process.off('SIGHUP', ask);
      stopWatching();
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0));
    });
  });
}

/** Calls `gone` when the npm that runs us was killed: nobody would be left to stop us. */
function watchParent(gone) {
  if (!process.env.npm_lifecycle_event) return () => undefined;
  const parent = process.ppid;
  const aboveShell = parentOfShell(parent);
  const timer = setInterval(() => {
    if (process.ppid !== parent || parentOfShell(parent) !== aboveShell) gone();
  }, WATCH_PARENT_MS);
  return () => clearInterval(timer);
}

/** npm starts us through a shell, which on Linux stays between. */
function parentOfShell(pid) {
  try {
    return /\((?:sh|dash|bash|ash)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
