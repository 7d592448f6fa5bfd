import { css, html, nothing } from 'lit';
import { watch } from '../cell.ts';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { platformCell, problemText, signIn } from '../session.ts';
import { icons } from './icons.ts';

/** Signs in by e-mail and password; on a sample platform by one tap too. Tells 'signed-in'. */
class SignInForm extends PageElement {
  static override properties = { busy: { state: true }, problem: { state: true } };
  static override styles = [
    PageElement.styles,
    css`
      :host {
        display: grid;
        gap: var(--s-4);
      }
      form {
        display: grid;
        gap: var(--s-3);
      }
      .or {
        display: flex;
        align-items: center;
        gap: var(--s-3);
        color: var(--ink-3);
        font-size: var(--t-12);
      }
      .or::before,
      .or::after {
        content: '';
        flex: 1;
        border-top: 1px solid var(--line);
      }
      details {
        font-size: var(--t-14);
        color: var(--ink-2);
      }
      summary {
        min-height: var(--touch);
        display: flex;
        align-items: center;
        cursor: pointer;
      }
      summary svg {
        width: 16px;
        transition: rotate var(--quick);
      }
      [open] > summary svg {
        rotate: 90deg;
      }
      li + li {
        border-top: 1px solid var(--line);
      }
      li button {
        display: flex;
        width: 100%;
        justify-content: space-between;
        align-items: center;
        gap: var(--s-3);
        min-height: var(--touch);
        text-align: left;
      }
    `,
  ];

  declare busy: boolean;
  declare problem: unknown;

  constructor() {
    super();
    this.busy = false;
    this.problem = undefined;
    watch(this, platformCell);
  }

  async #enter(email: string, password: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await signIn(email, password);
      this.tell('signed-in');
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const data = new FormData(event.currentTarget);
    void this.#enter(String(data.get('email')), String(data.get('password')));
  }

  override render() {
    const words = w();
    const logins = platformCell.value?.logins ?? [];
    const buyer = logins.find((login) => login.role === 'buyer');
    const others = logins.filter((login) => login !== buyer);
    return html`${
      buyer
        ? html`<button
              class="button main wide"
              type="button"
              ?disabled=${this.busy}
              data-testid="sign-in-sample"
              @click=${() => this.#enter(buyer.email, buyer.password)}
            >
              ${words.sampleBuyer(buyer.name)}
            </button>
            <p class="or">${words.or}</p>`
        : nothing
    }
      <form @submit=${this.#submit} data-testid="sign-in-form">
        <label class="field"><span>${words.email}</span><input name="email" type="email" autocomplete="username" required maxlength="200" data-testid="email" /></label>
        <label class="field"><span>${words.password}</span><input name="password" type="password" autocomplete="current-password" required maxlength="200" data-testid="password" /></label>
        ${this.problem ? html`<p class="bad small" role="alert">${problemText(this.problem)}</p>` : nothing}
        <button class="button wide ${buyer ? '' : 'main'}" type="submit" ?disabled=${this.busy} data-testid="sign-in">${words.signIn}</button>
      </form>
      ${
        others.length > 0
          ? html`<details>
              <summary>${words.sampleOthers} ${icons.forward()}</summary>
              <ul>
                ${others.map(
                  (login) => html`<li>
                    <button type="button" ?disabled=${this.busy} @click=${() => this.#enter(login.email, login.password)}>
                      <span class="clamp-1">${login.name}</span><span class="muted small">${words.roles[login.role]}</span>
                    </button>
                  </li>`,
                )}
              </ul>
            </details>`
          : nothing
      }`;
  }
}

customElements.define('yc-sign-in-form', SignInForm);
