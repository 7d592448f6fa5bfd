/**
 * A figure whose digits roll when they change, and only then. The digits are drawn by the style sheet, so that the
 * text of the element stays the plain figure for those who listen to it.
 */
export function Rolling({ text }: { text: string }) {
  const characters = [...text];
  return (
    <span className="rolling">
      <span className="heard">{text}</span>
      {characters.map((character, index) => {
        // Counted from the right, so that a digit keeps its column when the figure grows.
        const place = characters.length - index;
        return /\d/.test(character) ? (
          <span key={place} className="digit" data-digit={character} aria-hidden="true" />
        ) : (
          <span key={place} className="digit-mark" data-mark={character} aria-hidden="true" />
        );
      })}
    </span>
  );
}
