import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { CannotGoOn, showing } from './progress.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const WINDOWS = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];

function candidates() {
  const { PATH = '', HOME = '', ProgramFiles = '', LOCALAPPDATA = '' } = process.env;
  const programFilesX86 = process.env['ProgramFiles(x86)'] ?? '';
  if (process.platform === 'win32')
    return [ProgramFiles, programFilesX86, LOCALAPPDATA].flatMap((base) =>
      WINDOWS.map((file) => path.join(base, file)),
    );
  if (process.platform === 'darwin')
    return ['/Applications', path.join(HOME, 'Applications')].flatMap((base) =>
      MAC.map((file) => path.join(base, file)),
    );
  return PATH.split(path.delimiter)
    .concat('/usr/bin', '/snap/bin')
    .flatMap((base) => NAMES.map((file) => path.join(base, file)));
}

function find() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !existsSync(given)) throw new CannotGoOn(`CHROMIUM_PATH says ${given}, and no file is there.`);
  return given ?? candidates().find((file) => existsSync(file));
}

/** Whether we may install with apt-get: Debian or Ubuntu, as root. */
function mayUseApt() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

async function aptInstall() {
  const apt = (...args) =>
    execFileSync('apt-get', [...args, '-qq'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  await showing('Installing Chromium for the browser tests', async () => {
    apt('update');
    // The pages are Chinese; without a font for them the screenshots show boxes.
    apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  }).catch((error) => {
    throw new CannotGoOn(
      `${String(error.stderr ?? error.message).trim()}\n\nChromium could not be installed. ${ADVICE}`,
    );
  });
}

const ADVICE =
  'Install Chromium or Google Chrome (Debian, Ubuntu: sudo apt-get install chromium fonts-noto-cjk), or set CHROMIUM_PATH to its program.';

/** The path of a Chromium for the browser tests; on Debian and Ubuntu as root it is installed when missing. Throws CannotGoOn with what to do. */
export async function chromium() {
  const found = find();
  if (found) return found;
  if (mayUseApt()) await aptInstall();
  const installed = find();
  if (!installed) throw new CannotGoOn(`The browser tests need Chromium. ${ADVICE}`);
  return installed;
}
