import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { CannotGoOn, showing } from './progress.mjs';

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error', '--no-progress'];
/** npm's own patience with a registry that does not answer is over a minute for each package. */
const IMPATIENT = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
const HEAD_LINES = 12;
const TAIL_LINES = 18;

/** npm as a program: its own JavaScript when we know where it is, since Windows cannot spawn npm.cmd without a shell. */
function npmCommand() {
  const beside = path.dirname(process.execPath);
  const known = [
    process.env.npm_execpath,
    path.join(beside, 'node_modules/npm/bin/npm-cli.js'),
    path.join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  const script = known.find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
  return script
    ? { command: process.execPath, first: [script], shell: false }
    : { command: 'npm', first: [], shell: process.platform === 'win32' };
}

/** The environment without what an outer `npm run` left there: it would send this npm to the wrong folder. */
function cleanEnvironment() {
  const inherited =
    /^npm_(config_(local_prefix|prefix|workspace|workspaces|global)|package_|lifecycle_|command)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)));
}

/** Runs npm quietly in a folder under a progress line. Throws CannotGoOn with the end of npm's output and what to do. */
export function npm(label, args, cwd) {
  return showing(
    label,
    () =>
      new Promise((resolve, reject) => {
        const { command, first, shell } = npmCommand();
        const child = spawn(command, [...first, ...args, ...QUIET, ...IMPATIENT], {
          cwd,
          shell,
          env: cleanEnvironment(),
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let output = '';
        child.stdout.on('data', (chunk) => {
          output += chunk;
        });
        child.stderr.on('data', (chunk) => {
          output += chunk;
        });
        child.on('error', (error) => reject(new CannotGoOn(`npm could not be started: ${error.message}`)));
        child.on('close', (code) =>
          code === 0 ? resolve() : reject(new CannotGoOn(explain(args, code, output))),
        );
      }),
  );
}

const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|npm error network/i;

function explain(args, code, output) {
  const lines = output.trimEnd().split('\n');
  const middle = lines.length - HEAD_LINES - TAIL_LINES;
  // npm says what is wrong first and where its log is last; in between it may print all its options.
  const said =
    middle > 0 ? [...lines.slice(0, HEAD_LINES), `… ${middle} lines …`, ...lines.slice(-TAIL_LINES)] : lines;
  const what = UNREACHABLE.test(output)
    ? 'The npm registry cannot be reached. Check the network, or a proxy or mirror (npm config get registry), then run the same command again.'
    : `Read npm's message above, then run the same command again. If it stays, delete node_modules and retry.`;
  return `${said.join('\n')}\n\nnpm ${args[0]} ended with code ${code}. ${what}`;
}
