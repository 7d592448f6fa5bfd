import { useState } from 'react';
import { CartMark } from './cart-mark.tsx';

/** A square picture of a known size, with the cart drawn where it cannot be loaded. */
export function Picture({ src, size = 48, alt = '' }: { src: string; size?: number; alt?: string }) {
  const [broken, setBroken] = useState<string>();
  return (
    <span className="picture" style={{ width: size, height: size }}>
      {broken === src || src === '' ? (
        <CartMark size={size * 0.5} />
      ) : (
        <img src={src} alt={alt} width={size} height={size} loading="lazy" onError={() => setBroken(src)} />
      )}
    </span>
  );
}
