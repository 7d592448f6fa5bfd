import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { client, queries } from '../../api.ts';
import { useT } from '../../i18n/index.ts';
import { problemText, useSay } from '../../parts/say.ts';
import { type DraftPart, partsOf } from './kit-parts.ts';
import { blankPart, PartRows } from './part-rows.tsx';

const PARTS_MAX = 20;

/** What a SKU is made of, to be changed. */
export function KitEditor(props: { skuId: string; parts: readonly DraftPart[]; onDone: () => void }) {
  const { skuId } = props;
  const t = useT();
  const say = useSay();
  const [draft, setDraft] = useState(props.parts.length > 0 ? [...props.parts] : [blankPart([])]);
  const parts = partsOf(draft);
  const save = useMutation({
    mutationFn: () =>
      client.call('PUT /api/v1/merchant/skus/:skuId/kit', {
        params: { skuId },
        body: { parts: parts ?? [] },
      }),
    onSuccess: () => {
      say.done(t('kit.saved'));
      props.onDone();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  return (
    <div className="form">
      <p className="quiet">{t('kit.note')}</p>
      <PartRows
        parts={draft}
        onChange={setDraft}
        skuLabel={t('kit.pick')}
        addLabel={t('kit.addPart')}
        most={PARTS_MAX}
        testid="kit-part"
      />
      {save.error && (
        <p className="bad" role="alert">
          {problemText(save.error, t)}
        </p>
      )}
      <div className="in-place">
        <Button
          disabled={parts === null}
          loading={save.isPending}
          onClick={() => save.mutate()}
          data-testid="kit-save"
        >
          {t('kit.save')}
        </Button>
        <Button onClick={props.onDone}>{t('cancel')}</Button>
        {parts === null && <span className="quiet small">{t('kit.partTwice')}</span>}
      </div>
    </div>
  );
}
