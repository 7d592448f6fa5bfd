import { css, html, nothing } from 'lit';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { say } from '../parts/toast.ts';

interface Player {
  destroy(): void;
}

/** The picture of the room: the stream where there is one, else its cover with light and breath moving over it. */
class RoomStage extends PageElement {
  static override properties = {
    cover: {},
    playbackUrl: {},
    muted: { type: Boolean },
    still: { type: Boolean, reflect: true },
  };
  static override styles = [
    PageElement.styles,
    css`
      :host {
        display: block;
        position: relative;
        overflow: hidden;
        background: #16181d;
        pointer-events: none;
      }
      video,
      .stand-in,
      .stand-in > * {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      video,
      img {
        object-fit: cover;
      }
      /* As if a camera stood there: the cover swells a little and sinks back. */
      .stand-in img {
        transform-origin: 50% 78%;
        animation: breathe 4.4s ease-in-out infinite alternate;
      }
      .light {
        background:
          radial-gradient(ellipse 70% 44% at 24% 12%, rgb(255 246 214 / 0.34), transparent 70%),
          radial-gradient(ellipse 60% 40% at 88% 34%, rgb(255 198 26 / 0.16), transparent 72%);
        mix-blend-mode: soft-light;
        animation: drift 13s ease-in-out infinite alternate;
      }
      :host([still]) .stand-in img,
      :host([still]) .light {
        animation-play-state: paused;
      }
      @keyframes breathe {
        to {
          transform: scale(1.015);
        }
      }
      @keyframes drift {
        from {
          transform: translate(-8%, -3%) scale(1.1);
        }
        to {
          transform: translate(10%, 5%) scale(1.3);
          opacity: 0.7;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .stand-in img,
        .light {
          animation: none;
        }
      }
    `,
  ];

  declare cover: string;
  declare playbackUrl: string | null;
  declare muted: boolean;
  declare still: boolean;
  #player: Player | undefined;

  constructor() {
    super();
    this.cover = '';
    this.playbackUrl = null;
    this.muted = true;
    this.still = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#player?.destroy();
    this.#player = undefined;
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('playbackUrl')) void this.#play();
  }

  async #play(): Promise<void> {
    this.#player?.destroy();
    this.#player = undefined;
    const url = this.playbackUrl;
    const video = this.renderRoot.querySelector('video');
    if (!url || !video) return;
    if (video.canPlayType('application/vnd.apple.mpegurl')) {
      video.src = url;
      return;
    }
    const { default: Hls, Events } = await import('hls.js/light');
    if (url !== this.playbackUrl || !this.isConnected) return;
    // Without a worker, because its blob: source is not allowed by the policy that the pages are served under.
    const hls = new Hls({ enableWorker: false });
    hls.on(Events.ERROR, (_, failure) => {
      if (failure.fatal) say(w().playbackFailed);
    });
    hls.loadSource(url);
    hls.attachMedia(video);
    this.#player = hls;
  }

  override render() {
    const cover = this.cover ? html`<img src=${this.cover} alt="" width="360" height="640" />` : nothing;
    if (this.playbackUrl) {
      return html`<video poster=${this.cover} .muted=${this.muted} autoplay playsinline></video>`;
    }
    return html`<div class="stand-in">
      ${cover}
      <div class="light"></div>
    </div>`;
  }
}

customElements.define('yc-room-stage', RoomStage);
