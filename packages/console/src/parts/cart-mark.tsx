/** The cart mark: two strokes and two wheels. Strokes take the text colour, wheels the yellow. */
export function CartMark({ size = 24 }: { size?: number }) {
  return (
    <svg className="cart-mark" width={size} height={size} viewBox="4 5 24 24" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round">
        <path d="M6 8h3.6l3.2 12.2h10.6" />
        <path d="M11 13h15.4l-2 5" />
      </g>
      <g className="cart-mark-wheels">
        <circle cx="14.4" cy="25" r="2" />
        <circle cx="22.6" cy="25" r="2" />
      </g>
    </svg>
  );
}
