import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { createServer } from 'node:http';
import { expect, inject, test } from 'vitest';
import { compose } from '../compose.ts';
import { openLog } from './log.ts';

interface Sent {
  readonly name: string;
  readonly traceId: string;
  readonly parentSpanId?: string;
}

test('a request and its statements are one trace, under the caller’s', async () => {
  const sent: Sent[] = [];
  const collector = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    for (const { scopeSpans } of JSON.parse(text).resourceSpans)
      for (const { spans } of scopeSpans) sent.push(...spans);
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const { port } = collector.address() as { port: number };
  const platform = await compose(
    {
      data: { kind: 'pglite', loadDataDir: await openAsBlob(inject('pgliteTemplate')) },
      sample: false,
      show: false,
      tracesEndpoint: `http://127.0.0.1:${port}`,
    },
    openLog('silent'),
  );
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  await platform.app.inject({
    url: '/api/v1/rooms',
    headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
  });
  await platform.close();
  collector.close();

  const ours = sent.filter((span) => span.traceId === traceId);
  expect(ours.find((span) => span.name === 'GET /api/v1/rooms')?.parentSpanId).toBe('00f067aa0ba902b7');
  expect(ours.filter((span) => span.name.startsWith('SELECT')).length).toBeGreaterThan(0);
});
