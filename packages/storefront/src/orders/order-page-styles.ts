import { css } from 'lit';

/** One order read from top to bottom, parted by hairlines. */
export const orderPageStyles = css`
  .from {
    display: inline-flex;
    align-items: center;
    gap: var(--s-1);
    min-height: var(--touch);
    font-size: var(--t-14);
    text-decoration: none;
    color: var(--ink-2);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--s-1) var(--s-4);
  }
  .steps {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    margin-block: var(--s-6);
  }
  .steps li {
    position: relative;
    display: grid;
    gap: 2px;
    align-content: start;
    padding-top: var(--s-4);
    padding-right: var(--s-2);
    font-size: var(--t-14);
    line-height: 1.3;
    color: var(--ink-3);
  }
  .steps strong {
    font-weight: 400;
  }
  .steps li::before {
    content: '';
    position: absolute;
    top: 3px;
    left: 0;
    right: 0;
    border-top: 2px solid var(--line);
  }
  .steps li:last-child::before {
    right: calc(100% - 8px);
  }
  .steps li::after {
    content: '';
    position: absolute;
    top: 0;
    left: 0;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--line);
  }
  .steps .taken {
    color: var(--ink);
  }
  .steps .taken strong {
    font-weight: 600;
  }
  .steps .taken::after {
    background: var(--ink);
  }
  .steps .taken:has(+ .taken)::before {
    border-color: var(--ink);
  }
  .steps .figure {
    font-size: var(--t-12);
    color: var(--ink-3);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s-2);
    margin-bottom: var(--s-6);
  }
  .actions .button {
    flex: 1 1 128px;
  }
  section {
    border-top: 1px solid var(--line);
  }
  .fact {
    display: grid;
    grid-template-columns: 88px minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--s-3);
    min-height: 56px;
    padding-block: var(--s-2);
    font-size: var(--t-14);
    line-height: 1.45;
    overflow-wrap: anywhere;
  }
  .copy {
    display: grid;
    place-items: center;
    width: var(--touch);
    height: var(--touch);
    margin-right: calc(-1 * var(--s-3));
    color: var(--ink-3);
  }
  .lines {
    padding-block: var(--s-4);
  }
  .lines h2 {
    font-size: var(--t-14);
  }
  .line {
    display: grid;
    grid-template-columns: 72px minmax(0, 1fr) auto;
    gap: var(--s-3);
    margin-top: var(--s-3);
    font-size: var(--t-14);
    line-height: 1.45;
  }
  .line > .figure {
    text-align: right;
  }
  .sums {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: baseline;
    gap: var(--s-1) var(--s-4);
    margin-top: var(--s-4);
    font-size: var(--t-14);
  }
  .sums dd {
    text-align: right;
  }
  .sums strong {
    font-size: var(--t-20);
  }
  .confirm {
    display: grid;
    gap: var(--s-2);
    padding: var(--s-4) var(--s-4) calc(var(--s-4) + env(safe-area-inset-bottom));
  }
  .confirm p {
    margin-bottom: var(--s-2);
    font-size: var(--t-14);
  }
  .sign {
    max-width: 400px;
    margin: var(--s-6) auto;
  }
  .sign h2 {
    margin-bottom: var(--s-4);
  }
  @media (max-width: 599px) {
    .steps {
      grid-auto-flow: row;
    }
    .steps li {
      display: flex;
      justify-content: space-between;
      padding: 0 0 var(--s-3) var(--s-6);
    }
    .steps li::before {
      inset: 7px auto -7px 3px;
      border-top: 0;
      border-left: 2px solid var(--line);
    }
    .steps li:last-child::before {
      display: none;
    }
    .steps li::after {
      top: 5px;
    }
  }
`;
