import { LitElement } from 'lit';
import { watch } from './cell.ts';
import { localeCell } from './i18n/locale.ts';
import { base } from './styles/base.ts';

/** What every part of the pages extends: shared styles, and drawn again when the language changes. */
export class PageElement extends LitElement {
  static override styles: LitElementStyles = base;

  constructor() {
    super();
    watch(this, localeCell);
  }

  /** Tells the parent something by a bubbling event that crosses shadow roots. */
  protected tell<T>(name: string, detail?: T): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

type LitElementStyles = NonNullable<typeof LitElement.styles>;
