-- form: index
-- checksum: BDC1DE284A2CCCC6C6A3CEA482C46780
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Orders"') AND c.relkind = 'p')) THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds IX_Orders_Status partition by partition: apply this migration with it, or use CreateIndex, which blocks writes to all partitions until it is ready.';
    END IF;
END $safe$;
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    DECLARE
        v_table CONSTANT regclass := '"Orders"';
        v_found record;
        v_is text;
        v_wanted text;
    BEGIN
        SELECT c.oid, c.relkind, i.indrelid, i.indisvalid INTO v_found FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
        WHERE c.relname = 'IX_Orders_Status' AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = v_table);
        IF NOT FOUND THEN
            RETURN;
        END IF;
        IF v_found.indrelid IS DISTINCT FROM v_table THEN
            RAISE EXCEPTION USING MESSAGE = 'The index IX_Orders_Status cannot be created on Orders: another object has that name. Choose another name, or rename or drop the other object.';
        END IF;
        IF v_found.relkind = 'i' AND NOT v_found.indisvalid THEN
            IF EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = v_found.oid) THEN
                RAISE EXCEPTION USING MESSAGE = 'The index IX_Orders_Status is being built by another session at this moment. Wait until it is ready (pg_stat_progress_create_index), and run the migration again.';
            END IF;
            EXECUTE 'DROP INDEX ' || v_found.oid::regclass;
            RETURN;
        END IF;
        BEGIN
            CREATE TEMPORARY TABLE "Orders" (LIKE "Orders");
            CREATE INDEX "IX_Orders_Status" ON "pg_temp"."Orders" ("Status")
            ;
            RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = pg_get_indexdef('"pg_temp"."IX_Orders_Status"'::regclass);
        EXCEPTION WHEN SQLSTATE 'MA001' THEN
            v_wanted := SQLERRM;
        WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of Orders is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
        END;
        v_is := pg_get_indexdef(v_found.oid);
        IF split_part(v_is, ' ON ', 1) <> split_part(v_wanted, ' ON ', 1)
            OR substr(v_is, strpos(v_is, ' USING ')) <> substr(v_wanted, strpos(v_wanted, ' USING ')) THEN
            RAISE EXCEPTION USING MESSAGE = 'There is an index IX_Orders_Status already, with another definition. It is: ' || v_is
                || '. Wanted is: ' || regexp_replace(v_wanted, ' ON pg_temp(_[0-9]+)?[.]', ' ON ')
                || '. Drop it (DropIndexConcurrently), or give the new index another name.';
        END IF;
    END $safe$;
END $safe1$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_Orders_Status" ON "Orders" ("Status");

-- form: index, all options
-- checksum: 39E93397B9A820BFC5C3D29E6B3D5C64
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"public"."Orders"') AND c.relkind = 'p')) THEN
        RAISE EXCEPTION USING MESSAGE = 'public.Orders is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds IX Orders partition by partition: apply this migration with it, or use CreateIndex, which blocks writes to all partitions until it is ready.';
    END IF;
END $safe$;
DO $safe1$
BEGIN
PERFORM set_config('lock_timeout', '5s', true);
DO $safe$
DECLARE
    v_table CONSTANT regclass := '"public"."Orders"';
    v_found record;
    v_is text;
    v_wanted text;
BEGIN
SELECT c.oid, c.relkind, i.indrelid, i.indisvalid INTO v_found FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
WHERE c.relname = 'IX Orders' AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = v_table);
IF NOT FOUND THEN
    RETURN;
END IF;
IF v_found.indrelid IS DISTINCT FROM v_table THEN
    RAISE EXCEPTION USING MESSAGE = 'The index public.IX Orders cannot be created on public.Orders: another object has that name. Choose another name, or rename or drop the other object.';
END IF;
IF v_found.relkind = 'i' AND NOT v_found.indisvalid THEN
    IF EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = v_found.oid) THEN
        RAISE EXCEPTION USING MESSAGE = 'The index public.IX Orders is being built by another session at this moment. Wait until it is ready (pg_stat_progress_create_index), and run the migration again.';
    END IF;
    EXECUTE 'DROP INDEX ' || v_found.oid::regclass;
    RETURN;
END IF;
BEGIN
    CREATE TEMPORARY TABLE "Orders" (LIKE "public"."Orders");
    CREATE UNIQUE INDEX "IX Orders" ON "pg_temp"."Orders" ("Status" COLLATE "C" "text_pattern_ops" DESC NULLS LAST, "It's") INCLUDE ("Total") WHERE "Orders"."Status" IN ('open', 'it''s') AND "Note" IS NOT NULL
    ;
    RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = pg_get_indexdef('"pg_temp"."IX Orders"'::regclass);
EXCEPTION WHEN SQLSTATE 'MA001' THEN
    v_wanted := SQLERRM;
WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of public.Orders is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
END;
v_is := pg_get_indexdef(v_found.oid);
IF split_part(v_is, ' ON ', 1) <> split_part(v_wanted, ' ON ', 1)
    OR substr(v_is, strpos(v_is, ' USING ')) <> substr(v_wanted, strpos(v_wanted, ' USING ')) THEN
    RAISE EXCEPTION USING MESSAGE = 'There is an index public.IX Orders already, with another definition. It is: ' || v_is
        || '. Wanted is: ' || regexp_replace(v_wanted, ' ON pg_temp(_[0-9]+)?[.]', ' ON ')
        || '. Drop it (DropIndexConcurrently), or give the new index another name.';
END IF;
END $safe$;
END $safe1$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "IX Orders" ON "public"."Orders" ("Status" COLLATE "C" "text_pattern_ops" DESC NULLS LAST, "It's") INCLUDE ("Total") WHERE "Orders"."Status" IN ('open', 'it''s') AND "Note" IS NOT NULL;

-- form: index, all descending
-- checksum: E69A9C0758C760153F57663FB0B22BC3
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Orders"') AND c.relkind = 'p')) THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds ix partition by partition: apply this migration with it, or use CreateIndex, which blocks writes to all partitions until it is ready.';
    END IF;
END $safe$;
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    DECLARE
        v_table CONSTANT regclass := '"Orders"';
        v_found record;
        v_is text;
        v_wanted text;
    BEGIN
        SELECT c.oid, c.relkind, i.indrelid, i.indisvalid INTO v_found FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
        WHERE c.relname = 'ix' AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = v_table);
        IF NOT FOUND THEN
            RETURN;
        END IF;
        IF v_found.indrelid IS DISTINCT FROM v_table THEN
            RAISE EXCEPTION USING MESSAGE = 'The index ix cannot be created on Orders: another object has that name. Choose another name, or rename or drop the other object.';
        END IF;
        IF v_found.relkind = 'i' AND NOT v_found.indisvalid THEN
            IF EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = v_found.oid) THEN
                RAISE EXCEPTION USING MESSAGE = 'The index ix is being built by another session at this moment. Wait until it is ready (pg_stat_progress_create_index), and run the migration again.';
            END IF;
            EXECUTE 'DROP INDEX ' || v_found.oid::regclass;
            RETURN;
        END IF;
        BEGIN
            CREATE TEMPORARY TABLE "Orders" (LIKE "Orders");
            CREATE INDEX "ix" ON "pg_temp"."Orders" ("Status" DESC, "Id" DESC)
            ;
            RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = pg_get_indexdef('"pg_temp"."ix"'::regclass);
        EXCEPTION WHEN SQLSTATE 'MA001' THEN
            v_wanted := SQLERRM;
        WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of Orders is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
        END;
        v_is := pg_get_indexdef(v_found.oid);
        IF split_part(v_is, ' ON ', 1) <> split_part(v_wanted, ' ON ', 1)
            OR substr(v_is, strpos(v_is, ' USING ')) <> substr(v_wanted, strpos(v_wanted, ' USING ')) THEN
            RAISE EXCEPTION USING MESSAGE = 'There is an index ix already, with another definition. It is: ' || v_is
                || '. Wanted is: ' || regexp_replace(v_wanted, ' ON pg_temp(_[0-9]+)?[.]', ' ON ')
                || '. Drop it (DropIndexConcurrently), or give the new index another name.';
        END IF;
    END $safe$;
END $safe1$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "ix" ON "Orders" ("Status" DESC, "Id" DESC);

-- form: index, hash
-- checksum: 0B6B794055A7B2B0B745FF5572708DE4
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Orders"') AND c.relkind = 'p')) THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds ix partition by partition: apply this migration with it, or use CreateIndex, which blocks writes to all partitions until it is ready.';
    END IF;
END $safe$;
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    DECLARE
        v_table CONSTANT regclass := '"Orders"';
        v_found record;
        v_is text;
        v_wanted text;
    BEGIN
        SELECT c.oid, c.relkind, i.indrelid, i.indisvalid INTO v_found FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
        WHERE c.relname = 'ix' AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = v_table);
        IF NOT FOUND THEN
            RETURN;
        END IF;
        IF v_found.indrelid IS DISTINCT FROM v_table THEN
            RAISE EXCEPTION USING MESSAGE = 'The index ix cannot be created on Orders: another object has that name. Choose another name, or rename or drop the other object.';
        END IF;
        IF v_found.relkind = 'i' AND NOT v_found.indisvalid THEN
            IF EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = v_found.oid) THEN
                RAISE EXCEPTION USING MESSAGE = 'The index ix is being built by another session at this moment. Wait until it is ready (pg_stat_progress_create_index), and run the migration again.';
            END IF;
            EXECUTE 'DROP INDEX ' || v_found.oid::regclass;
            RETURN;
        END IF;
        BEGIN
            CREATE TEMPORARY TABLE "Orders" (LIKE "Orders");
            CREATE INDEX "ix" ON "pg_temp"."Orders" USING hash ("Status")
            ;
            RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = pg_get_indexdef('"pg_temp"."ix"'::regclass);
        EXCEPTION WHEN SQLSTATE 'MA001' THEN
            v_wanted := SQLERRM;
        WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of Orders is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
        END;
        v_is := pg_get_indexdef(v_found.oid);
        IF split_part(v_is, ' ON ', 1) <> split_part(v_wanted, ' ON ', 1)
            OR substr(v_is, strpos(v_is, ' USING ')) <> substr(v_wanted, strpos(v_wanted, ' USING ')) THEN
            RAISE EXCEPTION USING MESSAGE = 'There is an index ix already, with another definition. It is: ' || v_is
                || '. Wanted is: ' || regexp_replace(v_wanted, ' ON pg_temp(_[0-9]+)?[.]', ' ON ')
                || '. Drop it (DropIndexConcurrently), or give the new index another name.';
        END IF;
    END $safe$;
END $safe1$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "ix" ON "Orders" USING hash ("Status");

-- form: index, nulls not distinct
-- checksum: FBCFC06C0D1BFD87138A81967BD9BA53
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Orders"') AND c.relkind = 'p')) THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds ix partition by partition: apply this migration with it, or use CreateIndex, which blocks writes to all partitions until it is ready.';
    END IF;
END $safe$;
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    DECLARE
        v_table CONSTANT regclass := '"Orders"';
        v_found record;
        v_is text;
        v_wanted text;
    BEGIN
        SELECT c.oid, c.relkind, i.indrelid, i.indisvalid INTO v_found FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
        WHERE c.relname = 'ix' AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = v_table);
        IF NOT FOUND THEN
            RETURN;
        END IF;
        IF v_found.indrelid IS DISTINCT FROM v_table THEN
            RAISE EXCEPTION USING MESSAGE = 'The index ix cannot be created on Orders: another object has that name. Choose another name, or rename or drop the other object.';
        END IF;
        IF v_found.relkind = 'i' AND NOT v_found.indisvalid THEN
            IF EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = v_found.oid) THEN
                RAISE EXCEPTION USING MESSAGE = 'The index ix is being built by another session at this moment. Wait until it is ready (pg_stat_progress_create_index), and run the migration again.';
            END IF;
            EXECUTE 'DROP INDEX ' || v_found.oid::regclass;
            RETURN;
        END IF;
        BEGIN
            CREATE TEMPORARY TABLE "Orders" (LIKE "Orders");
            CREATE UNIQUE INDEX "ix" ON "pg_temp"."Orders" ("Id", "Note") NULLS NOT DISTINCT
            ;
            RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = pg_get_indexdef('"pg_temp"."ix"'::regclass);
        EXCEPTION WHEN SQLSTATE 'MA001' THEN
            v_wanted := SQLERRM;
        WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of Orders is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
        END;
        v_is := pg_get_indexdef(v_found.oid);
        IF split_part(v_is, ' ON ', 1) <> split_part(v_wanted, ' ON ', 1)
            OR substr(v_is, strpos(v_is, ' USING ')) <> substr(v_wanted, strpos(v_wanted, ' USING ')) THEN
            RAISE EXCEPTION USING MESSAGE = 'There is an index ix already, with another definition. It is: ' || v_is
                || '. Wanted is: ' || regexp_replace(v_wanted, ' ON pg_temp(_[0-9]+)?[.]', ' ON ')
                || '. Drop it (DropIndexConcurrently), or give the new index another name.';
        END IF;
    END $safe$;
