using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>DO blocks: what is in them, and under which circumstances it runs.</summary>
public sealed class DoBlockReaderTests
{
    private const Circumstances Inside = Circumstances.InDoBlock;

    [Theory]
    [InlineData("do $$ begin [|drop table|] a; end $$", Inside)]
    [InlineData("do $$ begin if x then [|drop table|] a; end if; end $$", Inside | Circumstances.Conditional)]
    [InlineData("do $$ begin if x then null; elsif y then [|drop table|] a; end if; end $$", Inside | Circumstances.Conditional)]
    [InlineData("do $$ begin if x then null; else [|drop table|] a; end if; end $$", Inside | Circumstances.Conditional)]
    [InlineData("do $$ begin case x when 1 then [|drop table|] a; end case; end $$", Inside | Circumstances.Conditional)]
    [InlineData("do $$ begin null; exception when others then [|drop table|] a; end $$", Inside | Circumstances.Conditional)]
    [InlineData("do $$ begin begin [|drop table|] a; exception when others then null; end; end $$", Inside)]
    [InlineData("do $$ begin if x then return; end if; [|drop table|] a; end $$", Inside | Circumstances.Conditional)]
    [InlineData("do $$ begin loop [|drop table|] a; exit; end loop; end $$", Inside | Circumstances.Repeated)]
    [InlineData("do $$ begin while x loop [|drop table|] a; end loop; end $$", Inside | Circumstances.Repeated)]
    [InlineData("do $$ begin for i in 1..3 loop [|drop table|] a; end loop; end $$", Inside | Circumstances.Repeated)]
    [InlineData("do $$ declare i int; begin foreach i in array x loop [|drop table|] a; end loop; end $$", Inside | Circumstances.Repeated)]
    [InlineData("do $$ begin loop if x then [|drop table|] a; end if; end loop; end $$", Inside | Circumstances.Repeated | Circumstances.Conditional)]
    public void Statement_KnowsItsCircumstances(string markup, Circumstances expected)
    {
        var statement = Assert.Single(SqlMarkup.Read(markup));

        Assert.IsType<DropTable>(Assert.Single(statement.Operations));
        Assert.Equal(expected, statement.Circumstances);
    }

    [Fact]
    public void LoopThatCommits_SaysSo()
    {
        var statements = SqlMarkup.Read(
            """
            do $$
            declare last bigint := 0; r record;
            begin
                loop
                    [|update|] t set a = 1 where id > last and id <= last + 1000;
                    exit when not found;
                    [|commit|];
                end loop;
                for r in [|select|] id from u loop [|delete from|] t where id = r.id; end loop;
            end $$
            """);

        Assert.Equal(
            [
                Inside | Circumstances.Repeated | Circumstances.CommitsEachRound,
                Inside | Circumstances.Repeated | Circumstances.CommitsEachRound,
                Inside,
                Inside | Circumstances.Repeated,
            ],
            statements.Select(static s => s.Circumstances));
        Assert.Equal(["id"], Assert.IsType<WriteRows>(statements[0].Operations[0]).BoundingColumns.ToArray());
        Assert.Equal(["id"], Assert.IsType<WriteRows>(statements[3].Operations[0]).BoundingColumns.ToArray());
    }

