CREATE FUNCTION f(p int) RETURNS SETOF int LANGUAGE plpgsql AS $$
<<outer>>
declare
  a integer := 1 + 2; b text default 'x'; c cursor (k int) for select * from t where id = k;
  d t.x%type; e t%rowtype; r record; rr refcursor; arr int[] = array[1,2]; n int not null := 3;
  "Quoted" constant text := 'é'; al alias for p;
begin
  a := 1; arr[1] := 5; r.f := 2; r.f.g := 3;
  select x, y into strict a, b from t where z = 'q';
  insert into t values (1) returning id into a;
  if a > 1 then null; elsif a > 2 then a := 2; elseif a = 3 then a = 4; else a := 5; end if;
  case a + 1 when 1, 2 then a := 1; when 3 then a := 2; else a := 3; end case;
  case when a = 1 then null; end case;
  loop exit when a > 10; continue when b = 'x'; exit; end loop;
  while a < 5 loop a := a + 1; end loop;
  for i in reverse 10 .. 1 by 2 loop null; end loop;
  for r in select * from t loop null; end loop;
  for r in execute 'select $1' using a, b loop null; end loop;
  for r in c(5) loop null; end loop;
  for a, b in select 1, 'x' loop null; end loop;
  foreach a slice 1 in array arr loop null; end loop;
  return next a; return query select 1; return query execute 'select $1' using a;
  raise notice 'x % %', a, b using hint = 'h' || a, errcode = '22012';
  raise division_by_zero; raise sqlstate '22012' using message = 'm'; raise;
  assert a > 1, 'msg';
  execute 'select 1' into a using b; execute format('x %I', b);
  perform f(1), g(2); perform * from t;
  call p(1); do $x$ begin null; end $x$;
  get diagnostics a = row_count; get stacked diagnostics b = message_text;
  open c(1); open rr for select 1; open rr for execute 'select 1' using a; open rr no scroll for select 2;
  open c(k := 7);
  fetch c into a; fetch relative -1 from c into a; move next in c; close c;
  fetch absolute a+1 from c into a;
  commit; rollback and chain;
  begin insert into t default values; exception when unique_violation or sqlstate '22012' then a := 1; raise; when others then null; end;
  create index concurrently i on t (a);
  alter table t add column x int;
  return;
end;
$$

DO $$BEGIN NULL; END$$

DO 'begin update t set x = ''é''; end'

DO E'begin\n  perform \'x\';\nend'

DO LANGUAGE plpgsql $do$
DECLARE
  _r record;
BEGIN
  FOR _r IN SELECT conname FROM pg_constraint WHERE contype = 'f' LOOP
    EXECUTE format('ALTER TABLE t DROP CONSTRAINT %I', _r.conname);
  END LOOP;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    CREATE ROLE app;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'no: %', SQLERRM;
END
$do$

CREATE FUNCTION tr() RETURNS trigger LANGUAGE plpgsql AS $$begin new.x := old.x + 1; return new; end$$

CREATE PROCEDURE p(INOUT a int, b text DEFAULT 'x') LANGUAGE plpgsql AS $$begin a := length(b); commit; end$$

CREATE FUNCTION f(OUT a int, OUT b text) LANGUAGE plpgsql AS $$begin a := 1; b := 'x'; return; end$$

CREATE FUNCTION f(anyelement) RETURNS anyarray LANGUAGE plpgsql AS $$begin return array[$1]; end$$

CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS $$begin raise notice '%', tg_tag; end$$

CREATE FUNCTION f() RETURNS TABLE (a int, b text) LANGUAGE plpgsql AS $$#variable_conflict use_column
begin return query select 1, 'x'; end$$

CREATE FUNCTION s() RETURNS int LANGUAGE sql AS $$ select 1 $$

DO $$begin if true the null; end if; end$$

DO $$begin selec 1; end$$

DO $$begin a := ; end$$

DO $$begin null; return 1; end$$

DO $$declare x int; begin select 1 into x, y; end$$

DO $$begin null;$$

DO $$begin null; if 1 + then null; end if; end$$

DO $$begin update t st x = 1; end$$

CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'begin return ''é'' || 1; end'
