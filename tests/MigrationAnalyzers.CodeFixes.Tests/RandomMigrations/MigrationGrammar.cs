using System.Globalization;

namespace MigrationAnalyzers.CodeFixes.Tests.RandomMigrations;

/// <summary>Makes up migrations of the shop: operations that people write, as calls and as SQL in each kind of literal, in any order.</summary>
internal sealed class MigrationGrammar(int seed)
{
    private readonly Random _random = new(seed);
    private int _names;

    /// <summary>The statements of Up.</summary>
    public string Up()
    {
        // No two operations of one migration may stand in each other's way: each takes what it works on.
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var statements = new List<string>();
        for (var wanted = 1 + _random.Next(6); wanted > 0; wanted--)
        {
            var (uses, write) = Pick(s_operations);
            if (uses.Split(' ').All(taken.Add))
            {
                statements.Add((_random.Next(6) == 0 ? "// because of #12\n" : "") + write(this));
            }
        }

        return string.Join(_random.Next(2) == 0 ? "\n" : "\n\n", statements);
    }

    private static readonly (string Uses, Func<MigrationGrammar, string> Write)[] s_operations =
    [
        ("new-column", static g => $"migrationBuilder.AddColumn<string>(name: \"{g.Name("c")}\", table: \"{g.Table()}\", type: \"text\", nullable: true);"),
        ("new-required", static g => $"migrationBuilder.AddColumn<int>(\n    name: \"{g.Name("c")}\",\n    table: \"{g.Table()}\",\n    type: \"integer\",\n    nullable: false,\n    defaultValue: {g._random.Next(9)});"),
        ("new-random", static g => $"migrationBuilder.AddColumn<Guid>(name: \"{g.Name("c")}\", table: \"orders\", type: \"uuid\", nullable: {g.Bool()}, defaultValueSql: \"md5(random()::text)::uuid\");"),
        ("index-a", static g => $"migrationBuilder.CreateIndex(name: \"{g.Name("ix")}\", table: \"orders\", column: \"{g.Pick("user_id", "total", "id")}\");"),
        ("index-b", static g => $"migrationBuilder.CreateIndex(\n    name: \"{g.Name("IX")}\",\n    schema: \"Sales\",\n    table: \"Order Lines\",\n    columns: new[] {{ \"OrderId\", \"Line\" }},\n    unique: true);"),
        ("index-c", static g => g.Sql($"CREATE {g.Pick("", "UNIQUE ")}INDEX {g.Name("ix")} ON users (email, id)")),
        ("index-d", static g => g.Sql($"CREATE INDEX IF NOT EXISTS {g.Name("ix")} ON orders (lower(status)) WHERE total > 10")),
        ("pairs.b", static g => g.Sql($"CREATE INDEX CONCURRENTLY {g.Name("ix")} ON pairs (b)", suppress: true)),
        ("pairs.b", static g => g.Sql($"CREATE INDEX CONCURRENTLY {g.Name("ix")} ON pairs (b, a)", suppress: true)),
        ("ix_orders_status", static _ => "migrationBuilder.DropIndex(name: \"ix_orders_status\", table: \"orders\");"),
        ("ix_orders_status", static g => g.Sql("DROP INDEX ix_orders_status")),
        ("ix_orders_status", static g => g.Sql("REINDEX INDEX ix_orders_status")),
        ("IX_Lines_Line", static g => g.Sql("DROP INDEX IF EXISTS \"Sales\".\"IX_Lines_Line\"")),
        ("fk-orders", static g => $"migrationBuilder.AddForeignKey(name: \"{g.Name("fk")}\", table: \"orders\", column: \"user_id\", principalTable: \"users\", principalColumn: \"id\", onDelete: ReferentialAction.{g.Pick("Cascade", "SetNull", "Restrict")});"),
        ("fk-lines", static g => g.Sql($"ALTER TABLE \"Sales\".\"Order Lines\" ADD CONSTRAINT {g.Name("fk")} FOREIGN KEY (\"OrderId\") REFERENCES orders (id)")),
        ("fk-pairs", static g => g.Sql($"ALTER TABLE pairs ADD CONSTRAINT {g.Name("fk")} FOREIGN KEY (a) REFERENCES users (id) NOT VALID")),
        ("check-a", static g => $"migrationBuilder.AddCheckConstraint(name: \"{g.Name("ck")}\", table: \"orders\", sql: \"total >= {g._random.Next(2)}\");"),
        ("check-b", static g => g.Sql($"ALTER TABLE users ADD CONSTRAINT {g.Name("ck")} CHECK (email LIKE '%@%')")),
        ("unique-a", static g => $"migrationBuilder.AddUniqueConstraint(name: \"{g.Name("ak")}\", table: \"orders\", column: \"total\");"),
        ("unique-b", static g => g.Sql($"ALTER TABLE users ADD CONSTRAINT {g.Name("ak")} UNIQUE (email)")),
        ("users.email", static _ => "migrationBuilder.AlterColumn<string>(\n    name: \"email\",\n    table: \"users\",\n    type: \"text\",\n    nullable: false,\n    oldClrType: typeof(string),\n    oldType: \"text\",\n    oldNullable: true);"),
        ("users.email", static g => g.Sql("ALTER TABLE users ALTER COLUMN email SET NOT NULL")),
        ("orders.user_id", static g => g.Sql("ALTER TABLE orders ALTER user_id SET NOT NULL")),
        ("update-a", static g => g.Sql("UPDATE orders SET status = 'none' WHERE status IS NULL")),
        ("update-b", static g => g.Sql($"UPDATE \"Sales\".\"Order Lines\" SET \"Line\" = \"Line\" + 1 WHERE \"OrderId\" > {g._random.Next(900).ToString(CultureInfo.InvariantCulture)}")),
        ("delete", static g => g.Sql("DELETE FROM pairs WHERE a <> 7")),
        ("pairs.b", static _ => "migrationBuilder.DropColumn(name: \"b\", table: \"pairs\");"),
        ("orders.note", static _ => "migrationBuilder.AddColumn<string>(name: \"note\", table: \"orders\", type: \"text\", nullable: true);\nmigrationBuilder.Sql(\"UPDATE orders SET note = status\");"),
        ("new-table", static g => $"migrationBuilder.CreateTable(\n    name: \"{g.Name("t")}\",\n    columns: table => new {{ id = table.Column<long>(type: \"bigint\", nullable: false), user_id = table.Column<long>(type: \"bigint\", nullable: false) }},\n    constraints: table => table.PrimaryKey(\"{g.Name("pk")}\", x => x.id));"),
        ("vacuum", static g => g.Sql($"VACUUM {g.Pick("users", "pairs")}", suppress: g._random.Next(2) == 0)),
        ("comment", static g => g.Sql("COMMENT ON TABLE orders IS 'it''s \\ here'")),
        ("timeout", static g => g.Sql($"SET LOCAL lock_timeout = '{g.Pick("5s", "3s")}'")),
        ("two", static g => g.Sql($"ALTER TABLE orders ADD COLUMN {g.Name("c")} int; CREATE INDEX {g.Name("ix")} ON orders (user_id, total); SELECT 1")),
        ("enum", static g => g.Sql($"CREATE TYPE {g.Name("mood")} AS ENUM ('a', 'b')")),
    ];

    private string Sql(string sql, bool suppress = false)
    {
        var literal = _random.Next(4) switch
        {
            0 => "\"" + sql.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"",
            1 => "@\"" + sql.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"",
            2 => $"\"\"\"\n    {sql}\n    \"\"\"",
            _ => $"\"\"\"\n    {sql};\n\n    \"\"\"",
        };
        return $"migrationBuilder.Sql({literal}{(suppress ? ", suppressTransaction: true" : "")});";
    }

    private string Table() => Pick("users", "orders", "pairs");

    private string Bool() => Pick("true", "false");

    private string Name(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{++_names}");

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
