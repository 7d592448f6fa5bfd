import { expect, it } from 'vitest';
import { Refused, refuse } from './refusal.ts';

it('a refusal is an error without a stack, and takes no other error’s', () => {
  const thrown = ((): unknown => {
    try {
      return refuse('stock_short', { available: 0 });
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toBeInstanceOf(Error);
  expect(thrown).toBeInstanceOf(Refused);
  expect(thrown).toMatchObject({ message: 'stock_short', code: 'stock_short', detail: { available: 0 } });
  expect((thrown as Refused).stack).not.toContain('\n');
  expect(new Error('broken').stack).toContain('refusal.test.ts');
});