END $safe1$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "ix" ON "Orders" ("Id", "Note") NULLS NOT DISTINCT;

-- form: index, partitioned
-- checksum: EE6FBF646F1F6F164AA7D12C2187C366
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Log"."Events"') AND c.relkind = 'p')) THEN
        RAISE EXCEPTION USING MESSAGE = 'Log.Events is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds ix partition by partition: apply this migration with it, or use CreateIndex, which blocks writes to all partitions until it is ready.';
    END IF;
END $safe$;
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    DECLARE
        v_table CONSTANT regclass := '"Log"."Events"';
        v_found record;
        v_is text;
        v_wanted text;
    BEGIN
        SELECT c.oid, c.relkind, i.indrelid, i.indisvalid INTO v_found FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
        WHERE c.relname = 'ix' AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = v_table);
        IF NOT FOUND THEN
            RETURN;
        END IF;
        IF v_found.indrelid IS DISTINCT FROM v_table THEN
            RAISE EXCEPTION USING MESSAGE = 'The index Log.ix cannot be created on Log.Events: another object has that name. Choose another name, or rename or drop the other object.';
        END IF;
        IF v_found.relkind = 'i' AND NOT v_found.indisvalid THEN
            IF EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = v_found.oid) THEN
                RAISE EXCEPTION USING MESSAGE = 'The index Log.ix is being built by another session at this moment. Wait until it is ready (pg_stat_progress_create_index), and run the migration again.';
            END IF;
            EXECUTE 'DROP INDEX ' || v_found.oid::regclass;
            RETURN;
        END IF;
        BEGIN
            CREATE TEMPORARY TABLE "Events" (LIKE "Log"."Events");
            CREATE INDEX "ix" ON "pg_temp"."Events" ("Kind", "CustomerId") INCLUDE ("Id")
            ;
            RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = pg_get_indexdef('"pg_temp"."ix"'::regclass);
        EXCEPTION WHEN SQLSTATE 'MA001' THEN
            v_wanted := SQLERRM;
        WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of Log.Events is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
        END;
        v_is := pg_get_indexdef(v_found.oid);
        IF split_part(v_is, ' ON ', 1) <> split_part(v_wanted, ' ON ', 1)
            OR substr(v_is, strpos(v_is, ' USING ')) <> substr(v_wanted, strpos(v_wanted, ' USING ')) THEN
            RAISE EXCEPTION USING MESSAGE = 'There is an index Log.ix already, with another definition. It is: ' || v_is
                || '. Wanted is: ' || regexp_replace(v_wanted, ' ON pg_temp(_[0-9]+)?[.]', ' ON ')
                || '. Drop it (DropIndexConcurrently), or give the new index another name.';
        END IF;
    END $safe$;
END $safe1$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "ix" ON "Log"."Events" ("Kind", "CustomerId") INCLUDE ("Id");

-- form: drop index
-- checksum: B6584F15A2E089A327E00AD41B618189
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE i.indexrelid = to_regclass('"ix"') AND t.relname <> 'Orders')) THEN
        RAISE EXCEPTION USING MESSAGE = 'The index ix is not on the table Orders: correct the name of the table or of the index.';
    END IF;
    IF NOT coalesce((SELECT NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"ix"') AND c.relkind = 'I')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        DROP INDEX "ix";
    END IF;
END $safe$;
DROP INDEX CONCURRENTLY IF EXISTS "ix";

-- form: drop index, partitioned
-- checksum: F43F72B91D8A31CC8AE93FC026F8FB7C
DO $safe$
BEGIN
    IF NOT coalesce((SELECT NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Log"."ix"') AND c.relkind = 'I')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        DROP INDEX "Log"."ix";
    END IF;
END $safe$;
DROP INDEX CONCURRENTLY IF EXISTS "Log"."ix";

-- form: reindex
-- checksum: E30180C65B026826704CCDA33156AF45
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    DECLARE
        v_left oid;
    BEGIN
        FOR v_left IN
            SELECT c.oid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid = (SELECT r.indrelid FROM pg_index r WHERE r.indexrelid = to_regclass('"ix"')) AND NOT i.indisvalid
                AND starts_with(c.relname::text, left('ix', 50)) AND c.relname ~ '_cc(new|old)[0-9]*$'
                AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = c.oid)
        LOOP
            EXECUTE 'DROP INDEX ' || v_left::regclass;
        END LOOP;
    END $safe$;
END $safe1$;
REINDEX INDEX CONCURRENTLY "ix";

-- form: foreign key
-- checksum: 863D2158572EEA1F6D2D13DAC364FDE9
DO $safe$
BEGIN
    IF (SELECT current_setting('server_version_num')::int < 180000 AND (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Orders"') AND c.relkind = 'p'))) THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders is partitioned, and PostgreSQL before 18 allows no NOT VALID foreign key there. SafeMigrator adds FK_Orders partition by partition: apply this migration with it, or use AddForeignKey, which blocks writes to all partitions and to Customers while it reads all rows.';
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'FK_Orders' AND (c.contype = 'f' AND c.confrelid = to_regclass('"Customers"') AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['CustomerId']::text[] AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.confrelid AND x.attnum = k.attnum) = ARRAY['Id']::text[] AND c.confupdtype = 'r' AND c.confdeltype = 'c') IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders has a constraint FK_Orders already, which is another one: drop it, or give the new foreign key another name.';
    END IF;
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'FK_Orders')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD CONSTRAINT "FK_Orders" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON UPDATE RESTRICT ON DELETE CASCADE NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'FK_Orders' AND c.convalidated)), false) THEN
        ALTER TABLE "Orders" VALIDATE CONSTRAINT "FK_Orders";
    END IF;
END $safe$;

-- form: foreign key to the primary key
-- checksum: 1454B15C128B966A42C049DECB87869E
DO $safe$
BEGIN
    IF (SELECT current_setting('server_version_num')::int < 180000 AND (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"public"."Orders"') AND c.relkind = 'p'))) THEN
        RAISE EXCEPTION USING MESSAGE = 'public.Orders is partitioned, and PostgreSQL before 18 allows no NOT VALID foreign key there. SafeMigrator adds FK_Orders partition by partition: apply this migration with it, or use AddForeignKey, which blocks writes to all partitions and to public.Customers while it reads all rows.';
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'FK_Orders' AND (c.contype = 'f' AND c.confrelid = to_regclass('"public"."Customers"') AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['CustomerId']::text[] AND c.confupdtype = 'a' AND c.confdeltype = 'a') IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'public.Orders has a constraint FK_Orders already, which is another one: drop it, or give the new foreign key another name.';
    END IF;
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'FK_Orders')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "public"."Orders" ADD CONSTRAINT "FK_Orders" FOREIGN KEY ("CustomerId") REFERENCES "public"."Customers" NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'FK_Orders' AND c.convalidated)), false) THEN
        ALTER TABLE "public"."Orders" VALIDATE CONSTRAINT "FK_Orders";
    END IF;
END $safe$;

-- form: foreign key, several columns
-- checksum: FCE42B584E3492933E40C6270DE1D23E
DO $safe$
BEGIN
    IF (SELECT current_setting('server_version_num')::int < 180000 AND (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Uses"') AND c.relkind = 'p'))) THEN
        RAISE EXCEPTION USING MESSAGE = 'Uses is partitioned, and PostgreSQL before 18 allows no NOT VALID foreign key there. SafeMigrator adds FK partition by partition: apply this migration with it, or use AddForeignKey, which blocks writes to all partitions and to Prices while it reads all rows.';
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Uses"') AND c.conname = 'FK' AND (c.contype = 'f' AND c.confrelid = to_regclass('"Prices"') AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['Code', 'Country']::text[] AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.confrelid AND x.attnum = k.attnum) = ARRAY['Code', 'Country']::text[] AND c.confupdtype = 'a' AND c.confdeltype = 'n') IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Uses has a constraint FK already, which is another one: drop it, or give the new foreign key another name.';
    END IF;
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Uses"') AND c.conname = 'FK')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Uses" ADD CONSTRAINT "FK" FOREIGN KEY ("Code", "Country") REFERENCES "Prices" ("Code", "Country") ON DELETE SET NULL NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Uses"') AND c.conname = 'FK' AND c.convalidated)), false) THEN
        ALTER TABLE "Uses" VALIDATE CONSTRAINT "FK";
    END IF;
END $safe$;

-- form: foreign key, partitioned
-- checksum: E5D2469C07D951A251970E31513B6B8E
DO $safe$
BEGIN
    IF (SELECT current_setting('server_version_num')::int < 180000 AND (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Log"."Events"') AND c.relkind = 'p'))) THEN
        RAISE EXCEPTION USING MESSAGE = 'Log.Events is partitioned, and PostgreSQL before 18 allows no NOT VALID foreign key there. SafeMigrator adds FK_Events partition by partition: apply this migration with it, or use AddForeignKey, which blocks writes to all partitions and to Customers while it reads all rows.';
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'FK_Events' AND (c.contype = 'f' AND c.confrelid = to_regclass('"Customers"') AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['CustomerId']::text[] AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.confrelid AND x.attnum = k.attnum) = ARRAY['Id']::text[] AND c.confupdtype = 'a' AND c.confdeltype = 'a') IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Log.Events has a constraint FK_Events already, which is another one: drop it, or give the new foreign key another name.';
    END IF;
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'FK_Events')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Log"."Events" ADD CONSTRAINT "FK_Events" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'FK_Events' AND c.convalidated)), false) THEN
        ALTER TABLE "Log"."Events" VALIDATE CONSTRAINT "FK_Events";
    END IF;
END $safe$;

-- form: foreign key to a partitioned table
-- checksum: 4DFFD9FAB4078815E5FA0141D467737C
DO $safe$
BEGIN
    IF (SELECT current_setting('server_version_num')::int < 180000 AND (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Uses"') AND c.relkind = 'p'))) THEN
        RAISE EXCEPTION USING MESSAGE = 'Uses is partitioned, and PostgreSQL before 18 allows no NOT VALID foreign key there. SafeMigrator adds FK partition by partition: apply this migration with it, or use AddForeignKey, which blocks writes to all partitions and to Log.Events while it reads all rows.';
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Uses"') AND c.conname = 'FK' AND (c.contype = 'f' AND c.confrelid = to_regclass('"Log"."Events"') AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['a', 'b', 'c']::text[] AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.confrelid AND x.attnum = k.attnum) = ARRAY['Id', 'At', 'Kind']::text[] AND c.confupdtype = 'a' AND c.confdeltype = 'a') IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Uses has a constraint FK already, which is another one: drop it, or give the new foreign key another name.';
    END IF;
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Uses"') AND c.conname = 'FK')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Uses" ADD CONSTRAINT "FK" FOREIGN KEY ("a", "b", "c") REFERENCES "Log"."Events" ("Id", "At", "Kind") NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Uses"') AND c.conname = 'FK' AND c.convalidated)), false) THEN
        ALTER TABLE "Uses" VALIDATE CONSTRAINT "FK";
    END IF;
END $safe$;

-- form: check
-- checksum: 9EE56F159A86F063F47818327C3DE9F1
DO $safe1$
BEGIN
PERFORM set_config('lock_timeout', '5s', true);
DO $safe$
DECLARE
    v_table CONSTANT regclass := '"Orders"';
    v_is text;
    v_wanted text;
BEGIN
SELECT regexp_replace(pg_get_constraintdef(c.oid), ' NOT VALID$', '') INTO v_is FROM pg_constraint c
WHERE c.conrelid = v_table AND c.conname = 'CK_Orders';
IF NOT FOUND THEN
    RETURN;
END IF;
BEGIN
    CREATE TEMPORARY TABLE "Orders" (LIKE "Orders");
    ALTER TABLE "pg_temp"."Orders" ADD CONSTRAINT "CK_Orders" CHECK ("It's" > 0 AND "Orders"."Status" IN ('open', 'done') -- as the form has it
);
    SELECT pg_get_constraintdef(c.oid) INTO v_wanted FROM pg_constraint c
    WHERE c.conrelid = '"pg_temp"."Orders"'::regclass AND c.conname = 'CK_Orders';
    RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = v_wanted;
EXCEPTION WHEN SQLSTATE 'MA001' THEN
    v_wanted := SQLERRM;
WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of Orders is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
END;
IF v_is <> v_wanted THEN
    RAISE EXCEPTION USING MESSAGE = 'Orders has a constraint CK_Orders already, which is another one. It is: ' || v_is
        || '. Wanted is: ' || v_wanted || '. Drop it, or give the new constraint another name.';
END IF;
END $safe$
;
END $safe1$
;
DO $safe$
BEGIN
IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'CK_Orders')), false) THEN
PERFORM set_config('lock_timeout', '5s', true);
ALTER TABLE "Orders" ADD CONSTRAINT "CK_Orders" CHECK ("It's" > 0 AND "Orders"."Status" IN ('open', 'done') -- as the form has it
) NOT VALID
;
END IF;
END $safe$
;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'CK_Orders' AND c.convalidated)), false) THEN
        ALTER TABLE "Orders" VALIDATE CONSTRAINT "CK_Orders";
    END IF;
