-- After a bulk import.
SET lock_timeout = '5s';

ANALYZE orders;
ANALYZE order_items;
