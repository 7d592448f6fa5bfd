import { css, html, nothing } from 'lit';
import { watch } from '../cell.ts';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { cartMark } from '../parts/icons.ts';
import '../parts/sign-in-form.ts';
import { navigate, safeNext } from '../router.ts';
import { meCell, signOut } from '../session.ts';
import { pageStyles } from '../styles/page.ts';

/** Signing in on a page of its own; goes on to `?next=`. */
class SignInPage extends PageElement {
  static override styles = [
    PageElement.styles,
    pageStyles,
    css`
      :host {
        max-width: 432px;
      }
      h1 {
        margin: var(--s-6) 0 var(--s-1);
      }
      p {
        margin-bottom: var(--s-6);
      }
      .mark {
        margin-top: var(--s-8);
        --wheel: var(--yellow);
      }
    `,
  ];

  constructor() {
    super();
    watch(this, meCell);
  }

  override render() {
    const words = w();
    const me = meCell.value;
    return html`${cartMark(48)}
      <h1>${words.signIn}</h1>
      <p class="muted">${me ? words.signedInAs(me.name) : words.signInHint}</p>
      ${
        me
          ? html`<button class="button wide" type="button" @click=${signOut}>${words.signOut}</button>`
          : nothing
      }
      <yc-sign-in-form
        ?hidden=${Boolean(me)}
        @signed-in=${() => navigate(safeNext(new URLSearchParams(location.search).get('next')), { replace: true })}
      ></yc-sign-in-form>`;
  }
}

customElements.define('yc-sign-in-page', SignInPage);
