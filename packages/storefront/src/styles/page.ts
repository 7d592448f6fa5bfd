import { css } from 'lit';

/** The measure and margins of an ordinary page. */
export const pageStyles = css`
  :host {
    display: block;
    width: 100%;
    max-width: 760px;
    margin-inline: auto;
    padding: var(--s-2) var(--s-4) var(--s-12);
  }
  @media (min-width: 900px) {
    :host {
      padding: var(--s-4) var(--s-6) var(--s-12);
    }
  }
`;
