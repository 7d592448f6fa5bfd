import { useMutation } from '@tanstack/react-query';
import type { ProductRow } from '@yellowcart/contract';
import { Switch } from 'antd';
import { client, queries } from '../../api.ts';
import { useT } from '../../i18n/index.ts';
import { useSay } from '../../parts/say.ts';

/** On or off the shelf. Taking off suspends the product in every cart; putting back restores it there. */
export function ShelfSwitch({ row }: { row: ProductRow }) {
  const t = useT();
  const say = useSay();
  const move = useMutation({
    mutationFn: (onShelf: boolean) =>
      client.call('POST /api/v1/merchant/products/:productId/shelf', {
        params: { productId: row.productId },
        body: { onShelf },
      }),
    onSuccess: ({ onShelf }) => say.done(t(onShelf ? 'shelf.wentOn' : 'shelf.wentOff')),
    onError: say.problem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  return (
    <span className="shelf">
      <Switch
        size="small"
        checked={row.onShelf}
        loading={move.isPending}
        onChange={(onShelf) => move.mutate(onShelf)}
        aria-label={t('product.shelf')}
        data-testid="shelf-switch"
      />
      <span className={row.onShelf ? '' : 'quiet'}>{t(row.onShelf ? 'shelf.on' : 'shelf.off')}</span>
    </span>
  );
}