    [Theory]
    [InlineData("do $$ begin execute '[|create index concurrently|] i on t (a)'; end $$", "CreateIndex Table=t Name=i Keys=[(Column=a)] Concurrently")]
    [InlineData("do $$ begin execute 'alter table ' || 'x' || ' [|add|] c int'; end $$", "AddColumn Table=x Column=(Name=c Type=int4 Nullable=True)")]
    [InlineData("do $$ begin execute E'[|drop\\ttable|]\\nzz'; end $$", "DropTable Table=zz")]
    [InlineData("do $$ begin execute E'\\x64rop table zz'; end $$", "DropTable Table=zz")]
    [InlineData("do $$ begin execute $q$[|drop table|] \"it's\"$q$; end $$", "DropTable Table=it's")]
    [InlineData("do $$ begin execute format('[|drop table|] a'); end $$", "DropTable Table=a")]
    [InlineData("do $$ begin execute format('[|drop table|] \"100%%\"'); end $$", "DropTable Table=100%")]
    [InlineData("do $$ begin execute format('[|drop table|] %I.%s', 'S a', 'b'); end $$", "DropTable Table=S a.b")]
    [InlineData("do $$ begin execute 'drop table ' || quote_ident('A'); end $$", "DropTable Table=A")]
    [InlineData("do $$ begin [|execute|] format('drop table %I', x); end $$", "OpaqueOperation Description=dynamic SQL")]
    [InlineData("do $$ begin [|execute|] format('drop table %2$I', 'a', 'b'); end $$", "OpaqueOperation Description=dynamic SQL")]
    [InlineData("do $$ begin [|execute|] x; end $$", "OpaqueOperation Description=dynamic SQL")]
    [InlineData("do $$ begin [|execute|] 'drop table ' || x using 5; end $$", "OpaqueOperation Description=dynamic SQL")]
    [InlineData("do $$ begin [|execute|] format('grant %s (a) ON t TO %s', p, r); end $$", "OtherStatement Command=GrantStmt")]
    [InlineData("do $$ begin [|execute|] 'COMMENT ON TABLE ' || x || ' IS null'; end $$", "OtherStatement Command=CommentStmt")]
    [InlineData("do $$ begin [|execute|] format('GRANT %s ON t TO r; DROP TABLE t', p); end $$", "OpaqueOperation Description=dynamic SQL")]
    [InlineData("do $$ begin [|execute|] 'REVOKE ' || x || ' ON t FROM r; DROP TABLE t'; end $$", "OpaqueOperation Description=dynamic SQL")]
    [InlineData("do $$ begin [|perform|] f(1); end $$", "OpaqueOperation Description=function f Routine=f")]
    [InlineData("do $$ begin [|call|] p(1); end $$", "OpaqueOperation Description=procedure p Routine=p")]
    [InlineData("do $$ begin [|perform|] set_config('lock_timeout', '5s', true); end $$", "SetParameter Name=lock_timeout Value=5s Local")]
    [InlineData(
        "do $$ declare x int; begin [|insert into|] t values (1) returning a into x; end $$",
        "WriteRows Table=t Kind=Insert Reach=ByKey RowCount=1 Rows=[{($1 = 1::int4)}]")]
    [InlineData("do $$ declare r record; begin for r in execute '[|delete from|] t returning *' loop null; end loop; end $$", "WriteRows Table=t Kind=Delete")]
    [InlineData("do $$ declare r record; begin for r in [|update|] t set a = 1 returning * loop null; end loop; end $$", "WriteRows Table=t Kind=Update Columns=[a]")]
    [InlineData("do $a$ begin do $b$ begin [|drop table|] x; end $b$; end $a$", "DropTable Table=x")]
    [InlineData("do $a$ begin execute 'do $b$ begin [|drop table|] x; end $b$'; end $a$", "DropTable Table=x")]
    [InlineData("do language plpgsql 'begin [|delete from|] t where a = ''x''; end'", "WriteRows Table=t Kind=Delete BoundingColumns=[a] Where={a = 'x'}")]
    [InlineData("do E'begin\\n[|delete from|] t; end'", "WriteRows Table=t Kind=Delete")]
    [InlineData("do $$ declare x t.a%type; y s.t%rowtype; z citext; c cursor for select 1; begin open c; fetch c into y; close c; [|drop table|] q; end $$", "DropTable Table=q")]
    [InlineData("[|do|] $$ begin raise notice 'drop table x;'; end $$", "OtherStatement Command=DoStmt")]
    [InlineData("[|do|] language plpython3u 'x = 1'", "OpaqueOperation Description=DO block in plpython3u")]
    public void StatementInside_IsRead(string markup, string expected) => Assert.Equal([expected], SqlMarkup.Describe(markup));

    [Fact]
    public void SameTextInAComment_IsNotTakenForTheStatement() =>
        SqlMarkup.Read("do $$ begin /* drop table y */ -- drop table y\n [|drop table|] y; end $$");

    [Fact]
    public void IdempotentScriptOfEf_GivesTheStatementsInside()
    {
        var statements = SqlMarkup.Read(
            """
            [|CREATE TABLE|] IF NOT EXISTS "__EFMigrationsHistory" (
                "MigrationId" character varying(150) NOT NULL,
                CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId")
            );

            [|START TRANSACTION|];

            DO $EF$
            BEGIN
                IF [|NOT|] EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20240101000000_First') THEN
                ALTER TABLE "Orders" [|ADD|] "Note" text;
                END IF;
            END $EF$;

            DO $EF$
            BEGIN
                IF [|NOT|] EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20240101000000_First') THEN
                [|INSERT INTO|] "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
                VALUES ('20240101000000_First', '10.0.0');
                END IF;
            END $EF$;
            [|COMMIT|];
            """);

        Assert.Equal(
            [Circumstances.None, Circumstances.None, Inside, Inside | Circumstances.Conditional, Inside, Inside | Circumstances.Conditional, Circumstances.None],
            statements.Select(static s => s.Circumstances));
        Assert.Equal([0, 1, 2, 2, 3, 3, 4], statements.Select(static s => s.Command));
        Assert.Equal("AddColumn Table=Orders Column=(Name=Note Type=text Nullable=True)", OperationText.Of(statements[3].Operations[0]));
    }

    [Fact]
    public void BodyThatTheParserCannotRead_IsUnknownAndNoError()
    {
        var operation = SqlMarkup.Single<UnknownSql>("do $$ declare x t%rowtype[]; begin drop table a; end $$");

        Assert.Equal("its PL/pgSQL needs the server's catalog to be read", operation.Reason);
    }

    [Fact]
    public void DeeplyNestedBlocks_AreReadAsFarAsIsReasonable()
    {
        var sql = "drop table a";
        for (var i = 0; i < 40; i++)
        {
            sql = $"do $d{i}$ begin {sql}; end $d{i}$";
        }

        Assert.Single(SqlMarkup.Read(sql));
    }
}
