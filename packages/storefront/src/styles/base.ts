import { css } from 'lit';

/** What every part shares: box model, figures, buttons, fields, links. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1,
  h2,
  h3 {
    line-height: 1.3;
    font-weight: 600;
    text-wrap: pretty;
  }
  h1 {
    font-size: var(--t-28);
  }
  h2 {
    font-size: var(--t-20);
  }
  h3 {
    font-size: var(--t-16);
  }
  a {
    color: inherit;
    text-underline-offset: 3px;
  }
  .figure {
    font-family: var(--figures);
    font-variant-numeric: tabular-nums;
    font-feature-settings: 'tnum';
  }
  .small {
    font-size: var(--t-12);
  }
  .muted {
    color: var(--ink-3);
  }
  .bad {
    color: var(--bad);
  }
  .good {
    color: var(--good);
  }
  .clamp-1,
  .clamp-2 {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .clamp-1 {
    -webkit-line-clamp: 1;
  }
  .clamp-2 {
    -webkit-line-clamp: 2;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:disabled {
    cursor: default;
  }
  :focus-visible {
    outline: 2px solid var(--ink);
    outline-offset: 2px;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--s-2);
    min-height: var(--touch);
    padding: var(--s-1) var(--s-4);
    border-radius: var(--r-control);
    border: 1px solid var(--line);
    background: transparent;
    color: var(--ink);
    font-size: var(--t-14);
    font-weight: 600;
    line-height: 1.3;
    text-decoration: none;
    text-align: center;
    transition: background var(--quick);
  }
  .button:hover:not(:disabled) {
    background: var(--sunk);
  }
  .button:disabled {
    color: var(--mark);
  }
  .button.main {
    border-color: transparent;
    background: var(--yellow);
    color: var(--on-yellow);
    font-size: var(--t-16);
  }
  .button.main:hover:not(:disabled) {
    background: color-mix(in oklab, var(--yellow), black 6%);
  }
  .button.main:disabled {
    background: var(--sunk);
    color: var(--ink-3);
  }
  .button.solid {
    border-color: transparent;
    background: var(--solid);
    color: var(--on-solid);
  }
  .button.solid:hover:not(:disabled) {
    background: color-mix(in oklab, var(--solid), var(--on-solid) 16%);
  }
  .button.wide {
    width: 100%;
    min-height: 48px;
  }
  .button.quiet {
    border-color: transparent;
  }
  .field {
    display: grid;
    gap: var(--s-1);
    font-size: var(--t-14);
  }
  .field > span {
    color: var(--ink-3);
    font-size: var(--t-12);
  }
  input,
  textarea {
    font: inherit;
    color: inherit;
    width: 100%;
    min-height: var(--touch);
    padding: var(--s-2) var(--s-3);
    border: 1px solid var(--line);
    border-radius: var(--r-control);
    background: var(--surface);
  }
  input:user-invalid,
  input[aria-invalid='true'] {
    border-color: var(--bad);
  }
  input:focus-visible {
    outline-offset: -1px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: var(--s-2);
    min-height: var(--touch);
    padding: var(--s-1) var(--s-3);
    border-radius: var(--r-control);
    background: var(--sunk);
    border: 1.5px solid transparent;
    font-size: var(--t-14);
    line-height: 1.3;
    text-align: left;
  }
  .chip[aria-pressed='true'] {
    border-color: var(--ink);
    background: var(--surface);
    font-weight: 600;
  }
  .chip.gone {
    color: var(--ink-3);
    text-decoration: line-through;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 1ms !important;
    }
  }
`;