END $safe$;

-- form: check, partitioned
-- checksum: A7854E2880218D268561820068C097A0
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    DECLARE
        v_table CONSTANT regclass := '"Log"."Events"';
        v_is text;
        v_wanted text;
    BEGIN
        SELECT regexp_replace(pg_get_constraintdef(c.oid), ' NOT VALID$', '') INTO v_is FROM pg_constraint c
        WHERE c.conrelid = v_table AND c.conname = 'CK';
        IF NOT FOUND THEN
            RETURN;
        END IF;
        BEGIN
            CREATE TEMPORARY TABLE "Events" (LIKE "Log"."Events");
            ALTER TABLE "pg_temp"."Events" ADD CONSTRAINT "CK" CHECK ("Id" > 0);
            SELECT pg_get_constraintdef(c.oid) INTO v_wanted FROM pg_constraint c
            WHERE c.conrelid = '"pg_temp"."Events"'::regclass AND c.conname = 'CK';
            RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = v_wanted;
        EXCEPTION WHEN SQLSTATE 'MA001' THEN
            v_wanted := SQLERRM;
        WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of Log.Events is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
        END;
        IF v_is <> v_wanted THEN
            RAISE EXCEPTION USING MESSAGE = 'Log.Events has a constraint CK already, which is another one. It is: ' || v_is
                || '. Wanted is: ' || v_wanted || '. Drop it, or give the new constraint another name.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'CK')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Log"."Events" ADD CONSTRAINT "CK" CHECK ("Id" > 0) NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'CK' AND c.convalidated)), false) THEN
        ALTER TABLE "Log"."Events" VALIDATE CONSTRAINT "CK";
    END IF;
END $safe$;

-- form: unique
-- checksum: C7DB4EF4674E11C5EEB19B39D75F36A8
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"public"."Orders"') AND c.relkind = 'p')) THEN
        RAISE EXCEPTION USING MESSAGE = 'public.Orders is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds AK_Orders partition by partition: apply this migration with it, or use AddUniqueConstraint, which blocks all partitions until it is ready.';
    END IF;
END $safe$;
DO $safe1$
BEGIN
IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'AK_Orders' AND (c.contype = 'u' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['It''s', 'Status']::text[]) IS NOT TRUE)) THEN
    RAISE EXCEPTION USING MESSAGE = 'public.Orders has a constraint AK_Orders already, which is another one: drop it, or give the new constraint another name.';
END IF;
PERFORM set_config('lock_timeout', '5s', true);
DO $safe$
DECLARE
    v_table CONSTANT regclass := '"public"."Orders"';
    v_found record;
    v_is text;
    v_wanted text;
BEGIN
SELECT c.oid, c.relkind, i.indrelid, i.indisvalid INTO v_found FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
WHERE c.relname = 'AK_Orders' AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = v_table);
IF NOT FOUND THEN
    RETURN;
END IF;
IF v_found.indrelid IS DISTINCT FROM v_table THEN
    RAISE EXCEPTION USING MESSAGE = 'The index public.AK_Orders cannot be created on public.Orders: another object has that name. Choose another name, or rename or drop the other object.';
END IF;
IF v_found.relkind = 'i' AND NOT v_found.indisvalid THEN
    IF EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = v_found.oid) THEN
        RAISE EXCEPTION USING MESSAGE = 'The index public.AK_Orders is being built by another session at this moment. Wait until it is ready (pg_stat_progress_create_index), and run the migration again.';
    END IF;
    EXECUTE 'DROP INDEX ' || v_found.oid::regclass;
    RETURN;
END IF;
BEGIN
    CREATE TEMPORARY TABLE "Orders" (LIKE "public"."Orders");
    CREATE UNIQUE INDEX "AK_Orders" ON "pg_temp"."Orders" ("It's", "Status")
    ;
    RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = pg_get_indexdef('"pg_temp"."AK_Orders"'::regclass);
EXCEPTION WHEN SQLSTATE 'MA001' THEN
    v_wanted := SQLERRM;
WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of public.Orders is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
END;
v_is := pg_get_indexdef(v_found.oid);
IF split_part(v_is, ' ON ', 1) <> split_part(v_wanted, ' ON ', 1)
    OR substr(v_is, strpos(v_is, ' USING ')) <> substr(v_wanted, strpos(v_wanted, ' USING ')) THEN
    RAISE EXCEPTION USING MESSAGE = 'There is an index public.AK_Orders already, with another definition. It is: ' || v_is
        || '. Wanted is: ' || regexp_replace(v_wanted, ' ON pg_temp(_[0-9]+)?[.]', ' ON ')
        || '. Drop it (DropIndexConcurrently), or give the new index another name.';
END IF;
END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'AK_Orders' AND (c.contype = 'u' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['It''s', 'Status']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'public.Orders has a constraint AK_Orders already, which is another one: drop it, or give the new constraint another name.';
    END IF;
END $safe$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "AK_Orders" ON "public"."Orders" ("It's", "Status");
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'AK_Orders' AND (c.contype = 'u' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['It''s', 'Status']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'public.Orders has a constraint AK_Orders already, which is another one: drop it, or give the new constraint another name.';
    END IF;
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'AK_Orders')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "public"."Orders" ADD CONSTRAINT "AK_Orders" UNIQUE USING INDEX "AK_Orders";
    END IF;
END $safe$;

-- form: unique, one column
-- checksum: 506234648CB9535ADBC3B56D5332BD10
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Orders"') AND c.relkind = 'p')) THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds AK_Orders partition by partition: apply this migration with it, or use AddUniqueConstraint, which blocks all partitions until it is ready.';
    END IF;
END $safe$;
DO $safe1$
BEGIN
IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'AK_Orders' AND (c.contype = 'u' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['It''s']::text[]) IS NOT TRUE)) THEN
    RAISE EXCEPTION USING MESSAGE = 'Orders has a constraint AK_Orders already, which is another one: drop it, or give the new constraint another name.';
END IF;
PERFORM set_config('lock_timeout', '5s', true);
DO $safe$
DECLARE
    v_table CONSTANT regclass := '"Orders"';
    v_found record;
    v_is text;
    v_wanted text;
BEGIN
SELECT c.oid, c.relkind, i.indrelid, i.indisvalid INTO v_found FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
WHERE c.relname = 'AK_Orders' AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = v_table);
IF NOT FOUND THEN
    RETURN;
END IF;
IF v_found.indrelid IS DISTINCT FROM v_table THEN
    RAISE EXCEPTION USING MESSAGE = 'The index AK_Orders cannot be created on Orders: another object has that name. Choose another name, or rename or drop the other object.';
END IF;
IF v_found.relkind = 'i' AND NOT v_found.indisvalid THEN
    IF EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = v_found.oid) THEN
        RAISE EXCEPTION USING MESSAGE = 'The index AK_Orders is being built by another session at this moment. Wait until it is ready (pg_stat_progress_create_index), and run the migration again.';
    END IF;
    EXECUTE 'DROP INDEX ' || v_found.oid::regclass;
    RETURN;
END IF;
BEGIN
    CREATE TEMPORARY TABLE "Orders" (LIKE "Orders");
    CREATE UNIQUE INDEX "AK_Orders" ON "pg_temp"."Orders" ("It's")
    ;
    RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = pg_get_indexdef('"pg_temp"."AK_Orders"'::regclass);
EXCEPTION WHEN SQLSTATE 'MA001' THEN
    v_wanted := SQLERRM;
WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of Orders is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
END;
v_is := pg_get_indexdef(v_found.oid);
IF split_part(v_is, ' ON ', 1) <> split_part(v_wanted, ' ON ', 1)
    OR substr(v_is, strpos(v_is, ' USING ')) <> substr(v_wanted, strpos(v_wanted, ' USING ')) THEN
    RAISE EXCEPTION USING MESSAGE = 'There is an index AK_Orders already, with another definition. It is: ' || v_is
        || '. Wanted is: ' || regexp_replace(v_wanted, ' ON pg_temp(_[0-9]+)?[.]', ' ON ')
        || '. Drop it (DropIndexConcurrently), or give the new index another name.';
END IF;
END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'AK_Orders' AND (c.contype = 'u' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['It''s']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders has a constraint AK_Orders already, which is another one: drop it, or give the new constraint another name.';
    END IF;
END $safe$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "AK_Orders" ON "Orders" ("It's");
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'AK_Orders' AND (c.contype = 'u' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['It''s']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders has a constraint AK_Orders already, which is another one: drop it, or give the new constraint another name.';
    END IF;
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'AK_Orders')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD CONSTRAINT "AK_Orders" UNIQUE USING INDEX "AK_Orders";
    END IF;
END $safe$;

-- form: unique, partitioned
-- checksum: DC0ACE60F12DC0F895C56A2EB37A1EA9
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Log"."Events"') AND c.relkind = 'p')) THEN
        RAISE EXCEPTION USING MESSAGE = 'Log.Events is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds AK partition by partition: apply this migration with it, or use AddUniqueConstraint, which blocks all partitions until it is ready.';
    END IF;
END $safe$;
DO $safe1$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'AK' AND (c.contype = 'u' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['Id', 'At', 'Kind']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Log.Events has a constraint AK already, which is another one: drop it, or give the new constraint another name.';
    END IF;
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    DECLARE
        v_table CONSTANT regclass := '"Log"."Events"';
        v_found record;
        v_is text;
        v_wanted text;
    BEGIN
        SELECT c.oid, c.relkind, i.indrelid, i.indisvalid INTO v_found FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
        WHERE c.relname = 'AK' AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = v_table);
        IF NOT FOUND THEN
            RETURN;
        END IF;
        IF v_found.indrelid IS DISTINCT FROM v_table THEN
            RAISE EXCEPTION USING MESSAGE = 'The index Log.AK cannot be created on Log.Events: another object has that name. Choose another name, or rename or drop the other object.';
        END IF;
        IF v_found.relkind = 'i' AND NOT v_found.indisvalid THEN
            IF EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = v_found.oid) THEN
                RAISE EXCEPTION USING MESSAGE = 'The index Log.AK is being built by another session at this moment. Wait until it is ready (pg_stat_progress_create_index), and run the migration again.';
            END IF;
            EXECUTE 'DROP INDEX ' || v_found.oid::regclass;
            RETURN;
        END IF;
        BEGIN
            CREATE TEMPORARY TABLE "Events" (LIKE "Log"."Events");
            CREATE UNIQUE INDEX "AK" ON "pg_temp"."Events" ("Id", "At", "Kind")
            ;
            RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = pg_get_indexdef('"pg_temp"."AK"'::regclass);
        EXCEPTION WHEN SQLSTATE 'MA001' THEN
            v_wanted := SQLERRM;
        WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of Log.Events is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
        END;
        v_is := pg_get_indexdef(v_found.oid);
        IF split_part(v_is, ' ON ', 1) <> split_part(v_wanted, ' ON ', 1)
            OR substr(v_is, strpos(v_is, ' USING ')) <> substr(v_wanted, strpos(v_wanted, ' USING ')) THEN
            RAISE EXCEPTION USING MESSAGE = 'There is an index Log.AK already, with another definition. It is: ' || v_is
                || '. Wanted is: ' || regexp_replace(v_wanted, ' ON pg_temp(_[0-9]+)?[.]', ' ON ')
                || '. Drop it (DropIndexConcurrently), or give the new index another name.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'AK' AND (c.contype = 'u' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['Id', 'At', 'Kind']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Log.Events has a constraint AK already, which is another one: drop it, or give the new constraint another name.';
    END IF;
