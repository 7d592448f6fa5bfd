import { spawn } from 'node:child_process';
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
    const stopWatching = watchParent(() => ask('SIGTERM'));
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

/** Under npm, being handed to another parent means that npm was killed. */
function watchParent(gone) {
  if (!process.env.npm_lifecycle_event) return () => undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) gone();
  }, WATCH_PARENT_MS);
  return () => clearInterval(timer);
}
