/** The text under which several compiled statements travel through Kysely to a driver as one query; they are its only parameter. */
export const TOGETHER = '/* together */';

export interface CompiledStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** The statements in a query's parameters. */
export function statementsIn(parameters: readonly unknown[] | undefined): readonly CompiledStatement[] {
  return (parameters?.[0] ?? []) as readonly CompiledStatement[];
}
