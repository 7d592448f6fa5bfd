/** A category path as one text, parts joined by " > ", so that "what is below it" is a prefix. */
export function joinCategory(path: readonly string[]): string {
  return path.join(CATEGORY_SEPARATOR);
}

export function splitCategory(path: string): string[] {
  return path.split(CATEGORY_SEPARATOR);
}

const CATEGORY_SEPARATOR = ' > ';
