namespace MigrationAnalyzers.Tests.Ef;

/// <summary>
/// The operations that a call is lowered to are those of the SQL that Npgsql generates for it. What SQL cannot say (the old type) or says in another way (a
/// statement for each row) is left out of the comparison.
/// </summary>
public sealed class LoweringEqualsNpgsqlTests
{


    public static TheoryData<string> Bodies => new(
    [
        // Columns: types
        """m.AddColumn<string>("c", "t");""",
        """m.AddColumn<string>("c", "t", maxLength: 20);""",
        """m.AddColumn<string>("c", "t", maxLength: 20, fixedLength: true);""",
        """m.AddColumn<string>("c", "t", "character varying(30)", nullable: true);""",
        """m.AddColumn<decimal>("c", "t", precision: 18, scale: 2);""",
        """m.AddColumn<decimal>("c", "t", precision: 18);""",
        """m.AddColumn<DateTime>("c", "t"); m.AddColumn<DateTime>("d", "t", precision: 3); m.AddColumn<DateTimeOffset>("e", "t");""",
        """m.AddColumn<int>("a", "t"); m.AddColumn<long>("b", "t"); m.AddColumn<short>("c", "t"); m.AddColumn<byte>("d", "t"); m.AddColumn<bool>("e", "t");""",
        """m.AddColumn<float>("a", "t"); m.AddColumn<double>("b", "t"); m.AddColumn<Guid>("c", "t"); m.AddColumn<char>("d", "t"); m.AddColumn<byte[]>("e", "t");""",
        """m.AddColumn<DateOnly>("a", "t"); m.AddColumn<TimeOnly>("b", "t"); m.AddColumn<TimeSpan>("c", "t"); m.AddColumn<int?>("d", "t");""",
        """m.AddColumn<string[]>("a", "t"); m.AddColumn<List<int>>("b", "t"); m.AddColumn<System.Text.Json.JsonDocument>("c", "t");""",
        """m.AddColumn<uint>("xmin", "t", type: "xid", rowVersion: true);""",

        // Columns: defaults
        """m.AddColumn<bool>("c", "t", nullable: false, defaultValue: false);""",
        """m.AddColumn<string>("c", "t", nullable: false, defaultValue: "it's");""",
        """m.AddColumn<string>("c", "t", type: "jsonb", nullable: false, defaultValue: "");""",
        """m.AddColumn<int>("c", "t", nullable: false, defaultValue: -5); m.AddColumn<decimal>("d", "t", nullable: false, defaultValue: 1.50m);""",
        """m.AddColumn<decimal>("c", "t", type: "numeric", nullable: false, defaultValue: 0); m.AddColumn<decimal>("d", "t", type: "numeric(9,2)", nullable: false, defaultValue: 0m);""",
        """m.AddColumn<Guid>("c", "t", nullable: false, defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));""",
        """m.AddColumn<Guid>("c", "t", nullable: false, defaultValue: Guid.Empty);""",
        """m.AddColumn<DateTime>("c", "t", type: "timestamp with time zone", nullable: false, defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));""",
        """m.AddColumn<DateTime>("c", "t", type: "timestamp with time zone", nullable: false, defaultValue: new DateTime(2024, 2, 3, 4, 5, 6, 70, DateTimeKind.Utc));""",
        """m.AddColumn<DateTime>("c", "t", type: "timestamp without time zone", nullable: false, defaultValue: new DateTime(2024, 2, 3));""",
        """m.AddColumn<DateTimeOffset>("c", "t", nullable: false, defaultValue: new DateTimeOffset(new DateTime(2024, 2, 3), new TimeSpan(0, 0, 0, 0, 0)));""",
        """m.AddColumn<TimeSpan>("c", "t", nullable: false, defaultValue: new TimeSpan(1, 2, 3)); m.AddColumn<TimeSpan>("d", "t", nullable: false, defaultValue: new TimeSpan(0, 0, 0, 0, 0));""",
        """m.AddColumn<DateOnly>("c", "t", nullable: false, defaultValue: new DateOnly(2024, 2, 3)); m.AddColumn<TimeOnly>("d", "t", nullable: false, defaultValue: new TimeOnly(1, 2, 3));""",
        """m.AddColumn<byte[]>("c", "t", nullable: false, defaultValue: new byte[] { 1, 255 }); m.AddColumn<byte[]>("d", "t", nullable: false, defaultValue: new byte[0]);""",
        """m.AddColumn<string[]>("c", "t", nullable: false, defaultValue: new string[0]); m.AddColumn<List<string>>("d", "t", type: "text[]", nullable: false, defaultValue: new List<string>());""",
        """m.AddColumn<DateTime>("c", "t", nullable: false, defaultValueSql: "now()");""",
        """m.AddColumn<double>("c", "t", nullable: false, defaultValue: 0.5); m.AddColumn<long>("d", "t", nullable: false, defaultValue: 0L);""",

        // Columns: generated
        """m.AddColumn<int>("c", "t").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);""",
        """m.AddColumn<int>("c", "t", nullable: false, defaultValue: 0).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn);""",
        """m.AddColumn<long>("c", "t").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn);""",
        """m.AddColumn<int>("c", "t", computedColumnSql: "a + b", stored: true);""",
        """m.AddColumn<int>("c", "t", nullable: true, computedColumnSql: "a + b", stored: false);""",
        """m.AddColumn<string>("c", "t", collation: "C", comment: "what it is");""",
        """m.AddColumn<string>("c", "t", schema: "s"); m.DropColumn("c", "t", "s"); m.RenameColumn("a", "t", "b", "s");""",
        """m.DropColumn(table: "t", name: "xmin"); m.RenameColumn(newName: "b", name: "a", table: "t");""",

        // AlterColumn
        """m.AlterColumn<string>("c", "t", type: "text", nullable: true, oldClrType: typeof(string), oldType: "character varying(20)", oldMaxLength: 20, oldNullable: true);""",
        """m.AlterColumn<string>("c", "t", maxLength: 100, nullable: true, oldClrType: typeof(string), oldMaxLength: 50, oldNullable: true);""",
        """m.AlterColumn<long>("c", "t", oldClrType: typeof(int));""",
        """m.AlterColumn<long>("c", "t", nullable: false, oldClrType: typeof(int), oldType: "integer", oldNullable: true);""",
        """m.AlterColumn<string>("c", "t", type: "text", nullable: true);""",
        """m.AlterColumn<string>("c", "t", type: "text", nullable: false, oldType: "text", oldNullable: true);""",
        """m.AlterColumn<string>("c", "t", type: "text", nullable: false, defaultValue: "", oldType: "text", oldNullable: true);""",
        """m.AlterColumn<string>("c", "t", type: "text", nullable: false, defaultValueSql: "now()::text", oldType: "text", oldNullable: true);""",
        """m.AlterColumn<string>("c", "t", type: "text", nullable: true, oldType: "text", oldDefaultValue: "");""",
        """m.AlterColumn<int>("c", "t", nullable: false, defaultValue: 1, oldDefaultValue: 1);""",
        """m.AlterColumn<int>("c", "t", nullable: false, defaultValue: 2, oldDefaultValue: 1);""",
        """m.AlterColumn<DateTime>("c", "t", nullable: false, defaultValueSql: "now()", oldDefaultValueSql: "clock_timestamp()");""",
        """m.AlterColumn<DateTime>("c", "t", type: "timestamp with time zone", nullable: false, oldClrType: typeof(DateTime), oldType: "timestamp without time zone");""",
        """m.AlterColumn<string>("c", "t", collation: "C", oldCollation: null);""",
        """m.AlterColumn<string>("c", "t", oldCollation: "C");""",
        """m.AlterColumn<string>("c", "t", comment: "new", oldComment: "old");""",
        """m.AlterColumn<int>("c", "t", computedColumnSql: "a + b", stored: true, oldComputedColumnSql: "a", oldStored: true);""",
        """m.AlterColumn<int>("c", "t", nullable: true, oldComputedColumnSql: "a", oldStored: true);""",
        """m.AlterColumn<int>("c", "t").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);""",
        """m.AlterColumn<int>("c", "t").OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);""",
        """m.AlterColumn<int>("c", "t").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn).OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn);""",
        """m.AlterColumn<int>("c", "t").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn).OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn);""",
        """m.AlterColumn<long>("c", "t", schema: "s").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn);""",
        """m.AlterColumn<long>("c", "t").OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn);""",
        """m.AlterColumn<long>("c", "t", oldClrType: typeof(int)).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn).OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);""",
        """m.AlterColumn<int>("c", "t").Annotation("Npgsql:IdentitySequenceOptions", "'100', '2', '', '', 'True', '5'").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn).OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);""",
        """m.AlterColumn<uint>("xmin", "t", type: "xid", rowVersion: true, oldClrType: typeof(long));""",

        // Tables
        """
        m.CreateTable(
            name: "t",
            columns: table => new
            {
                Id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                Name = table.Column<string>(name: "the name", maxLength: 20, nullable: true, comment: "its name"),
                ParentId = table.Column<int>(nullable: false, defaultValue: 0),
                xmin = table.Column<uint>(type: "xid", rowVersion: true),
                Total = table.Column<decimal>(computedColumnSql: "1 + 2", stored: true),
            },
            schema: "s",
            constraints: table =>
            {
                table.PrimaryKey("PK_t", x => x.Id);
                table.UniqueConstraint("AK_t", x => new { x.Name, x.ParentId });
                table.CheckConstraint("CK_t", "\"Total\" > 0");
                table.ForeignKey(name: "FK_t", column: x => x.ParentId, principalSchema: "s", principalTable: "t", principalColumn: "Id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("FK_u", x => new { x.Id, x.ParentId }, "u", new[] { "a", "b" }, onUpdate: ReferentialAction.SetNull);
            },
            comment: "a table");
        """,
        """m.CreateTable("t", c => new { Id = c.Column<int>() }).Annotation("Npgsql:UnloggedTable", true);""",
        """m.DropTable("t"); m.DropTable(schema: "s", name: "T");""",
        """m.RenameTable("t", newName: "u"); m.RenameTable("t", "s", "u", "v"); m.RenameTable("t", newSchema: "s"); m.RenameTable("t", newName: "t");""",
        """m.AlterTable("t", comment: "new"); m.AlterTable("t").Annotation("Npgsql:UnloggedTable", true); m.AlterTable("t").OldAnnotation("Npgsql:UnloggedTable", true);""",
        """m.AlterTable("t").Annotation("Npgsql:StorageParameter:fillfactor", 70); m.AlterTable("t").Annotation("Npgsql:StorageParameter:fillfactor", 70).OldAnnotation("Npgsql:StorageParameter:fillfactor", 70); m.AlterTable("t").OldAnnotation("Npgsql:StorageParameter:fillfactor", 70);""",

        // Indexes
        """m.CreateIndex("ix", "t", "a"); m.CreateIndex("ix", "t", new[] { "a", "B" }, "s", true, "a > 0");""",
        """m.CreateIndex("ix", "t", "a").Annotation("Npgsql:CreatedConcurrently", true); m.CreateIndex("ix", "t", "a").Annotation("Npgsql:CreatedConcurrently", false);""",
        """m.CreateIndex("ix", "t", "a").Annotation("Npgsql:IndexMethod", "gin").Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });""",
        """m.CreateIndex("ix", "t", new[] { "a", "b" }, descending: new[] { false, true }).Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst, NullSortOrder.NullsLast });""",
        """m.CreateIndex("ix", "t", new[] { "a", "b" }, descending: new bool[0]).Annotation("Relational:Collation", new[] { "C", "" });""",
        """m.CreateIndex("ix", "t", "a", unique: true).Annotation("Npgsql:NullsDistinct", false).Annotation("Npgsql:IndexInclude", new[] { "b", "c" });""",
        """m.CreateIndex("ix", "t", "a").Annotation("Npgsql:IndexMethod", "GIN"); m.CreateIndex("a_name_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps", "t", "a");""",
        """m.DropColumn("name_mit_ä_die_länger_ist_als_die_dreiundsechzig_bytes_von_postgresql", "t"); m.DropIndex("ix"); m.DropIndex("ix", "t", "s"); m.DropIndex("ix").Annotation("Npgsql:CreatedConcurrently", true);""",
        """m.RenameIndex("a", "b"); m.RenameIndex("a", "b", "t", "s"); m.RenameIndex("a", "a", "t");""",

        // Constraints
        """m.AddForeignKey("fk", "t", "a", "u"); m.AddForeignKey("fk", "t", "a", "u", principalColumn: "id", onDelete: ReferentialAction.Restrict);""",
        """m.AddForeignKey(name: "fk", table: "t", columns: new[] { "a", "b" }, principalTable: "u", schema: "s", principalSchema: "r", principalColumns: new[] { "c", "d" }, onUpdate: ReferentialAction.SetDefault, onDelete: ReferentialAction.SetNull);""",
        """m.AddPrimaryKey("pk", "t", "a"); m.AddPrimaryKey("pk", "t", new[] { "a", "b" }, "s"); m.AddUniqueConstraint("ak", "t", "a"); m.AddUniqueConstraint("ak", "t", new[] { "a", "b" }, "s");""",
        """m.AddCheckConstraint("ck", "t", "a > 0"); m.AddCheckConstraint("ck", "t", "\"A\" IS NOT NULL", "s");""",
        """m.DropForeignKey("fk", "t"); m.DropPrimaryKey("pk", "t", "s"); m.DropUniqueConstraint("ak", "t"); m.DropCheckConstraint("ck", "t");""",

        // Data
        """m.InsertData("data", "a", 1, schema: "s"); m.InsertData("data", "a", new object[] { 1, 2, 3 }, "s");""",
        """m.InsertData("data", new[] { "a", "b" }, new object[] { 1, "x" }, "s");""",
        """m.InsertData(schema: "s", table: "data", columns: new[] { "a", "b" }, values: new object[,] { { 1, "x" }, { 2, null } });""",
        """m.InsertData("u", "a", "integer", 1); m.InsertData("u", new[] { "a", "b" }, new[] { "integer", "text" }, new object[,] { { 1, "x" }, { 2, "y" } });""",
        """m.UpdateData("data", "id", 1, "b", "x", "s"); m.UpdateData("data", "id", new object[] { 1, 2 }, "a", new object[] { 1, 2 }, "s");""",
        """m.UpdateData("data", new[] { "id", "id2" }, new object[] { 1, 2 }, new[] { "a", "b" }, new object[] { 1, "x" }, "s");""",
        """m.UpdateData("data", "id", 1, new[] { "a", "b" }, new object[] { 1, "x" }, "s");""",
        """m.UpdateData("data", "id", new object[] { 1, 2 }, new[] { "a", "b" }, new object[,] { { 1, "x" }, { 2, "y" } }, "s");""",
        """m.DeleteData("data", "id", 1, "s"); m.DeleteData("data", "id", new object[] { 1, 2 }, "s");""",
        """m.DeleteData("data", new[] { "a", "b" }, new object[,] { { 1, "x" }, { 3, "y" }, { 5, "z" } }, "s"); m.DeleteData("data", new[] { "a", "b" }, new object[] { 1, "x" }, "s");""",

        // Sequences, schemas, the database
        """m.CreateSequence("q"); m.CreateSequence<int>("q", "s", 5); m.AlterSequence("q", incrementBy: 2); m.DropSequence("q", "s");""",
        """m.RenameSequence("q", newName: "r"); m.RenameSequence("q", "s", "r", "v"); m.RestartSequence("q", 5); m.RestartSequence("q");""",
        """m.EnsureSchema("s"); m.EnsureSchema("public"); m.DropSchema("s");""",
        """m.AlterDatabase().Annotation("Npgsql:PostgresExtension:hstore", ",,").Annotation("Npgsql:PostgresExtension:s.citext", ",,");""",
        """m.AlterDatabase().Annotation("Npgsql:PostgresExtension:hstore", ",,").OldAnnotation("Npgsql:PostgresExtension:hstore", ",,");""",
        """m.AlterDatabase().Annotation("Npgsql:Enum:mood", "sad,ok").Annotation("Npgsql:Enum:s.color", "red");""",
        """m.AlterDatabase().Annotation("Npgsql:Enum:mood", "sad,ok,happy,wild").OldAnnotation("Npgsql:Enum:mood", "sad,ok").OldAnnotation("Npgsql:Enum:gone", "a");""",
        """m.AlterDatabase().Annotation("Npgsql:Enum:mood", "first,second,sad,x,y,ok,z").OldAnnotation("Npgsql:Enum:mood", "sad,ok");""",
        """m.EnsurePostgresExtension("hstore"); m.EnsurePostgresExtension("citext", "s");""",

        // Raw SQL
        """m.Sql("DROP INDEX CONCURRENTLY ix", suppressTransaction: true); m.Sql("UPDATE t SET a = 1; ALTER TABLE t ADD b int, DROP c");""",
    ]);

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Operations_AreThoseOfTheGeneratedSql(string body)
    {

        var source = MigrationSource.WithUp(body).Replace("MigrationBuilder migrationBuilder", "MigrationBuilder m", StringComparison.Ordinal);
        var compilation = MigrationSource.Compile([(MigrationSource.Path, source)]);

        var expected = NpgsqlSql.Commands(compilation, "App.Migrations.Test");
        var lowered = MigrationSource.Lower(compilation).Migration.Up;

        var actual = lowered.Statements.GroupBy(static s => s.Command).Select(static g => (g.All(static s => s.Transaction is null), g.SelectMany(static s => s.Operations)));
        Assert.Equal(
            string.Join("\n", expected.Where(static c => c.Operations.Count > 0).Select(static c => ComparableCommand.Text(c.Suppressed, c.Operations))),
            string.Join("\n", actual.Select(static c => ComparableCommand.Text(c.Item1, c.Item2))));
    }
}
