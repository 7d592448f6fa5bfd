export { buyerOrder, buyerOrders, operatorOrders, shopOrder, shopOrders } from './order-pages.ts';
