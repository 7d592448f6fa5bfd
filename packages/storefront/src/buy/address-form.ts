import type { Address } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { icons } from '../parts/icons.ts';
import { addressLine } from './purchase.ts';

/** Where to deliver: one line, or the form to enter it. Tells 'address' with the whole address. */
class AddressForm extends PageElement {
  static override properties = {
    address: { attribute: false },
    disabled: { type: Boolean },
    editing: { state: true },
  };
  static override styles = [
    PageElement.styles,
    css`
      .line {
        display: grid;
        grid-template-columns: 20px minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--s-3);
        width: 100%;
        min-height: 56px;
        text-align: left;
        font-size: var(--t-14);
        line-height: 1.45;
      }
      .line strong {
        font-weight: 600;
      }
      .line .to {
        color: var(--ink-3);
        font-size: var(--t-12);
      }
      form {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--s-3);
        padding-block: var(--s-2);
      }
      .all {
        grid-column: 1 / -1;
      }
      h3 {
        font-size: var(--t-14);
      }
    `,
  ];

  declare address: Address | null;
  declare disabled: boolean;
  declare editing: boolean;

  constructor() {
    super();
    this.address = null;
    this.disabled = false;
    this.editing = false;
  }

  /** Opens the form where there is no address yet and puts the cursor into it. */
  async ask(): Promise<void> {
    this.editing = true;
    await this.updateComplete;
    this.renderRoot.querySelector('input')?.focus();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const data = new FormData(event.currentTarget);
    const text = (name: keyof Address): string => String(data.get(name) ?? '').trim();
    this.editing = false;
    this.tell<Address>('address', {
      name: text('name'),
      phone: text('phone'),
      province: text('province'),
      city: text('city'),
      district: text('district'),
      street: text('street'),
    });
  }

  override render() {
    const words = w();
    const address = this.address;
    if (this.editing) return this.#form();
    return html`<button class="line" type="button" ?disabled=${this.disabled} data-testid="address" @click=${() => this.ask()}>
      ${icons.place()}
      ${
        address
          ? html`<span>
              <span class="clamp-1"><strong>${address.name}</strong> <span class="figure">${address.phone}</span></span>
              <span class="clamp-2 to">${addressLine(address)}</span>
            </span>`
          : html`<strong>${words.addAddress}</strong>`
      }
      ${icons.forward()}
    </button>`;
  }

  #form() {
    const words = w();
    const field = (name: keyof Address, autocomplete: string, max: number, required = true, wide = false) =>
      html`<label class="field ${wide ? 'all' : ''}">
        <span>${words[name]}</span>
        <input
          name=${name}
          .defaultValue=${this.address?.[name] ?? ''}
          maxlength=${max}
          autocomplete=${autocomplete}
          ?required=${required}
          type=${name === 'phone' ? 'tel' : 'text'}
          pattern=${name === 'phone' ? '\\+?[0-9][0-9 \\-]{5,24}' : nothing}
          title=${name === 'phone' ? words.phoneHint : nothing}
          data-testid="address-${name}"
        />
      </label>`;
    return html`<form data-testid="address-form" @submit=${this.#submit}>
      <h3 class="all">${words.address}</h3>
      ${field('name', 'name', 40)} ${field('phone', 'tel', 25)} ${field('province', 'address-level1', 40, true, true)}
      ${field('city', 'address-level2', 40, false)} ${field('district', 'address-level3', 40, false)}
      ${field('street', 'street-address', 200, true, true)}
      <button class="button solid wide all" type="submit" data-testid="address-save">${words.useAddress}</button>
    </form>`;
  }
}

export type { AddressForm };

customElements.define('yc-address-form', AddressForm);
