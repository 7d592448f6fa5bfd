import { runToEnd, withNode } from './child.mjs';
import { ensureInstalled } from './install.mjs';
import { node24 } from './node24.mjs';
import { buildPages, stalePages } from './pages.mjs';
import { inRoot } from './paths.mjs';
import { main } from './progress.mjs';
import { SERVER_FLAGS } from './server-flags.mjs';

// npm start -- [--port N] [--data DIR] [--no-show] [--reset]: everything a fresh clone needs, then the platform.
await main(async () => {
  await ensureInstalled();
  const node = await node24();
  let stopping = false;
  let building;
  const server = runToEnd(
    node,
    [...SERVER_FLAGS, inRoot('packages/server/src/main.ts'), ...process.argv.slice(2)],
    withNode(node),
  );
  // The server answers at once and shows "being built" until the pages are there.
  const onChild = (child) => {
    building = child;
    if (stopping) child.kill();
  };
  const pages = buildPages(node, stalePages(), { onChild, live: false }).catch((error) => {
    if (!stopping) process.stderr.write(`\n${error.message}\nThe server goes on without these pages.\n`);
  });
  const code = await server;
  stopping = true;
  building?.kill();
  await pages;
  return code;
});
