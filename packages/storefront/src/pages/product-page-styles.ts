import { css } from 'lit';

/** Picture over text on a phone, beside it on wide screens; the buy button stays in reach. */
export const productPageStyles = css`
  .kit h3 {
    margin-bottom: var(--s-1);
    font-size: var(--t-14);
  }
  .kit .figure {
    flex: none;
  }
  .kit li {
    display: flex;
    justify-content: space-between;
    gap: var(--s-3);
  }
  yc-offers {
    --offers-padding: 0 0 var(--s-4);
  }
  :host {
    max-width: 1120px;
    padding-bottom: 0;
  }
  .from {
    display: inline-flex;
    align-items: center;
    gap: var(--s-1);
    min-height: var(--touch);
    font-size: var(--t-14);
    text-decoration: none;
    color: var(--ink-2);
  }
  .hero {
    --picture-radius: var(--r-card);
  }
  .text {
    min-width: 0;
    padding-block: var(--s-4) 0;
  }
  h1 {
    font-size: var(--t-20);
    overflow-wrap: anywhere;
  }
  .path {
    margin-bottom: var(--s-1);
  }
  .sub {
    margin-top: var(--s-1);
    font-size: var(--t-14);
  }
  .deal {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--s-1) var(--s-3);
    margin-top: var(--s-4);
    line-height: 1.3;
  }
  .deal .price {
    font-size: var(--t-40);
  }
  .choice {
    display: grid;
    gap: var(--s-4);
    margin-top: var(--s-6);
  }
  .between {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--s-4);
  }
  .between h3 {
    font-size: var(--t-14);
  }
  .buy {
    position: sticky;
    bottom: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    gap: var(--s-4);
    margin: var(--s-6) calc(-1 * var(--s-4)) 0;
    padding: var(--s-3) var(--s-4) calc(var(--s-3) + env(safe-area-inset-bottom));
    background: var(--paper);
    border-top: 1px solid var(--line);
  }
  .buy .sum {
    font-size: var(--t-20);
  }
  .buy .button {
    flex: 1;
    min-height: 48px;
  }
  .shop {
    display: flex;
    align-items: center;
    gap: var(--s-3);
    padding-block: var(--s-4);
    border-block: 1px solid var(--line);
    line-height: 1.4;
  }
  .shop yc-picture {
    width: 44px;
    flex: none;
    --picture-radius: 50%;
  }
  .shop span {
    display: grid;
  }
  section {
    padding-block: var(--s-6) var(--s-12);
  }
  h2 {
    font-size: var(--t-16);
    margin-bottom: var(--s-2);
  }
  dl > div {
    display: grid;
    grid-template-columns: minmax(80px, 28%) minmax(0, 1fr);
    gap: var(--s-3);
    padding-block: var(--s-2);
    border-bottom: 1px solid var(--line);
    font-size: var(--t-14);
  }
  dt {
    color: var(--ink-3);
  }
  dd {
    overflow-wrap: anywhere;
  }
  @media (min-width: 900px) {
    article {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: var(--s-12);
      align-items: start;
    }
    .hero {
      position: sticky;
      top: var(--s-4);
    }
    .text {
      padding-top: 0;
    }
    h1 {
      font-size: var(--t-28);
    }
    .buy {
      position: static;
      margin-inline: 0;
      padding: var(--s-4) 0 var(--s-6);
      border-top: 0;
    }
    .buy .sum {
      display: none;
    }
  }
`;
