import { ApiProblem } from '@yellowcart/sdk';
import { App } from 'antd';
import { type Translate, useT } from '../i18n/index.ts';

/** What went wrong in the reader's words: the server's own sentence, or ours when it could not be reached. */
export function problemText(error: unknown, t: Translate): string {
  if (error instanceof ApiProblem) {
    if (error.code === 'unreachable') return t('problem.unreachable');
    return error.message || t('problem.unknown');
  }
  return t('problem.page');
}

/** Short notices over the page. */
export function useSay(): {
  done: (text: string) => void;
  note: (text: string) => void;
  problem: (error: unknown) => void;
} {
  const { message } = App.useApp();
  const t = useT();
  return {
    done: (text) => void message.success({ content: text, duration: 3 }),
    note: (text) => void message.info({ content: text, duration: 5 }),
    problem: (error) => void message.error({ content: problemText(error, t), duration: 6 }),
  };
}
