import { describe, expect, it } from 'vitest';
import { checkoutsByStatus, readMetrics } from './metrics-page.ts';

const page = (placed: number, refused: number): string => `# HELP yellowcart_outbox_waiting Events.
# TYPE yellowcart_outbox_waiting gauge
yellowcart_outbox_waiting 12

yellowcart_http_request_seconds_bucket{le="0.001",route="POST /api/v1/checkouts",status="201"} 3
yellowcart_http_request_seconds_count{route="POST /api/v1/checkouts",status="201"} ${placed}
yellowcart_http_request_seconds_count{route="POST /api/v1/checkouts",status="409"} ${refused}
yellowcart_http_request_seconds_count{route="GET /api/v1/orders",status="200"} 7
`;

describe('the metrics page', () => {
  it('gives samples by name and labels', () => {
    expect(readMetrics(page(1, 2)).get('yellowcart_outbox_waiting')).toBe(12);
  });

  it('tells the checkouts answered meanwhile, by status', () => {
    expect(checkoutsByStatus(readMetrics(page(10, 4)), readMetrics(page(25, 4)))).toEqual({ 201: 15 });
    expect(checkoutsByStatus(readMetrics(''), readMetrics(page(25, 4)))).toEqual({ 201: 25, 409: 4 });
  });
});
