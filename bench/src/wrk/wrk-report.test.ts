import { describe, expect, it } from 'vitest';
import { mergedReports, readReport } from './wrk-report.ts';

const printed = `Running 2s test @ http://127.0.0.1:8116
  1 threads and 64 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     6.10ms    1.20ms  18.20ms   80.00%
Requests/sec:   9000.00

report {"seconds":2.000123,"answers":18000,"over399":30,"connect":1,"read":2,"write":0,"timeout":3,"fresh":17060,"repeated":1000,"p50_us":6100,"p99_us":18200,"max_us":30000}
`;

describe('the report of wrk', () => {
  it('is read from the line that the script writes', () => {
    expect(readReport(printed)).toEqual({
      seconds: 2.000123,
      accepted: 17970,
      refused: 30,
      broken: 6,
      fresh: 17060,
      repeated: 1000,
      p50Ms: 6.1,
      p99Ms: 18.2,
    });
  });

  it('is missing where wrk could not connect, and its words are told', () => {
    expect(() => readReport('unable to connect to 127.0.0.1:1 Connection refused\n')).toThrow(
      /unable to connect/,
    );
  });

  it('is refused where a figure is missing', () => {
    expect(() => readReport('report {"seconds":2,"answers":1}')).toThrow(/no report/);
  });
});

it('reports of several loads at once add up, with the latencies of the slowest', () => {
  const one = readReport(printed);
  expect(mergedReports([one, { ...one, seconds: 2.1, broken: 0, p50Ms: 5, p99Ms: 40 }])).toEqual({
    seconds: 2.1,
    accepted: 35_940,
    refused: 60,
    broken: 6,
    fresh: 34_120,
    repeated: 2_000,
    p50Ms: 6.1,
    p99Ms: 40,
  });
});