END $safe$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "AK" ON "Log"."Events" ("Id", "At", "Kind");
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'AK' AND (c.contype = 'u' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['Id', 'At', 'Kind']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Log.Events has a constraint AK already, which is another one: drop it, or give the new constraint another name.';
    END IF;
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'AK')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Log"."Events" ADD CONSTRAINT "AK" UNIQUE USING INDEX "AK";
    END IF;
END $safe$;

-- form: primary key
-- checksum: 7D91D52BD5421D6E1A12A4058D9F29EF
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Orders"') AND c.relkind = 'p')) THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds PK_Orders partition by partition: apply this migration with it, or use AddPrimaryKey, which blocks all partitions until it is ready.';
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'Id' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_Id'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD CONSTRAINT "nn_Orders_Id" CHECK ("Id" IS NOT NULL) NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'Id' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_Id' AND c.convalidated))), false) THEN
        ALTER TABLE "Orders" VALIDATE CONSTRAINT "nn_Orders_Id";
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'Id' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) AND NOT (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_Id'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ALTER COLUMN "Id" SET NOT NULL;
        ALTER TABLE "Orders" DROP CONSTRAINT IF EXISTS "nn_Orders_Id";
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'CustomerId' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_CustomerId'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD CONSTRAINT "nn_Orders_CustomerId" CHECK ("CustomerId" IS NOT NULL) NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'CustomerId' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_CustomerId' AND c.convalidated))), false) THEN
        ALTER TABLE "Orders" VALIDATE CONSTRAINT "nn_Orders_CustomerId";
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'CustomerId' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) AND NOT (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_CustomerId'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ALTER COLUMN "CustomerId" SET NOT NULL;
        ALTER TABLE "Orders" DROP CONSTRAINT IF EXISTS "nn_Orders_CustomerId";
    END IF;
END $safe$;
DO $safe1$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'PK_Orders' AND (c.contype = 'p' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['Id', 'CustomerId']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders has a constraint PK_Orders already, which is another one: drop it, or give the new constraint another name.';
    END IF;
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    DECLARE
        v_table CONSTANT regclass := '"Orders"';
        v_found record;
        v_is text;
        v_wanted text;
    BEGIN
        SELECT c.oid, c.relkind, i.indrelid, i.indisvalid INTO v_found FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
        WHERE c.relname = 'PK_Orders' AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = v_table);
        IF NOT FOUND THEN
            RETURN;
        END IF;
        IF v_found.indrelid IS DISTINCT FROM v_table THEN
            RAISE EXCEPTION USING MESSAGE = 'The index PK_Orders cannot be created on Orders: another object has that name. Choose another name, or rename or drop the other object.';
        END IF;
        IF v_found.relkind = 'i' AND NOT v_found.indisvalid THEN
            IF EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = v_found.oid) THEN
                RAISE EXCEPTION USING MESSAGE = 'The index PK_Orders is being built by another session at this moment. Wait until it is ready (pg_stat_progress_create_index), and run the migration again.';
            END IF;
            EXECUTE 'DROP INDEX ' || v_found.oid::regclass;
            RETURN;
        END IF;
        BEGIN
            CREATE TEMPORARY TABLE "Orders" (LIKE "Orders");
            CREATE UNIQUE INDEX "PK_Orders" ON "pg_temp"."Orders" ("Id", "CustomerId")
            ;
            RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = pg_get_indexdef('"pg_temp"."PK_Orders"'::regclass);
        EXCEPTION WHEN SQLSTATE 'MA001' THEN
            v_wanted := SQLERRM;
        WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of Orders is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
        END;
        v_is := pg_get_indexdef(v_found.oid);
        IF split_part(v_is, ' ON ', 1) <> split_part(v_wanted, ' ON ', 1)
            OR substr(v_is, strpos(v_is, ' USING ')) <> substr(v_wanted, strpos(v_wanted, ' USING ')) THEN
            RAISE EXCEPTION USING MESSAGE = 'There is an index PK_Orders already, with another definition. It is: ' || v_is
                || '. Wanted is: ' || regexp_replace(v_wanted, ' ON pg_temp(_[0-9]+)?[.]', ' ON ')
                || '. Drop it (DropIndexConcurrently), or give the new index another name.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'PK_Orders' AND (c.contype = 'p' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['Id', 'CustomerId']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders has a constraint PK_Orders already, which is another one: drop it, or give the new constraint another name.';
    END IF;
END $safe$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "PK_Orders" ON "Orders" ("Id", "CustomerId");
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'PK_Orders' AND (c.contype = 'p' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['Id', 'CustomerId']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders has a constraint PK_Orders already, which is another one: drop it, or give the new constraint another name.';
    END IF;
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'PK_Orders')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD CONSTRAINT "PK_Orders" PRIMARY KEY USING INDEX "PK_Orders";
    END IF;
END $safe$;

-- form: primary key, one column
-- checksum: 897CB6BA243EDA678F9F320B6E6D01BF
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"public"."Orders"') AND c.relkind = 'p')) THEN
        RAISE EXCEPTION USING MESSAGE = 'public.Orders is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds PK_Orders partition by partition: apply this migration with it, or use AddPrimaryKey, which blocks all partitions until it is ready.';
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"public"."Orders"') AND a.attname = 'Id' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'nn_Orders_Id'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "public"."Orders" ADD CONSTRAINT "nn_Orders_Id" CHECK ("Id" IS NOT NULL) NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"public"."Orders"') AND a.attname = 'Id' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'nn_Orders_Id' AND c.convalidated))), false) THEN
        ALTER TABLE "public"."Orders" VALIDATE CONSTRAINT "nn_Orders_Id";
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"public"."Orders"') AND a.attname = 'Id' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) AND NOT (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'nn_Orders_Id'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "public"."Orders" ALTER COLUMN "Id" SET NOT NULL;
        ALTER TABLE "public"."Orders" DROP CONSTRAINT IF EXISTS "nn_Orders_Id";
    END IF;
END $safe$;
DO $safe1$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'PK_Orders' AND (c.contype = 'p' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['Id']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'public.Orders has a constraint PK_Orders already, which is another one: drop it, or give the new constraint another name.';
    END IF;
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    DECLARE
        v_table CONSTANT regclass := '"public"."Orders"';
        v_found record;
        v_is text;
        v_wanted text;
    BEGIN
        SELECT c.oid, c.relkind, i.indrelid, i.indisvalid INTO v_found FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
        WHERE c.relname = 'PK_Orders' AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = v_table);
        IF NOT FOUND THEN
            RETURN;
        END IF;
        IF v_found.indrelid IS DISTINCT FROM v_table THEN
            RAISE EXCEPTION USING MESSAGE = 'The index public.PK_Orders cannot be created on public.Orders: another object has that name. Choose another name, or rename or drop the other object.';
        END IF;
        IF v_found.relkind = 'i' AND NOT v_found.indisvalid THEN
            IF EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = v_found.oid) THEN
                RAISE EXCEPTION USING MESSAGE = 'The index public.PK_Orders is being built by another session at this moment. Wait until it is ready (pg_stat_progress_create_index), and run the migration again.';
            END IF;
            EXECUTE 'DROP INDEX ' || v_found.oid::regclass;
            RETURN;
        END IF;
        BEGIN
            CREATE TEMPORARY TABLE "Orders" (LIKE "public"."Orders");
            CREATE UNIQUE INDEX "PK_Orders" ON "pg_temp"."Orders" ("Id")
            ;
            RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = pg_get_indexdef('"pg_temp"."PK_Orders"'::regclass);
        EXCEPTION WHEN SQLSTATE 'MA001' THEN
            v_wanted := SQLERRM;
        WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of public.Orders is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
        END;
        v_is := pg_get_indexdef(v_found.oid);
        IF split_part(v_is, ' ON ', 1) <> split_part(v_wanted, ' ON ', 1)
            OR substr(v_is, strpos(v_is, ' USING ')) <> substr(v_wanted, strpos(v_wanted, ' USING ')) THEN
            RAISE EXCEPTION USING MESSAGE = 'There is an index public.PK_Orders already, with another definition. It is: ' || v_is
                || '. Wanted is: ' || regexp_replace(v_wanted, ' ON pg_temp(_[0-9]+)?[.]', ' ON ')
                || '. Drop it (DropIndexConcurrently), or give the new index another name.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'PK_Orders' AND (c.contype = 'p' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['Id']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'public.Orders has a constraint PK_Orders already, which is another one: drop it, or give the new constraint another name.';
    END IF;
END $safe$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "PK_Orders" ON "public"."Orders" ("Id");
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'PK_Orders' AND (c.contype = 'p' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['Id']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'public.Orders has a constraint PK_Orders already, which is another one: drop it, or give the new constraint another name.';
    END IF;
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'PK_Orders')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "public"."Orders" ADD CONSTRAINT "PK_Orders" PRIMARY KEY USING INDEX "PK_Orders";
    END IF;
END $safe$;

-- form: primary key, partitioned
-- checksum: 7761D871901BF833228C160E2D6FB750
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"Log"."Events"') AND c.relkind = 'p')) THEN
        RAISE EXCEPTION USING MESSAGE = 'Log.Events is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds PK_Events partition by partition: apply this migration with it, or use AddPrimaryKey, which blocks all partitions until it is ready.';
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Log"."Events"') AND a.attname = 'Id' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'nn_Events_Id'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Log"."Events" ADD CONSTRAINT "nn_Events_Id" CHECK ("Id" IS NOT NULL) NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Log"."Events"') AND a.attname = 'Id' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'nn_Events_Id' AND c.convalidated))), false) THEN
        ALTER TABLE "Log"."Events" VALIDATE CONSTRAINT "nn_Events_Id";
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Log"."Events"') AND a.attname = 'Id' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) AND NOT (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'nn_Events_Id'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Log"."Events" ALTER COLUMN "Id" SET NOT NULL;
        ALTER TABLE "Log"."Events" DROP CONSTRAINT IF EXISTS "nn_Events_Id";
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Log"."Events"') AND a.attname = 'At' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'nn_Events_At'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Log"."Events" ADD CONSTRAINT "nn_Events_At" CHECK ("At" IS NOT NULL) NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Log"."Events"') AND a.attname = 'At' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'nn_Events_At' AND c.convalidated))), false) THEN
        ALTER TABLE "Log"."Events" VALIDATE CONSTRAINT "nn_Events_At";
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Log"."Events"') AND a.attname = 'At' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) AND NOT (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'nn_Events_At'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Log"."Events" ALTER COLUMN "At" SET NOT NULL;
        ALTER TABLE "Log"."Events" DROP CONSTRAINT IF EXISTS "nn_Events_At";
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Log"."Events"') AND a.attname = 'Kind' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'nn_Events_Kind'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Log"."Events" ADD CONSTRAINT "nn_Events_Kind" CHECK ("Kind" IS NOT NULL) NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Log"."Events"') AND a.attname = 'Kind' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'nn_Events_Kind' AND c.convalidated))), false) THEN
        ALTER TABLE "Log"."Events" VALIDATE CONSTRAINT "nn_Events_Kind";
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Log"."Events"') AND a.attname = 'Kind' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) AND NOT (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'nn_Events_Kind'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Log"."Events" ALTER COLUMN "Kind" SET NOT NULL;
        ALTER TABLE "Log"."Events" DROP CONSTRAINT IF EXISTS "nn_Events_Kind";
    END IF;
