const paths = {
  board: 'M3 17l5-6 4 3 5-8 4 5',
  orders: 'M5 4h14v16l-3-2-2 2-2-2-2 2-2-2-3 2zM9 9h6M9 13h6',
  ledger: 'M4 5h16v14H4zM12 5v14M7 9h2M15 9h2M7 13h2M15 13h2',
  clock: 'M12 4a8 8 0 100 16 8 8 0 000-16zM12 8v4l3 2',
  money: 'M6 5l6 7 6-7M12 12v7M7 12h10M7 16h10',
  home: 'M4 11l8-7 8 7M6 10v9h12v-9',
  products: 'M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8',
  stock: 'M4 20V4M4 20h16M8 16v-5M12 16V8M16 16v-3',
  promotions: 'M4 10h16v10H4zM3 7h18v3H3zM12 7v13M12 7c-4 0-5-4-2.5-4S12 7 12 7s0-4 2.5-4S16 7 12 7',
  library: 'M5 5h6v6H5zM13 5h6v6h-6zM5 13h6v6H5zM13 16h6M16 13v6',
  rooms: 'M4 6h12v12H4zM16 10l5-3v10l-5-3',
  settings: 'M4 8h9M17 8h3M15 6v4M4 16h3M11 16h9M9 14v4',
  copy: 'M8 8h11v11H8zM5 15V5h10',
  grip: 'M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01',
  undo: 'M9 14l-5-5 5-5M4 9h10a5 5 0 010 10h-3',
  pin: 'M9 4h6l-1 6 4 4H6l4-4zM12 14v6',
  away: 'M6 12h12',
  wide: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  viewers: 'M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 10a2 2 0 100 4 2 2 0 000-4z',
  leave: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  open: 'M8 16l8-8M9 8h7v7',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing in the text's colour; the text beside it carries the meaning. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'grip' ? 2.6 : 1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
