-- Grüße: the finding below stands where the keyword is.
CREATE INDEX ix_orders_id ON orders (id);
