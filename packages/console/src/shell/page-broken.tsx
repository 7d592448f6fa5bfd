import { Button } from 'antd';
import { useT } from '../i18n/index.ts';
import { Empty } from '../parts/notes.tsx';

/** A page that failed to load or to draw: most often a newer version was put in place under it. */
export function PageBroken() {
  const t = useT();
  return (
    <Empty
      title={t('problem.page')}
      next={<Button onClick={() => location.reload()}>{t('problem.reload')}</Button>}
    />
  );
}
