import type { Address } from '@yellowcart/contract';

/** Where parcels go. */
export const ADDRESS: Address = {
  name: '林小满',
  phone: '13800000000',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  street: '文三路 1 号',
};
