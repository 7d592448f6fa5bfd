import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const BESIDE_THE_REPOSITORY = fileURLToPath(new URL('../../../shared/data/products.jsonl', import.meta.url));

/**
 * A catalogue of real goods, which is not part of the project: the file that YELLOWCART_REAL_DATA names, else one beside
 * the repository. Undefined where there is none, and then there is no story to tell about it.
 */
export function realCatalogue(): string | undefined {
  const named = process.env.YELLOWCART_REAL_DATA;
  if (named !== undefined && named !== '') return named;
  return existsSync(BESIDE_THE_REPOSITORY) ? BESIDE_THE_REPOSITORY : undefined;
}
