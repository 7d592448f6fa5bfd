export { receiveOrder } from './receive-order.ts';
export { shipOrder } from './ship-order.ts';
export { type Shipment, shipmentsOf } from './shipments.ts';
