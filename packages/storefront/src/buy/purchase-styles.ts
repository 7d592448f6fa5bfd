import { css } from 'lit';

/** What the buy sheet and the check-out page share. */
export const purchaseStyles = css`
  .section {
    padding: var(--s-4);
    border-bottom: 1px solid var(--line);
  }
  .section:last-child {
    border-bottom: 0;
  }
  .section.tight {
    padding-block: var(--s-1);
  }
  .section > h3 {
    font-size: var(--t-14);
    margin-bottom: var(--s-2);
  }
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
  .between {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--s-4);
  }
  .section.between > h3 {
    margin: 0;
  }
  .line {
    display: grid;
    grid-template-columns: 56px minmax(0, 1fr) auto;
    gap: var(--s-3);
    font-size: var(--t-14);
    line-height: 1.45;
  }
  .line + .line {
    margin-top: var(--s-3);
  }
  .off {
    margin-top: var(--s-3);
    font-size: var(--t-14);
  }
  .hint {
    margin-bottom: var(--s-4);
    font-size: var(--t-14);
  }
  .problem {
    padding: var(--s-3) var(--s-4);
    font-size: var(--t-14);
    line-height: 1.45;
    background: color-mix(in oklab, var(--bad), transparent 92%);
    color: var(--bad);
  }
  .pay-bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--s-4);
    padding: var(--s-3) var(--s-4) calc(var(--s-3) + env(safe-area-inset-bottom));
    border-top: 1px solid var(--line);
    background: var(--paper);
  }
  .pay-bar .button {
    flex: 1;
    min-height: 48px;
    gap: var(--s-3);
  }
  .pay-bar .price {
    font-size: var(--t-20);
  }
`;
