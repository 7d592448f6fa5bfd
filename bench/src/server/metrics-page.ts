/** Reads what `/metrics` says: each sample by its name and labels as they are written there. */
export function readMetrics(page: string): Map<string, number> {
  const samples = new Map<string, number>();
  for (const line of page.split('\n')) {
    const sample = /^([a-z_:][^\s{]*(?:\{.*\})?) (\S+)$/i.exec(line);
    if (sample?.[1] !== undefined) samples.set(sample[1], Number(sample[2]));
  }
  return samples;
}

const ANSWERS = /^yellowcart_http_request_seconds_count\{route="POST \/api\/v1\/checkouts",status="(\d+)"\}$/;

/** Checkouts answered between two looks at `/metrics`, by status. */
export function checkoutsByStatus(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, value] of after) {
    const status = ANSWERS.exec(name)?.[1];
    const count = value - (before.get(name) ?? 0);
    if (status !== undefined && count > 0) counts[status] = count;
  }
  return counts;
}
