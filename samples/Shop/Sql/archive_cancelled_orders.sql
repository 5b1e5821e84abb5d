-- Deletes the cancelled orders of past years. Run by hand, once a year: psql -f archive_cancelled_orders.sql
BEGIN;

CREATE TABLE IF NOT EXISTS archived_orders (LIKE orders);

CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_orders_cancelled ON orders (placed_at) WHERE status = 'cancelled';

INSERT INTO archived_orders
SELECT * FROM orders WHERE status = 'cancelled' AND placed_at < date_trunc('year', now());

DELETE FROM orders WHERE status = 'cancelled' AND placed_at < date_trunc('year', now());

COMMIT;
