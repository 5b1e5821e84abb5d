using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Data.DBM4007BatchLoopDoesNotCommitFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Data;

public class DBM4007FixTests
{
    [Theory]
    [InlineData("LOOP [|UPDATE|] orders SET status = 'x' WHERE id IN (SELECT id FROM orders WHERE status IS NULL LIMIT 9); EXIT WHEN NOT FOUND; END LOOP; EXCEPTION WHEN OTHERS THEN NULL;")]
    [InlineData("LOOP [|UPDATE|] orders SET total = total + 1 WHERE id IN (SELECT id FROM orders WHERE status IS NULL LIMIT 9); EXIT WHEN NOT FOUND; END LOOP;")]
    [InlineData("LOOP [|DELETE FROM|] orders WHERE id IN (SELECT id FROM orders LIMIT 9); EXIT WHEN NOT FOUND; INSERT INTO pairs VALUES (1, 1); END LOOP;")]
    public Task LoopThatCannotBeRunAgain_IsNotOffered(string body) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"DO $$ BEGIN {body} END $$\");");

    [Fact]
    public Task InnerLoop_CommitsItsOwnRounds() => Fix.UpAsync(
        """"
        migrationBuilder.Sql("""
            do $$
            begin
                for year in 2000..2030 loop
                    loop
                        [|delete from|] orders where id in (select id from orders where total = 1 limit 9);
                        exit when not found;
                    end loop;
                end loop;
            end $$;
            """);
        """",
        """"
        migrationBuilder.Sql("""
            do $$
            begin
                for year in 2000..2030 loop
                    loop
                        delete from orders where id in (select id from orders where total = 1 limit 9);
                        exit when not found;
                        commit;
                    end loop;
                end loop;
            end $$;
            """, suppressTransaction: true);
        """");
}
