/** A product went on or off the shelf. Key: the product. */
export const SHELF_CHANGED = 'catalog.shelf_changed';
export interface ShelfChanged {
  readonly productId: string;
  readonly shopId: string;
  readonly onShelf: boolean;
}
