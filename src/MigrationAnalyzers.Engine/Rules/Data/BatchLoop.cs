namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>The loop that the remedies of several rules show: batches by key, a transaction each, and statistics at the end.</summary>
internal static class BatchLoop
{
    public const string Example = """
          migrationBuilder.Sql(
              "DO $$ DECLARE last bigint := 0; upper_id bigint; BEGIN LOOP " +
              "SELECT max(id) INTO upper_id FROM (SELECT id FROM orders WHERE id > last ORDER BY id LIMIT 5000) batch; EXIT WHEN upper_id IS NULL; " +
              "UPDATE orders SET status = 'open' WHERE id > last AND id <= upper_id AND status IS NULL; last := upper_id; COMMIT; END LOOP; END $$",
              suppressTransaction: true);
          migrationBuilder.Sql("ANALYZE orders");
        """;
}
