import { css } from 'lit';

/** The stage and what floats over it; on wide screens it is phone-shaped, with the cart list beside it. */
export const roomPageStyles = css`
  :host {
    display: flex;
    min-height: 0;
    color-scheme: dark;
    color: var(--ink);
    --sheet-veil: rgb(0 0 0 / 0.12);
  }
  .waiting {
    display: grid;
    place-items: center;
    flex: 1;
  }
  .layout {
    flex: 1;
    min-width: 0;
    min-height: 0;
    display: grid;
    grid-template-rows: minmax(0, 1fr);
  }
  yc-sheet,
  yc-buy-sheet {
    position: absolute;
  }
  .stage {
    position: relative;
    overflow: hidden;
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    min-height: 0;
    background: #16181d;
    isolation: isolate;
  }
  yc-room-stage {
    position: absolute;
    inset: 0;
    z-index: -2;
  }
  .stage::after {
    content: '';
    position: absolute;
    inset: 0;
    z-index: -1;
    pointer-events: none;
    background: linear-gradient(rgb(16 18 22 / 0.44), transparent 18%, transparent 56%, rgb(16 18 22 / 0.5));
  }
  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--s-3);
    padding: calc(var(--s-3) + env(safe-area-inset-top)) var(--s-3) 0;
  }
  .host {
    display: flex;
    align-items: center;
    gap: var(--s-2);
    min-width: 0;
    padding: var(--s-1) var(--s-4) var(--s-1) var(--s-1);
    border-radius: 999px;
    background: rgb(16 18 22 / 0.48);
    color: #fff;
    font-size: var(--t-14);
    line-height: 1.3;
  }
  .host > div {
    display: grid;
    min-width: 0;
  }
  .host .small {
    color: #f1f0ec;
  }
  .host yc-picture {
    width: 36px;
    flex: none;
    --picture-radius: 50%;
  }
  .round {
    display: grid;
    place-items: center;
    flex: none;
    width: var(--touch);
    height: var(--touch);
    border-radius: 50%;
    background: rgb(16 18 22 / 0.48);
    color: #fff;
  }
  .lost {
    position: absolute;
    inset: 0 0 auto;
    padding: 2px var(--s-4);
    background: rgb(16 18 22 / 0.8);
    color: #f1f0ec;
    font-size: var(--t-12);
    text-align: center;
  }
  .off-air {
    margin: auto var(--s-6) 0;
    padding: var(--s-4);
    border-radius: var(--r-card);
    background: rgb(16 18 22 / 0.64);
    color: #fff;
    text-align: center;
    font-size: var(--t-14);
  }
  .right {
    display: grid;
    gap: var(--s-2);
    margin: auto var(--s-3) var(--s-3) auto;
  }
  .bottom {
    display: grid;
    gap: var(--s-3);
    padding: 0 var(--s-3) calc(var(--s-3) + env(safe-area-inset-bottom));
  }
  .in-cart {
    border-bottom: 1px solid var(--line);
  }
  .bar {
    display: flex;
    align-items: center;
    gap: var(--s-3);
    min-height: 52px;
  }
  .cart {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    width: 52px;
    height: 52px;
    border-radius: var(--r-card);
    background: var(--yellow);
    color: var(--on-yellow);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.28);
  }
  .cart:focus-visible {
    outline-color: #fff;
  }
  .badge {
    position: absolute;
    top: -6px;
    right: -6px;
    min-width: 22px;
    padding: 0 6px;
    border-radius: 11px;
    background: #16181d;
    color: #fff;
    font-size: var(--t-12);
    font-weight: 600;
    line-height: 22px;
    text-align: center;
  }
  .says {
    color: #f1f0ec;
    font-size: var(--t-12);
    line-height: 1.45;
    text-shadow: 0 1px 3px rgb(0 0 0 / 0.6);
  }
  @media (min-width: 900px) {
    :host {
      --sheet-left: calc(50% - (var(--stage-w) + var(--s-6) + var(--beside-w)) / 2);
      --sheet-width: var(--stage-w);
      --sheet-bottom: var(--s-6);
      --sheet-radius-bottom: var(--r-sheet);
      --sheet-height-max: calc(100dvh - 240px);
    }
    .layout {
      grid-template-columns: var(--stage-w) var(--beside-w);
      gap: var(--s-6);
      justify-content: center;
      padding: var(--s-6);
    }
    .stage {
      border-radius: var(--r-sheet);
    }
    .beside {
      display: flex;
      flex-direction: column;
      min-height: 0;
      border-radius: var(--r-sheet);
      background: var(--paper);
      overflow: hidden;
    }
    .beside header {
      padding: var(--s-4);
      border-bottom: 1px solid var(--line);
    }
    .beside yc-cart-list {
      flex: 1;
      overflow-y: auto;
      overscroll-behavior: contain;
    }
  }
`;
