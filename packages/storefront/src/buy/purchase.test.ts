import { expect, test } from 'vitest';
import { addressLine } from './purchase.ts';

const address = {
  name: '林',
  phone: '1',
  province: '上海市',
  city: '上海市',
  district: '',
  street: '世纪大道 1 号',
};

test('an address line says nothing twice and leaves no gaps', () => {
  expect(addressLine(address)).toBe('上海市 世纪大道 1 号');
  expect(addressLine({ ...address, city: '', district: '浦东新区' })).toBe('上海市 浦东新区 世纪大道 1 号');
});
