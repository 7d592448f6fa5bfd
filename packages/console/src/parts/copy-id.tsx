import { useState } from 'react';
import { useT } from '../i18n/index.ts';
import { Icon } from './icon.tsx';

/** An id that is copied whole by a click; long ones show their last eight characters. */
export function CopyId({ id, whole = false }: { id: string; whole?: boolean }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(id);
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch {
      // Without the clipboard (plain http) the title still shows the whole id to select.
    }
  };
  const shown = whole || id.length <= 20 ? id : `…${id.slice(-8)}`;
  return (
    <button
      type="button"
      className="copy-id"
      title={id}
      aria-label={copied ? t('copied') : t('copy', { id: shown })}
      onClick={() => void copy()}
    >
      <span>{copied ? t('copied') : shown}</span>
      <Icon name="copy" size={14} />
    </button>
  );
}