END $safe$;
DO $safe1$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'PK_Events' AND (c.contype = 'p' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['Id', 'At', 'Kind']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Log.Events has a constraint PK_Events already, which is another one: drop it, or give the new constraint another name.';
    END IF;
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    DECLARE
        v_table CONSTANT regclass := '"Log"."Events"';
        v_found record;
        v_is text;
        v_wanted text;
    BEGIN
        SELECT c.oid, c.relkind, i.indrelid, i.indisvalid INTO v_found FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
        WHERE c.relname = 'PK_Events' AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = v_table);
        IF NOT FOUND THEN
            RETURN;
        END IF;
        IF v_found.indrelid IS DISTINCT FROM v_table THEN
            RAISE EXCEPTION USING MESSAGE = 'The index Log.PK_Events cannot be created on Log.Events: another object has that name. Choose another name, or rename or drop the other object.';
        END IF;
        IF v_found.relkind = 'i' AND NOT v_found.indisvalid THEN
            IF EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = v_found.oid) THEN
                RAISE EXCEPTION USING MESSAGE = 'The index Log.PK_Events is being built by another session at this moment. Wait until it is ready (pg_stat_progress_create_index), and run the migration again.';
            END IF;
            EXECUTE 'DROP INDEX ' || v_found.oid::regclass;
            RETURN;
        END IF;
        BEGIN
            CREATE TEMPORARY TABLE "Events" (LIKE "Log"."Events");
            CREATE UNIQUE INDEX "PK_Events" ON "pg_temp"."Events" ("Id", "At", "Kind")
            ;
            RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = pg_get_indexdef('"pg_temp"."PK_Events"'::regclass);
        EXCEPTION WHEN SQLSTATE 'MA001' THEN
            v_wanted := SQLERRM;
        WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of Log.Events is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
        END;
        v_is := pg_get_indexdef(v_found.oid);
        IF split_part(v_is, ' ON ', 1) <> split_part(v_wanted, ' ON ', 1)
            OR substr(v_is, strpos(v_is, ' USING ')) <> substr(v_wanted, strpos(v_wanted, ' USING ')) THEN
            RAISE EXCEPTION USING MESSAGE = 'There is an index Log.PK_Events already, with another definition. It is: ' || v_is
                || '. Wanted is: ' || regexp_replace(v_wanted, ' ON pg_temp(_[0-9]+)?[.]', ' ON ')
                || '. Drop it (DropIndexConcurrently), or give the new index another name.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'PK_Events' AND (c.contype = 'p' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['Id', 'At', 'Kind']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Log.Events has a constraint PK_Events already, which is another one: drop it, or give the new constraint another name.';
    END IF;
END $safe$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "PK_Events" ON "Log"."Events" ("Id", "At", "Kind");
DO $safe$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'PK_Events' AND (c.contype = 'p' AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = c.conrelid AND x.attnum = k.attnum) = ARRAY['Id', 'At', 'Kind']::text[]) IS NOT TRUE)) THEN
        RAISE EXCEPTION USING MESSAGE = 'Log.Events has a constraint PK_Events already, which is another one: drop it, or give the new constraint another name.';
    END IF;
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'PK_Events')), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Log"."Events" ADD CONSTRAINT "PK_Events" PRIMARY KEY USING INDEX "PK_Events";
    END IF;
END $safe$;

-- form: validate
-- checksum: 505EAD7BDE04315ABCFFA101007620FE
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'ck' AND c.convalidated)), false) THEN
        ALTER TABLE "public"."Orders" VALIDATE CONSTRAINT "ck";
    END IF;
END $safe$;

-- form: column, nullable
-- checksum: 5E915925E268F1049DE4149F5889829E
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    BEGIN
        IF (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> to_regtype('character varying(20)'))) THEN
            RAISE EXCEPTION USING MESSAGE = 'Orders has a column New already, with another type than character varying(20): drop it, or give the new column another name.';
        END IF;
        IF NOT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)) AND EXISTS (SELECT FROM pg_type t WHERE t.oid = to_regtype('character varying(20)') AND t.typtype = 'd'
            AND (t.typnotnull OR EXISTS (SELECT FROM pg_constraint c WHERE c.contypid = t.oid))) THEN
            RAISE EXCEPTION USING MESSAGE = 'character varying(20) is a domain with constraints, with which PostgreSQL would rewrite Orders under a lock that blocks everybody. Add the column with the type that the domain is made of, and its condition with AddCheckConstraintSafely.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD COLUMN "New" character varying(20) COLLATE "C";
        COMMENT ON COLUMN "Orders"."New" IS 'It''s new';
    END IF;
END $safe$;

-- form: column, constant
-- checksum: C1E3D383A3AA8F7BD629FA7472DD164B
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    BEGIN
        IF (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"public"."Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> to_regtype('integer'))) THEN
            RAISE EXCEPTION USING MESSAGE = 'public.Orders has a column New already, with another type than integer: drop it, or give the new column another name.';
        END IF;
        IF NOT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"public"."Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)) AND EXISTS (SELECT FROM pg_type t WHERE t.oid = to_regtype('integer') AND t.typtype = 'd'
            AND (t.typnotnull OR EXISTS (SELECT FROM pg_constraint c WHERE c.contypid = t.oid))) THEN
            RAISE EXCEPTION USING MESSAGE = 'integer is a domain with constraints, with which PostgreSQL would rewrite public.Orders under a lock that blocks everybody. Add the column with the type that the domain is made of, and its condition with AddCheckConstraintSafely.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"public"."Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "public"."Orders" ADD COLUMN "New" integer NOT NULL DEFAULT 5;
    END IF;
END $safe$;

-- form: column, text
-- checksum: 640EF1400BE50B7F7911149C3DE38F34
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    BEGIN
        IF (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> to_regtype('text'))) THEN
            RAISE EXCEPTION USING MESSAGE = 'Orders has a column New already, with another type than text: drop it, or give the new column another name.';
        END IF;
        IF NOT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)) AND EXISTS (SELECT FROM pg_type t WHERE t.oid = to_regtype('text') AND t.typtype = 'd'
            AND (t.typnotnull OR EXISTS (SELECT FROM pg_constraint c WHERE c.contypid = t.oid))) THEN
            RAISE EXCEPTION USING MESSAGE = 'text is a domain with constraints, with which PostgreSQL would rewrite Orders under a lock that blocks everybody. Add the column with the type that the domain is made of, and its condition with AddCheckConstraintSafely.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe1$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD COLUMN "New" text NOT NULL DEFAULT E'it''s \\ $safe$';
    END IF;
END $safe1$;

-- form: column, time
-- checksum: DAEEFA5521BABE122BD9E5C0DF90120C
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    BEGIN
        IF (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> to_regtype('timestamp with time zone'))) THEN
            RAISE EXCEPTION USING MESSAGE = 'Orders has a column New already, with another type than timestamp with time zone: drop it, or give the new column another name.';
        END IF;
        IF NOT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)) AND EXISTS (SELECT FROM pg_type t WHERE t.oid = to_regtype('timestamp with time zone') AND t.typtype = 'd'
            AND (t.typnotnull OR EXISTS (SELECT FROM pg_constraint c WHERE c.contypid = t.oid))) THEN
            RAISE EXCEPTION USING MESSAGE = 'timestamp with time zone is a domain with constraints, with which PostgreSQL would rewrite Orders under a lock that blocks everybody. Add the column with the type that the domain is made of, and its condition with AddCheckConstraintSafely.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD COLUMN "New" timestamp with time zone NOT NULL DEFAULT '2024-02-03T04:05:06Z';
    END IF;
END $safe$;

-- form: column, decimal
-- checksum: 3B879BDCDB2AA3311F73ADE6738632CC
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    BEGIN
        IF (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> to_regtype('numeric(10,2)'))) THEN
            RAISE EXCEPTION USING MESSAGE = 'Orders has a column New already, with another type than numeric(10,2): drop it, or give the new column another name.';
        END IF;
        IF NOT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)) AND EXISTS (SELECT FROM pg_type t WHERE t.oid = to_regtype('numeric(10,2)') AND t.typtype = 'd'
            AND (t.typnotnull OR EXISTS (SELECT FROM pg_constraint c WHERE c.contypid = t.oid))) THEN
            RAISE EXCEPTION USING MESSAGE = 'numeric(10,2) is a domain with constraints, with which PostgreSQL would rewrite Orders under a lock that blocks everybody. Add the column with the type that the domain is made of, and its condition with AddCheckConstraintSafely.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD COLUMN "New" numeric(10,2) NOT NULL DEFAULT 0.0;
    END IF;
END $safe$;

-- form: column, guid
-- checksum: 4DFC3F7B5BD203415ACBAA9889A74DBD
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    BEGIN
        IF (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> to_regtype('uuid'))) THEN
            RAISE EXCEPTION USING MESSAGE = 'Orders has a column New already, with another type than uuid: drop it, or give the new column another name.';
        END IF;
        IF NOT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)) AND EXISTS (SELECT FROM pg_type t WHERE t.oid = to_regtype('uuid') AND t.typtype = 'd'
            AND (t.typnotnull OR EXISTS (SELECT FROM pg_constraint c WHERE c.contypid = t.oid))) THEN
            RAISE EXCEPTION USING MESSAGE = 'uuid is a domain with constraints, with which PostgreSQL would rewrite Orders under a lock that blocks everybody. Add the column with the type that the domain is made of, and its condition with AddCheckConstraintSafely.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD COLUMN "New" uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
    END IF;
END $safe$;

-- form: column, stable default
-- checksum: 0A47843CC3B5C65722EF0A8B08A10729
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    BEGIN
        IF (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> to_regtype('name'))) THEN
            RAISE EXCEPTION USING MESSAGE = 'Orders has a column New already, with another type than name: drop it, or give the new column another name.';
        END IF;
        IF NOT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)) AND EXISTS (SELECT FROM pg_type t WHERE t.oid = to_regtype('name') AND t.typtype = 'd'
            AND (t.typnotnull OR EXISTS (SELECT FROM pg_constraint c WHERE c.contypid = t.oid))) THEN
            RAISE EXCEPTION USING MESSAGE = 'name is a domain with constraints, with which PostgreSQL would rewrite Orders under a lock that blocks everybody. Add the column with the type that the domain is made of, and its condition with AddCheckConstraintSafely.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD COLUMN "New" name NOT NULL DEFAULT current_user;
    END IF;
END $safe$;

-- form: column, volatile default
-- checksum: FF53EC3E5F7877CB9DD214D5C93A4195
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    BEGIN
        IF (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> to_regtype('integer'))) THEN
            RAISE EXCEPTION USING MESSAGE = 'Orders has a column New already, with another type than integer: drop it, or give the new column another name.';
        END IF;
        IF NOT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)) AND EXISTS (SELECT FROM pg_type t WHERE t.oid = to_regtype('integer') AND t.typtype = 'd'
            AND (t.typnotnull OR EXISTS (SELECT FROM pg_constraint c WHERE c.contypid = t.oid))) THEN
            RAISE EXCEPTION USING MESSAGE = 'integer is a domain with constraints, with which PostgreSQL would rewrite Orders under a lock that blocks everybody. Add the column with the type that the domain is made of, and its condition with AddCheckConstraintSafely.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD COLUMN "New" integer, ALTER COLUMN "New" SET DEFAULT volatile_seven() -- for each row
        
        ;
    END IF;
END $safe$
;
DO $safe$
DECLARE
v_table CONSTANT regclass := '"Orders"';
v_write CONSTANT text := 'UPDATE "Orders" SET "New" = (volatile_seven() -- for each row
)
WHERE ("New" IS NULL
) AND ';
v_key text[];
v_columns text;
v_texts text;
v_descending text;
v_after text;
v_up_to text;
v_last text[];
v_to text[];
v_end text[];
BEGIN
    IF coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_New'))), false) THEN
        RETURN;
    END IF;
    SELECT (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) INTO v_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = v_table AND i.indisunique AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= i.indnkeyatts
        AND NOT EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
    ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
    IF v_key IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches. Name columns that are NOT NULL and have an index with the argument key, or add a primary key first (AddPrimaryKeySafely).';
    END IF;
    SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
        string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
        string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
        string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
    INTO v_columns, v_texts, v_descending, v_after, v_up_to
    FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
    v_after := format('(%s) > (%s)', v_columns, v_after);
    v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
    EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
    LOOP
        EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
            || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT 5000) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
        EXIT WHEN v_to IS NULL;
        EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
        COMMIT;
        v_last := v_to;
    END LOOP;
END $safe$
;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_New'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD CONSTRAINT "nn_Orders_New" CHECK ("New" IS NOT NULL) NOT VALID;
    END IF;
