import type { ProductDeals, ProductPage, SkuView } from '@yellowcart/contract';
import { html, nothing } from 'lit';
import { kitContents } from '../deals/kit-contents.ts';
import { type Deal, quantityMaxOf, soldOutUnder } from '../deals/offer.ts';
import '../deals/offers.ts';
import { previewView } from '../deals/preview-view.ts';
import { w } from '../i18n/locale.ts';
import '../parts/stepper.ts';
import { platformNow } from '../platform-clock.ts';
import { whatYouGet } from './buy-details.ts';
import type { Quote } from './quote.ts';
import './sku-picker.ts';

interface Choices {
  readonly product: ProductPage;
  readonly skus: readonly SkuView[];
  readonly sku: SkuView | undefined;
  readonly deals: ProductDeals | undefined;
  readonly deal: Deal | undefined;
  readonly quantity: number;
  readonly quote: Quote;
  /** True while an order hangs in the air: nothing may be chosen differently. */
  readonly locked: boolean;
  readonly offersShown: boolean;
  readonly onSku: (sku: SkuView) => void;
  readonly onDeal: (deal: Deal | undefined) => void;
  readonly onQuantity: (quantity: number) => void;
}

/** Which, under which offer, how many; and what comes of it. */
export function choicesView(choices: Choices) {
  const words = w();
  const { product, skus, sku, deal, quantity, locked, quote } = choices;
  const set = deal?.kind === 'combination';
  return html`<div class="section" ?hidden=${set}>
      <yc-sku-picker
        .skus=${skus}
        .chosen=${sku}
        .currency=${product.currency}
        .disabled=${locked || deal !== undefined}
        @sku-chosen=${(event: CustomEvent<SkuView>) => choices.onSku(event.detail)}
      ></yc-sku-picker>
    </div>
    ${set ? nothing : kitContents(sku)}
    ${
      choices.offersShown
        ? html`<yc-offers
            .deals=${choices.deals}
            .sku=${sku}
            .chosen=${deal}
            .currency=${product.currency}
            .disabled=${locked}
            @deal-chosen=${(event: CustomEvent<Deal | null>) => choices.onDeal(event.detail ?? undefined)}
          ></yc-offers>`
        : nothing
    }
    <div class="section between">
      <h3>${set ? words.sets : words.quantity}</h3>
      <yc-stepper
        .value=${quantity}
        .max=${locked ? quantity : quantityMaxOf(sku, deal)}
        .min=${locked ? quantity : 1}
        @quantity=${(event: CustomEvent<number>) => choices.onQuantity(event.detail)}
      ></yc-stepper>
    </div>
    ${quote.preview ? previewView(quote.preview, !quote.fresh) : whatYouGet(product, sku, quantity)}`;
}

/** Why nothing can be ordered as it stands, in the words of the button; undefined where nothing is in the way. */
export function hindranceOf(
  choice: Pick<Choices, 'sku' | 'deal'> & {
    readonly product: ProductPage | undefined;
    readonly asking: boolean;
  },
): string | undefined {
  const words = w();
  const { sku, deal, product } = choice;
  if (deal?.kind === 'flash') {
    if (Date.parse(deal.sale.endsAt) <= platformNow()) return words.flashOver;
    if (deal.sale.state !== 'running') return words.flashNotYet;
  }
  if (soldOutUnder(sku, deal)) return words.soldOut;
  if (!sku) return product ? words.choose : words.placeOrder;
  return choice.asking ? words.looking : undefined;
}
