const graphemes = new Intl.Segmenter();

/** A person's name as strangers may see it: its first character and two stars, whatever its length. */
export function maskedName(name: string): string {
  for (const { segment } of graphemes.segment(name.trim())) return `${segment}**`;
  return '**';
}