END $safe$;
DO $safe$
DECLARE
v_table CONSTANT regclass := '"Orders"';
v_write CONSTANT text := 'UPDATE "Orders" SET "New" = (volatile_seven() -- for each row
)
WHERE ("New" IS NULL
) AND ';
v_key text[];
v_columns text;
v_texts text;
v_descending text;
v_after text;
v_up_to text;
v_last text[];
v_to text[];
v_end text[];
BEGIN
    IF coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_New' AND c.convalidated))), false) THEN
        RETURN;
    END IF;
    SELECT (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) INTO v_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = v_table AND i.indisunique AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= i.indnkeyatts
        AND NOT EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
    ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
    IF v_key IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches. Name columns that are NOT NULL and have an index with the argument key, or add a primary key first (AddPrimaryKeySafely).';
    END IF;
    SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
        string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
        string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
        string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
    INTO v_columns, v_texts, v_descending, v_after, v_up_to
    FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
    v_after := format('(%s) > (%s)', v_columns, v_after);
    v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
    EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
    LOOP
        EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
            || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT 5000) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
        EXIT WHEN v_to IS NULL;
        EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
        COMMIT;
        v_last := v_to;
    END LOOP;
END $safe$
;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_New' AND c.convalidated))), false) THEN
        ALTER TABLE "Orders" VALIDATE CONSTRAINT "nn_Orders_New";
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) AND NOT (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_New'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ALTER COLUMN "New" SET NOT NULL;
        ALTER TABLE "Orders" DROP CONSTRAINT IF EXISTS "nn_Orders_New";
    END IF;
END $safe$;

-- form: column, volatile default, nullable
-- checksum: CDCCCDBC73D8507B94D211B355B913B1
DO $safe1$
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    DO $safe$
    BEGIN
        IF (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Prices"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> to_regtype('integer'))) THEN
            RAISE EXCEPTION USING MESSAGE = 'Prices has a column New already, with another type than integer: drop it, or give the new column another name.';
        END IF;
        IF NOT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Prices"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)) AND EXISTS (SELECT FROM pg_type t WHERE t.oid = to_regtype('integer') AND t.typtype = 'd'
            AND (t.typnotnull OR EXISTS (SELECT FROM pg_constraint c WHERE c.contypid = t.oid))) THEN
            RAISE EXCEPTION USING MESSAGE = 'integer is a domain with constraints, with which PostgreSQL would rewrite Prices under a lock that blocks everybody. Add the column with the type that the domain is made of, and its condition with AddCheckConstraintSafely.';
        END IF;
    END $safe$;
END $safe1$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Prices"') AND a.attname = 'New' AND a.attnum > 0 AND NOT a.attisdropped)), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Prices" ADD COLUMN "New" integer, ALTER COLUMN "New" SET DEFAULT volatile_seven();
    END IF;
END $safe$;
DO $safe$
DECLARE
v_table CONSTANT regclass := '"Prices"';
v_write CONSTANT text := 'UPDATE "Prices" SET "New" = (volatile_seven())
WHERE ("New" IS NULL
) AND ';
v_key text[];
v_columns text;
v_texts text;
v_descending text;
v_after text;
v_up_to text;
v_last text[];
v_to text[];
v_end text[];
BEGIN
    SELECT (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) INTO v_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = v_table AND i.indisunique AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= i.indnkeyatts
        AND NOT EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
    ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
    IF v_key IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'Prices has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches. Name columns that are NOT NULL and have an index with the argument key, or add a primary key first (AddPrimaryKeySafely).';
    END IF;
    SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
        string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
        string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
        string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
    INTO v_columns, v_texts, v_descending, v_after, v_up_to
    FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
    v_after := format('(%s) > (%s)', v_columns, v_after);
    v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
    EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
    LOOP
        EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
            || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT 5000) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
        EXIT WHEN v_to IS NULL;
        EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
        COMMIT;
        v_last := v_to;
    END LOOP;
END $safe$;

-- form: not null
-- checksum: FC9C0FE9E586655CCAE08872A265519F
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"public"."Orders"') AND a.attname = 'CustomerId' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'nn_Orders_CustomerId'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "public"."Orders" ADD CONSTRAINT "nn_Orders_CustomerId" CHECK ("CustomerId" IS NOT NULL) NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"public"."Orders"') AND a.attname = 'CustomerId' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'nn_Orders_CustomerId' AND c.convalidated))), false) THEN
        ALTER TABLE "public"."Orders" VALIDATE CONSTRAINT "nn_Orders_CustomerId";
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"public"."Orders"') AND a.attname = 'CustomerId' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) AND NOT (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Orders"') AND c.conname = 'nn_Orders_CustomerId'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "public"."Orders" ALTER COLUMN "CustomerId" SET NOT NULL;
        ALTER TABLE "public"."Orders" DROP CONSTRAINT IF EXISTS "nn_Orders_CustomerId";
    END IF;
END $safe$;

-- form: not null, backfill
-- checksum: 23EB8B1FDF893791049AC15D5F65165E
DO $safe$
DECLARE
v_table CONSTANT regclass := '"Orders"';
v_write CONSTANT text := 'UPDATE "Orders" SET "Note" = (''it''''s '' || "Id")
WHERE ("Note" IS NULL
) AND ';
v_key text[];
v_columns text;
v_texts text;
v_descending text;
v_after text;
v_up_to text;
v_last text[];
v_to text[];
v_end text[];
BEGIN
    IF coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'Note' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_Note'))), false) THEN
        RETURN;
    END IF;
    SELECT (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) INTO v_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = v_table AND i.indisunique AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= i.indnkeyatts
        AND NOT EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
    ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
    IF v_key IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches. Name columns that are NOT NULL and have an index with the argument key, or add a primary key first (AddPrimaryKeySafely).';
    END IF;
    SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
        string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
        string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
        string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
    INTO v_columns, v_texts, v_descending, v_after, v_up_to
    FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
    v_after := format('(%s) > (%s)', v_columns, v_after);
    v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
    EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
    LOOP
        EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
            || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT 5000) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
        EXIT WHEN v_to IS NULL;
        EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
        COMMIT;
        v_last := v_to;
    END LOOP;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'Note' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_Note'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ADD CONSTRAINT "nn_Orders_Note" CHECK ("Note" IS NOT NULL) NOT VALID;
    END IF;
END $safe$;
DO $safe$
DECLARE
v_table CONSTANT regclass := '"Orders"';
v_write CONSTANT text := 'UPDATE "Orders" SET "Note" = (''it''''s '' || "Id")
WHERE ("Note" IS NULL
) AND ';
v_key text[];
v_columns text;
v_texts text;
v_descending text;
v_after text;
v_up_to text;
v_last text[];
v_to text[];
v_end text[];
BEGIN
    IF coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'Note' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_Note' AND c.convalidated))), false) THEN
        RETURN;
    END IF;
    SELECT (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) INTO v_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = v_table AND i.indisunique AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= i.indnkeyatts
        AND NOT EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
    ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
    IF v_key IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches. Name columns that are NOT NULL and have an index with the argument key, or add a primary key first (AddPrimaryKeySafely).';
    END IF;
    SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
        string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
        string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
        string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
    INTO v_columns, v_texts, v_descending, v_after, v_up_to
    FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
    v_after := format('(%s) > (%s)', v_columns, v_after);
    v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
    EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
    LOOP
        EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
            || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT 5000) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
        EXIT WHEN v_to IS NULL;
        EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
        COMMIT;
        v_last := v_to;
    END LOOP;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'Note' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_Note' AND c.convalidated))), false) THEN
        ALTER TABLE "Orders" VALIDATE CONSTRAINT "nn_Orders_Note";
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Orders"') AND a.attname = 'Note' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) AND NOT (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Orders"') AND c.conname = 'nn_Orders_Note'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Orders" ALTER COLUMN "Note" SET NOT NULL;
        ALTER TABLE "Orders" DROP CONSTRAINT IF EXISTS "nn_Orders_Note";
    END IF;
END $safe$;

-- form: not null, partitioned
-- checksum: 912626C1E3A8FC24C868B65D2A522ABA
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Log"."Events"') AND a.attname = 'Kind' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'nn_Events_Kind'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Log"."Events" ADD CONSTRAINT "nn_Events_Kind" CHECK ("Kind" IS NOT NULL) NOT VALID;
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Log"."Events"') AND a.attname = 'Kind' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'nn_Events_Kind' AND c.convalidated))), false) THEN
        ALTER TABLE "Log"."Events" VALIDATE CONSTRAINT "nn_Events_Kind";
    END IF;
END $safe$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"Log"."Events"') AND a.attname = 'Kind' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))) AND NOT (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."Events"') AND c.conname = 'nn_Events_Kind'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        ALTER TABLE "Log"."Events" ALTER COLUMN "Kind" SET NOT NULL;
        ALTER TABLE "Log"."Events" DROP CONSTRAINT IF EXISTS "nn_Events_Kind";
    END IF;
END $safe$;

