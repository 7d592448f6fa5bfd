import { CannotGoOn } from '../cannot-go-on.ts';

/** What wrk saw. */
export interface WrkReport {
  /** How long it really ran. */
  readonly seconds: number;
  /** Answers of status 399 and below. */
  readonly accepted: number;
  /** Answers of status 400 and above. */
  readonly refused: number;
  /** Connections that broke, and answers that never came. */
  readonly broken: number;
  /** Requests built with a new key; some at the end were never answered. */
  readonly fresh: number;
  /** Requests that repeated an earlier one. */
  readonly repeated: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const FIELDS = [
  'seconds',
  'answers',
  'over399',
  'connect',
  'read',
  'write',
  'timeout',
  'fresh',
  'repeated',
  'p50_us',
  'p99_us',
] as const;
type Line = Readonly<Record<(typeof FIELDS)[number], number>>;

/** Finds the report line of drive.lua in what wrk printed. Throws CannotGoOn with wrk's words where there is none. */
export function readReport(printed: string): WrkReport {
  const line = /^report (\{.*\})$/m.exec(printed)?.[1];
  const report: unknown = line === undefined ? undefined : JSON.parse(line);
  if (!isLine(report)) throw new CannotGoOn(`wrk gave no report:\n${printed.trim()}`);
  return {
    seconds: report.seconds,
    accepted: report.answers - report.over399,
    refused: report.over399,
    broken: report.connect + report.read + report.write + report.timeout,
    fresh: report.fresh,
    repeated: report.repeated,
    p50Ms: report.p50_us / 1000,
    p99Ms: report.p99_us / 1000,
  };
}

/** Several at the same time as one: counts are added, and latencies are those of the slowest. */
export function mergedReports(reports: readonly WrkReport[]): WrkReport {
  const sum = (of: (report: WrkReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  const most = (of: (report: WrkReport) => number): number => Math.max(...reports.map(of));
  return {
    seconds: most((report) => report.seconds),
    accepted: sum((report) => report.accepted),
    refused: sum((report) => report.refused),
    broken: sum((report) => report.broken),
    fresh: sum((report) => report.fresh),
    repeated: sum((report) => report.repeated),
    p50Ms: most((report) => report.p50Ms),
    p99Ms: most((report) => report.p99Ms),
  };
}

function isLine(value: unknown): value is Line {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Record<string, unknown>;
  return FIELDS.every((field) => typeof record[field] === 'number');
}
