-- Parcels: which carrier took an order, under which number.
CREATE SCHEMA fulfilment;
CREATE TABLE fulfilment.shipment (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  carrier text NOT NULL,
  tracking_no text NOT NULL,
  shipped_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, order_id)
);