-- form: update
-- checksum: 059744343195ED9480ACB07CE2E98CF9
DO $safe$
DECLARE
v_table CONSTANT regclass := '"Orders"';
v_write CONSTANT text := E'UPDATE "Orders" SET "Note" = ''it''''s \\ '' || "Id"
WHERE ("Note" IS NULL -- not yet

) AND ';
v_key text[];
v_columns text;
v_texts text;
v_descending text;
v_after text;
v_up_to text;
v_last text[];
v_to text[];
v_end text[];
BEGIN
    SELECT (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) INTO v_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = v_table AND i.indisunique AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= i.indnkeyatts
        AND NOT EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
    ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
    IF v_key IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'Orders has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches. Name columns that are NOT NULL and have an index with the argument key, or add a primary key first (AddPrimaryKeySafely).';
    END IF;
    SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
        string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
        string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
        string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
    INTO v_columns, v_texts, v_descending, v_after, v_up_to
    FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
    v_after := format('(%s) > (%s)', v_columns, v_after);
    v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
    EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
    LOOP
        EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
            || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT 1000) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
        EXIT WHEN v_to IS NULL;
        EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
        COMMIT;
        v_last := v_to;
    END LOOP;
END $safe$
;

-- form: update, composite key
-- checksum: B7B4A87FE2791D2A9DD844502276B2B5
DO $safe$
DECLARE
v_table CONSTANT regclass := '"public"."Prices"';
v_write CONSTANT text := 'UPDATE "public"."Prices" SET "Amount" = -1
WHERE ("Amount" IS NULL OR "Amount" = 4
) AND ';
v_key text[];
v_columns text;
v_texts text;
v_descending text;
v_after text;
v_up_to text;
v_last text[];
v_to text[];
v_end text[];
BEGIN
    SELECT (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) INTO v_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = v_table AND i.indisunique AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= i.indnkeyatts
        AND NOT EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
    ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
    IF v_key IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'public.Prices has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches. Name columns that are NOT NULL and have an index with the argument key, or add a primary key first (AddPrimaryKeySafely).';
    END IF;
    SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
        string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
        string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
        string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
    INTO v_columns, v_texts, v_descending, v_after, v_up_to
    FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
    v_after := format('(%s) > (%s)', v_columns, v_after);
    v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
    EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
    LOOP
        EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
            || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT 999) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
        EXIT WHEN v_to IS NULL;
        EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
        COMMIT;
        v_last := v_to;
    END LOOP;
END $safe$;

-- form: update, key that is not unique
-- checksum: 408EC726E2C71559CAD59D5C1A22891D
DO $safe$
DECLARE
v_table CONSTANT regclass := '"Orders"';
v_write CONSTANT text := 'UPDATE "Orders" SET "Note" = ''x''
WHERE ("Note" IS NULL
) AND ';
v_key text[];
v_columns text;
v_texts text;
v_descending text;
v_after text;
v_up_to text;
v_last text[];
v_to text[];
v_end text[];
BEGIN
    SELECT (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:1 - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) INTO v_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = v_table AND (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:1 - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) = ARRAY['Status']::text[] AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= 1
        AND NOT EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:1 - 1]) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
    ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
    IF v_key IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'The rows of Orders cannot be walked by the key (Status): no valid btree index without a condition begins with these columns in this order, all of them NOT NULL. Name the columns of such an index, or leave the key out.';
    END IF;
    SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
        string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
        string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
        string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
    INTO v_columns, v_texts, v_descending, v_after, v_up_to
    FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
    v_after := format('(%s) > (%s)', v_columns, v_after);
    v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
    EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
    LOOP
        EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
            || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT 10) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
        EXIT WHEN v_to IS NULL;
        EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
        COMMIT;
        v_last := v_to;
    END LOOP;
END $safe$;

-- form: update, unique index
-- checksum: AF6AE1FBB578C06F7055E64EA6E4EB00
DO $safe$
DECLARE
v_table CONSTANT regclass := '"t"';
v_write CONSTANT text := 'UPDATE "t" SET c = extract(epoch FROM b)::bigint % 1000000 * 1000 + extract(microseconds FROM b)::int % 1000
WHERE (c IS NULL AND a < ''3''
) AND ';
v_key text[];
v_columns text;
v_texts text;
v_descending text;
v_after text;
v_up_to text;
v_last text[];
v_to text[];
v_end text[];
BEGIN
    SELECT (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) INTO v_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = v_table AND i.indisunique AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= i.indnkeyatts
        AND NOT EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
    ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
    IF v_key IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 't has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches. Name columns that are NOT NULL and have an index with the argument key, or add a primary key first (AddPrimaryKeySafely).';
    END IF;
    SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
        string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
        string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
        string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
    INTO v_columns, v_texts, v_descending, v_after, v_up_to
    FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
    v_after := format('(%s) > (%s)', v_columns, v_after);
    v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
    EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
    LOOP
        EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
            || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT 100) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
        EXIT WHEN v_to IS NULL;
        EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
        COMMIT;
        v_last := v_to;
    END LOOP;
END $safe$;

-- form: update, partitioned
-- checksum: 6B1AACC1F1A301604BB75F907CDAE9A8
DO $safe$
DECLARE
v_table CONSTANT regclass := '"Measures"';
v_write CONSTANT text := 'UPDATE "Measures" SET "Value" = 0
WHERE ("Value" > 5
) AND ';
v_key text[];
v_columns text;
v_texts text;
v_descending text;
v_after text;
v_up_to text;
v_last text[];
v_to text[];
v_end text[];
BEGIN
    SELECT (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) INTO v_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = v_table AND i.indisunique AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= i.indnkeyatts
        AND NOT EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
    ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
    IF v_key IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'Measures has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches. Name columns that are NOT NULL and have an index with the argument key, or add a primary key first (AddPrimaryKeySafely).';
    END IF;
    SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
        string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
        string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
        string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
    INTO v_columns, v_texts, v_descending, v_after, v_up_to
    FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
    v_after := format('(%s) > (%s)', v_columns, v_after);
    v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
    EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
    LOOP
        EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
            || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT 1000) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
        EXIT WHEN v_to IS NULL;
        EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
        COMMIT;
        v_last := v_to;
    END LOOP;
END $safe$;

-- form: delete
-- checksum: FECCCD000FDDCA9152121EB4D493765E
DO $safe$
DECLARE
v_table CONSTANT regclass := '"public"."Orders"';
v_write CONSTANT text := 'DELETE FROM "public"."Orders" WHERE ("Status" = ''open''
) AND ';
v_key text[];
v_columns text;
v_texts text;
v_descending text;
v_after text;
v_up_to text;
v_last text[];
v_to text[];
v_end text[];
BEGIN
    SELECT (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) INTO v_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = v_table AND i.indisunique AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= i.indnkeyatts
        AND NOT EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
    ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
    IF v_key IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'public.Orders has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches. Name columns that are NOT NULL and have an index with the argument key, or add a primary key first (AddPrimaryKeySafely).';
    END IF;
    SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
        string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
        string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
        string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
    INTO v_columns, v_texts, v_descending, v_after, v_up_to
    FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
    v_after := format('(%s) > (%s)', v_columns, v_after);
    v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
    EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
    LOOP
        EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
            || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT 1000) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
        EXIT WHEN v_to IS NULL;
        EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
        COMMIT;
        v_last := v_to;
    END LOOP;
END $safe$;

-- form: insert
-- checksum: 832B73C43B64B55555CF89E0DAA51E26
DO $safe$
DECLARE
v_table CONSTANT regclass := '"Prices"';
v_write CONSTANT text := 'INSERT INTO "Archive" ("Code", "Name") SELECT "Code", upper("Country") -- as the list has it
 FROM "Prices" WHERE (NOT EXISTS (SELECT FROM "Archive" a WHERE a."Code" = "Prices"."Code")
) AND ';
v_key text[];
v_columns text;
v_texts text;
v_descending text;
v_after text;
v_up_to text;
v_last text[];
v_to text[];
v_end text[];
BEGIN
    SELECT (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) INTO v_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = v_table AND i.indisunique AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= i.indnkeyatts
        AND NOT EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
    ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
    IF v_key IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'Prices has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches. Name columns that are NOT NULL and have an index with the argument key, or add a primary key first (AddPrimaryKeySafely).';
    END IF;
    SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
        string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
        string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
        string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
    INTO v_columns, v_texts, v_descending, v_after, v_up_to
    FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
    v_after := format('(%s) > (%s)', v_columns, v_after);
    v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
    EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
    LOOP
        EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
            || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT 1000) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
        EXIT WHEN v_to IS NULL;
        EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
        COMMIT;
        v_last := v_to;
    END LOOP;
END $safe$
;

-- form: update, empty table
-- checksum: 50B989AB3E17CFDA4E14D968B4BAF991
DO $safe$
DECLARE
v_table CONSTANT regclass := '"t"';
v_write CONSTANT text := 'UPDATE "t" SET a = a
WHERE (TRUE
) AND ';
v_key text[];
v_columns text;
v_texts text;
v_descending text;
v_after text;
v_up_to text;
v_last text[];
v_to text[];
v_end text[];
BEGIN
    SELECT (SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.attnum) INTO v_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = v_table AND i.indisunique AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts >= i.indnkeyatts
        AND NOT EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) k(attnum) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE NOT a.attnotnull)
    ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid LIMIT 1;
    IF v_key IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 't has no primary key and no other unique key of NOT NULL columns, by which its rows could be walked in batches. Name columns that are NOT NULL and have an index with the argument key, or add a primary key first (AddPrimaryKeySafely).';
    END IF;
    SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.n), string_agg(format('%I::text', k.name), ', ' ORDER BY k.n),
        string_agg(format('%I DESC', k.name), ', ' ORDER BY k.n),
        string_agg(format('$1[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
        string_agg(format('$2[%s]::%s', k.n, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n)
    INTO v_columns, v_texts, v_descending, v_after, v_up_to
    FROM unnest(v_key) WITH ORDINALITY k(name, n) JOIN pg_attribute a ON a.attrelid = v_table AND a.attname = k.name;
    v_after := format('(%s) > (%s)', v_columns, v_after);
    v_up_to := format('(%s) <= (%s)', v_columns, v_up_to);
    EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM ' || v_table || ' ORDER BY ' || v_descending || ' LIMIT 1' INTO v_end;
    LOOP
        EXECUTE 'SELECT ARRAY[' || v_texts || '] FROM (SELECT ' || v_columns || ' FROM ' || v_table || ' WHERE ' || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END
            || v_up_to || ' ORDER BY ' || v_columns || ' LIMIT 5000) b ORDER BY ' || v_descending || ' LIMIT 1' INTO v_to USING v_last, v_end;
        EXIT WHEN v_to IS NULL;
        EXECUTE v_write || CASE WHEN v_last IS NULL THEN '' ELSE v_after || ' AND ' END || v_up_to USING v_last, v_to;
        COMMIT;
        v_last := v_to;
    END LOOP;
END $safe$;

-- form: attach
-- checksum: 420BBF8E977BE2D5FA5F19EDC0CC329E
DO $safe1$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"Measures2"') AND i.inhparent IS DISTINCT FROM to_regclass('"Measures"'))) THEN
        RAISE EXCEPTION USING MESSAGE = 'Measures2 is a partition of another table: detach it there first, or correct the name.';
    END IF;
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"Measures2"') AND i.inhparent = to_regclass('"Measures"'))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Measures2"') AND c.conname = 'attach_Measures2'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        DO $safe$
        DECLARE
            v_table CONSTANT regclass := '"Measures"';
            v_default regclass;
            v_check text;
        BEGIN
            BEGIN
                EXECUTE 'CREATE TEMPORARY TABLE safe_attach_table (LIKE "Measures") PARTITION BY ' || pg_get_partkeydef(v_table);
                CREATE TEMPORARY TABLE safe_attach_partition (LIKE "Measures");
                ALTER TABLE pg_temp.safe_attach_table ATTACH PARTITION pg_temp.safe_attach_partition FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');
                RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = replace(pg_get_partition_constraintdef('pg_temp.safe_attach_partition'::regclass),
                    '''' || 'pg_temp.safe_attach_table'::regclass::oid || '''::oid', '''' || v_table::oid || '''::oid');
            EXCEPTION WHEN SQLSTATE 'MA001' THEN
                v_check := SQLERRM;
            WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of Measures is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
            END;
            v_check := v_check || coalesce(' AND ' || pg_get_partition_constraintdef(v_table), '');
            v_default := (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"Measures"'));
            IF v_default IS NOT NULL AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = v_default AND c.conname = 'attach_Measures2') THEN
                EXECUTE 'ALTER TABLE ' || v_default || ' ADD CONSTRAINT "attach_Measures2" CHECK (NOT (' || v_check || ')) NOT VALID';
            END IF;
            EXECUTE 'ALTER TABLE "Measures2" ADD CONSTRAINT "attach_Measures2" CHECK (' || v_check || ') NOT VALID';
        END $safe$;
    END IF;
END $safe1$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"Measures2"') AND i.inhparent = to_regclass('"Measures"'))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Measures2"') AND c.conname = 'attach_Measures2' AND c.convalidated))), false) THEN
        ALTER TABLE "Measures2" VALIDATE CONSTRAINT "attach_Measures2";
    END IF;
END $safe$;
DO $safe1$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"Measures2"') AND i.inhparent = to_regclass('"Measures"'))), false) THEN
        DO $safe$
        DECLARE
            v_default regclass;
        BEGIN
            v_default := (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"Measures"'));
            IF EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = v_default AND c.conname = 'attach_Measures2' AND NOT c.convalidated) THEN
                EXECUTE 'ALTER TABLE ' || v_default || ' VALIDATE CONSTRAINT "attach_Measures2"';
            END IF;
        END $safe$;
    END IF;
END $safe1$;
DO $safe1$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"Measures2"') AND i.inhparent = to_regclass('"Measures"'))) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = 'attach_Measures2' AND c.conrelid IN (to_regclass('"Measures2"'), (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"Measures"'))))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        DO $safe$
        DECLARE
            v_default regclass;
        BEGIN
            v_default := (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"Measures"'));
            IF NOT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"Measures2"') AND i.inhparent = to_regclass('"Measures"'))) THEN
                ALTER TABLE "Measures" ATTACH PARTITION "Measures2" FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');
            END IF;
            ALTER TABLE "Measures2" DROP CONSTRAINT IF EXISTS "attach_Measures2";
            IF v_default IS NOT NULL THEN
                EXECUTE 'ALTER TABLE ' || v_default || ' DROP CONSTRAINT IF EXISTS "attach_Measures2"';
            END IF;
        END $safe$;
    END IF;
END $safe1$;

-- form: attach, default partition
-- checksum: BEC9A64D99A2A47692312DAA7886387F
DO $safe1$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"public"."Measures2"') AND i.inhparent IS DISTINCT FROM to_regclass('"public"."Measures"'))) THEN
        RAISE EXCEPTION USING MESSAGE = 'public.Measures2 is a partition of another table: detach it there first, or correct the name.';
    END IF;
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"public"."Measures2"') AND i.inhparent = to_regclass('"public"."Measures"'))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Measures2"') AND c.conname = 'attach_Measures2'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        DO $safe$
        DECLARE
            v_table CONSTANT regclass := '"public"."Measures"';
            v_default regclass;
            v_check text;
        BEGIN
            BEGIN
                EXECUTE 'CREATE TEMPORARY TABLE safe_attach_table (LIKE "public"."Measures") PARTITION BY ' || pg_get_partkeydef(v_table);
                CREATE TEMPORARY TABLE safe_attach_partition (LIKE "public"."Measures");
                ALTER TABLE pg_temp.safe_attach_table ATTACH PARTITION pg_temp.safe_attach_partition FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');
                RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = replace(pg_get_partition_constraintdef('pg_temp.safe_attach_partition'::regclass),
                    '''' || 'pg_temp.safe_attach_table'::regclass::oid || '''::oid', '''' || v_table::oid || '''::oid');
            EXCEPTION WHEN SQLSTATE 'MA001' THEN
                v_check := SQLERRM;
            WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of public.Measures is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
            END;
            v_check := v_check || coalesce(' AND ' || pg_get_partition_constraintdef(v_table), '');
            v_default := (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"public"."Measures"'));
            IF v_default IS NOT NULL AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = v_default AND c.conname = 'attach_Measures2') THEN
                EXECUTE 'ALTER TABLE ' || v_default || ' ADD CONSTRAINT "attach_Measures2" CHECK (NOT (' || v_check || ')) NOT VALID';
            END IF;
            EXECUTE 'ALTER TABLE "public"."Measures2" ADD CONSTRAINT "attach_Measures2" CHECK (' || v_check || ') NOT VALID';
        END $safe$;
    END IF;
END $safe1$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"public"."Measures2"') AND i.inhparent = to_regclass('"public"."Measures"'))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"public"."Measures2"') AND c.conname = 'attach_Measures2' AND c.convalidated))), false) THEN
        ALTER TABLE "public"."Measures2" VALIDATE CONSTRAINT "attach_Measures2";
    END IF;
