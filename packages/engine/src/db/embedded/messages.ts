import type { CompiledStatement } from '../together.ts';
import type { StatementResult } from './wire-session.ts';

/** What the thread is asked. */
export type Request =
  | { readonly id: number; readonly kind: 'run'; readonly statements: readonly CompiledStatement[] }
  | { readonly id: number; readonly kind: 'close' };

/** What it answers; `id` 0 says that the database is open, or could not be opened. */
export interface Answer {
  readonly id: number;
  readonly results?: readonly StatementResult[];
  readonly error?: ErrorFields;
}

/** A database error's fields: an Error loses all but its message on the way between threads. */
export interface ErrorFields {
  readonly message: string;
  readonly [field: string]: unknown;
}

const FIELDS = [
  'severity',
  'code',
  'detail',
  'hint',
  'position',
  'schema',
  'table',
  'column',
  'constraint',
] as const;

export function fieldsOf(error: unknown): ErrorFields {
  if (!(error instanceof Error)) return { message: String(error) };
  const fields = error as Error & Record<string, unknown>;
  return { message: error.message, ...Object.fromEntries(FIELDS.map((name) => [name, fields[name]])) };
}

export function errorFrom({ message, ...fields }: ErrorFields): Error {
  return Object.assign(new Error(message), fields);
}