END $safe$;
DO $safe1$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"public"."Measures2"') AND i.inhparent = to_regclass('"public"."Measures"'))), false) THEN
        DO $safe$
        DECLARE
            v_default regclass;
        BEGIN
            v_default := (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"public"."Measures"'));
            IF EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = v_default AND c.conname = 'attach_Measures2' AND NOT c.convalidated) THEN
                EXECUTE 'ALTER TABLE ' || v_default || ' VALIDATE CONSTRAINT "attach_Measures2"';
            END IF;
        END $safe$;
    END IF;
END $safe1$;
DO $safe1$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"public"."Measures2"') AND i.inhparent = to_regclass('"public"."Measures"'))) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = 'attach_Measures2' AND c.conrelid IN (to_regclass('"public"."Measures2"'), (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"public"."Measures"'))))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        DO $safe$
        DECLARE
            v_default regclass;
        BEGIN
            v_default := (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"public"."Measures"'));
            IF NOT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"public"."Measures2"') AND i.inhparent = to_regclass('"public"."Measures"'))) THEN
                ALTER TABLE "public"."Measures" ATTACH PARTITION "public"."Measures2" FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');
            END IF;
            ALTER TABLE "public"."Measures2" DROP CONSTRAINT IF EXISTS "attach_Measures2";
            IF v_default IS NOT NULL THEN
                EXECUTE 'ALTER TABLE ' || v_default || ' DROP CONSTRAINT IF EXISTS "attach_Measures2"';
            END IF;
        END $safe$;
    END IF;
END $safe1$;

-- form: attach, list below range
-- checksum: 455475F3C5DB9D4E1BC4553C376FB294
DO $safe1$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"Log"."New"') AND i.inhparent IS DISTINCT FROM to_regclass('"Log"."Events2024"'))) THEN
        RAISE EXCEPTION USING MESSAGE = 'Log.New is a partition of another table: detach it there first, or correct the name.';
    END IF;
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"Log"."New"') AND i.inhparent = to_regclass('"Log"."Events2024"'))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."New"') AND c.conname = 'attach_New'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        DO $safe$
        DECLARE
            v_table CONSTANT regclass := '"Log"."Events2024"';
            v_default regclass;
            v_check text;
        BEGIN
            BEGIN
                EXECUTE 'CREATE TEMPORARY TABLE safe_attach_table (LIKE "Log"."Events2024") PARTITION BY ' || pg_get_partkeydef(v_table);
                CREATE TEMPORARY TABLE safe_attach_partition (LIKE "Log"."Events2024");
                ALTER TABLE pg_temp.safe_attach_table ATTACH PARTITION pg_temp.safe_attach_partition FOR VALUES IN (7, NULL);
                RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = replace(pg_get_partition_constraintdef('pg_temp.safe_attach_partition'::regclass),
                    '''' || 'pg_temp.safe_attach_table'::regclass::oid || '''::oid', '''' || v_table::oid || '''::oid');
            EXCEPTION WHEN SQLSTATE 'MA001' THEN
                v_check := SQLERRM;
            WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of Log.Events2024 is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
            END;
            v_check := v_check || coalesce(' AND ' || pg_get_partition_constraintdef(v_table), '');
            v_default := (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"Log"."Events2024"'));
            IF v_default IS NOT NULL AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = v_default AND c.conname = 'attach_New') THEN
                EXECUTE 'ALTER TABLE ' || v_default || ' ADD CONSTRAINT "attach_New" CHECK (NOT (' || v_check || ')) NOT VALID';
            END IF;
            EXECUTE 'ALTER TABLE "Log"."New" ADD CONSTRAINT "attach_New" CHECK (' || v_check || ') NOT VALID';
        END $safe$;
    END IF;
END $safe1$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"Log"."New"') AND i.inhparent = to_regclass('"Log"."Events2024"'))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"Log"."New"') AND c.conname = 'attach_New' AND c.convalidated))), false) THEN
        ALTER TABLE "Log"."New" VALIDATE CONSTRAINT "attach_New";
    END IF;
END $safe$;
DO $safe1$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"Log"."New"') AND i.inhparent = to_regclass('"Log"."Events2024"'))), false) THEN
        DO $safe$
        DECLARE
            v_default regclass;
        BEGIN
            v_default := (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"Log"."Events2024"'));
            IF EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = v_default AND c.conname = 'attach_New' AND NOT c.convalidated) THEN
                EXECUTE 'ALTER TABLE ' || v_default || ' VALIDATE CONSTRAINT "attach_New"';
            END IF;
        END $safe$;
    END IF;
END $safe1$;
DO $safe1$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"Log"."New"') AND i.inhparent = to_regclass('"Log"."Events2024"'))) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = 'attach_New' AND c.conrelid IN (to_regclass('"Log"."New"'), (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"Log"."Events2024"'))))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        DO $safe$
        DECLARE
            v_default regclass;
        BEGIN
            v_default := (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"Log"."Events2024"'));
            IF NOT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"Log"."New"') AND i.inhparent = to_regclass('"Log"."Events2024"'))) THEN
                ALTER TABLE "Log"."Events2024" ATTACH PARTITION "Log"."New" FOR VALUES IN (7, NULL);
            END IF;
            ALTER TABLE "Log"."New" DROP CONSTRAINT IF EXISTS "attach_New";
            IF v_default IS NOT NULL THEN
                EXECUTE 'ALTER TABLE ' || v_default || ' DROP CONSTRAINT IF EXISTS "attach_New"';
            END IF;
        END $safe$;
    END IF;
END $safe1$;

-- form: attach, hash
-- checksum: 4AC43FB668E0A74E0278DB849D36F63A
DO $safe1$
BEGIN
    IF (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"h1"') AND i.inhparent IS DISTINCT FROM to_regclass('"h"'))) THEN
        RAISE EXCEPTION USING MESSAGE = 'h1 is a partition of another table: detach it there first, or correct the name.';
    END IF;
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"h1"') AND i.inhparent = to_regclass('"h"'))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"h1"') AND c.conname = 'attach_h1'))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        DO $safe$
        DECLARE
            v_table CONSTANT regclass := '"h"';
            v_default regclass;
            v_check text;
        BEGIN
            BEGIN
                EXECUTE 'CREATE TEMPORARY TABLE safe_attach_table (LIKE "h") PARTITION BY ' || pg_get_partkeydef(v_table);
                CREATE TEMPORARY TABLE safe_attach_partition (LIKE "h");
                ALTER TABLE pg_temp.safe_attach_table ATTACH PARTITION pg_temp.safe_attach_partition FOR VALUES WITH (MODULUS 2, REMAINDER 1);
                RAISE EXCEPTION USING ERRCODE = 'MA001', MESSAGE = replace(pg_get_partition_constraintdef('pg_temp.safe_attach_partition'::regclass),
                    '''' || 'pg_temp.safe_attach_table'::regclass::oid || '''::oid', '''' || v_table::oid || '''::oid');
            EXCEPTION WHEN SQLSTATE 'MA001' THEN
                v_check := SQLERRM;
            WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || '. An empty temporary copy of h is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.';
            END;
            v_check := v_check || coalesce(' AND ' || pg_get_partition_constraintdef(v_table), '');
            v_default := (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"h"'));
            IF v_default IS NOT NULL AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = v_default AND c.conname = 'attach_h1') THEN
                EXECUTE 'ALTER TABLE ' || v_default || ' ADD CONSTRAINT "attach_h1" CHECK (NOT (' || v_check || ')) NOT VALID';
            END IF;
            EXECUTE 'ALTER TABLE "h1" ADD CONSTRAINT "attach_h1" CHECK (' || v_check || ') NOT VALID';
        END $safe$;
    END IF;
END $safe1$;
DO $safe$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"h1"') AND i.inhparent = to_regclass('"h"'))) OR (SELECT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('"h1"') AND c.conname = 'attach_h1' AND c.convalidated))), false) THEN
        ALTER TABLE "h1" VALIDATE CONSTRAINT "attach_h1";
    END IF;
END $safe$;
DO $safe1$
BEGIN
    IF NOT coalesce((SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"h1"') AND i.inhparent = to_regclass('"h"'))), false) THEN
        DO $safe$
        DECLARE
            v_default regclass;
        BEGIN
            v_default := (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"h"'));
            IF EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = v_default AND c.conname = 'attach_h1' AND NOT c.convalidated) THEN
                EXECUTE 'ALTER TABLE ' || v_default || ' VALIDATE CONSTRAINT "attach_h1"';
            END IF;
        END $safe$;
    END IF;
END $safe1$;
DO $safe1$
BEGIN
    IF NOT coalesce((SELECT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"h1"') AND i.inhparent = to_regclass('"h"'))) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = 'attach_h1' AND c.conrelid IN (to_regclass('"h1"'), (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"h"'))))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        DO $safe$
        DECLARE
            v_default regclass;
        BEGIN
            v_default := (SELECT nullif(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('"h"'));
            IF NOT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"h1"') AND i.inhparent = to_regclass('"h"'))) THEN
                ALTER TABLE "h" ATTACH PARTITION "h1" FOR VALUES WITH (MODULUS 2, REMAINDER 1);
            END IF;
            ALTER TABLE "h1" DROP CONSTRAINT IF EXISTS "attach_h1";
            IF v_default IS NOT NULL THEN
                EXECUTE 'ALTER TABLE ' || v_default || ' DROP CONSTRAINT IF EXISTS "attach_h1"';
            END IF;
        END $safe$;
    END IF;
END $safe1$;

-- form: detach
-- checksum: 07DC411916A90CF3DA345ADA89D3AAB6
DO $safe1$
BEGIN
    IF (SELECT to_regclass('"public"."Measures"') IS NULL OR to_regclass('"public"."Measures1"') IS NULL) THEN
        RAISE EXCEPTION USING MESSAGE = 'There is no table public.Measures, or no table public.Measures1: correct the name or the schema.';
    END IF;
    IF NOT coalesce((SELECT NOT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"public"."Measures1"') AND i.inhparent = to_regclass('"public"."Measures"')))), false) THEN
        PERFORM set_config('lock_timeout', '5s', true);
        DO $safe$
        BEGIN
            IF current_setting('server_version_num')::int >= 140000 THEN
                IF EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"public"."Measures1"') AND i.inhparent = to_regclass('"public"."Measures"') AND i.inhdetachpending) THEN
                    EXECUTE 'ALTER TABLE "public"."Measures" DETACH PARTITION "public"."Measures1" FINALIZE';
                END IF;
            END IF;
            IF NOT (SELECT NOT (SELECT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass('"public"."Measures1"') AND i.inhparent = to_regclass('"public"."Measures"')))) THEN
                ALTER TABLE "public"."Measures" DETACH PARTITION "public"."Measures1";
            END IF;
        END $safe$;
    END IF;
END $safe1$;

-- form: enum value
-- checksum: 22892AF0AFD081C090FD840AEE9F369D
ALTER TYPE "public"."Mood" ADD VALUE IF NOT EXISTS 'so so' BEFORE 'it''s bad';

-- form: enum value, after
-- checksum: 2A790EC0BA660D555924610C92646229
ALTER TYPE "Mood" ADD VALUE IF NOT EXISTS 'it''s' AFTER 'ok';

