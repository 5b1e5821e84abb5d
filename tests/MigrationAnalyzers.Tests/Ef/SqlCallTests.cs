using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Tests.Ef;

public sealed class SqlCallTests
{
    [Fact]
    public void Literal_GivesItsStatements() => Assert.Equal(
        """
        CreateIndex(Name: ix, Keys: [a], Table: t)
        DropTable(Table: u)
        """,
        MigrationSource.Up("""migrationBuilder.Sql("CREATE INDEX ix ON t (a); DROP TABLE u");"""));

    [Theory]
    [InlineData("suppressTransaction: true", " [no transaction]")]
    [InlineData("suppressTransaction: false", "")]
    [InlineData("true", " [no transaction]")]
    [InlineData("suppressTransaction: DateTime.Now.Year > 2020", " [transaction not known]")]
    public void SuppressTransaction_DecidesTheTransaction(string argument, string expected) => Assert.Equal(
        "DropTable(Table: u)" + expected,
        MigrationSource.Up($"migrationBuilder.Sql(\"DROP TABLE u\", {argument});"));

    [Fact]
    public void SuppressTransaction_BeforeTheSql_IsHonoured() => Assert.Equal(
        "DropTable(Table: u) [no transaction]",
        MigrationSource.Up("""migrationBuilder.Sql(suppressTransaction: true, sql: "DROP TABLE u");"""));

    [Fact]
    public void StatementsOfOneCall_AreOneCommand()
    {
        var migration = MigrationSource.Read(MigrationSource.WithUp("""
            migrationBuilder.Sql("DROP TABLE a; DROP TABLE b");
            migrationBuilder.Sql("DROP TABLE c");
            """));

        Assert.Equal([0, 0, 1], migration.Up.Statements.Select(static s => s.Command));
    }

    /// <summary>
    /// Each source drops a table; « » mark what its statement maps to, which is DROP TABLE up to where the literals allow. The first character of what is
    /// before tests that an escape does not move the rest.
    /// </summary>
    [Theory]
    [InlineData("""migrationBuilder.Sql("«DROP TABLE» t");""")]
    [InlineData("""migrationBuilder.Sql("/*\x41\u00e9\U0001F600é\"*/ «DROP TABLE» t");""")]
    [InlineData("""migrationBuilder.Sql("\t\r\n «DROP\tTABLE» t");""")]
    [InlineData("""migrationBuilder.Sql(@"/* "" \ é */ «DROP TABLE» t");""")]
    [InlineData("migrationBuilder.Sql(\"\"\"/* \" é */ «DROP TABLE» t\"\"\");")]
    [InlineData("migrationBuilder.Sql(\"\"\"\n        /* a\n          b */\n        «DROP TABLE» t\n        \"\"\");")]
    [InlineData("migrationBuilder.Sql(\"\"\"\n        SELECT 1;\n\n          «DROP\n            TABLE» t\n        \"\"\");")]
    [InlineData("""migrationBuilder.Sql($"/*{{{1}}}*/ «DROP TABLE» t");""")]
    [InlineData("""migrationBuilder.Sql($@"/*{{{1}""}}*/ «DROP TABLE» t");""")]
    [InlineData("migrationBuilder.Sql($\"\"\"/*{1}\"*/ «DROP TABLE» t\"\"\");")]
    [InlineData("migrationBuilder.Sql($$\"\"\"\n        /*{{1}} {x}\n          */\n        «DROP TABLE» t\n        \"\"\");")]
    [InlineData("""migrationBuilder.Sql("/* */ " + "«DROP TABLE» t");""")]
    [InlineData("""migrationBuilder.Sql("/* */ «DR" + "OP TABLE» t");""")]
    [InlineData("""var sql = "/* */ «DROP TABLE» t"; migrationBuilder.Sql(sql);""")]
    [InlineData("""const string sql = "/* */ «DROP TABLE» t"; migrationBuilder.Sql(sql);""")]
    [InlineData("""migrationBuilder.Sql(("/* */ «DROP TABLE» t").Trim());""")]
    [InlineData("""migrationBuilder.Sql("/* x */ «DROP TABLE» t".Replace("x", "longer"));""")]
    [InlineData("""migrationBuilder.Sql(string.Format("/* {0} */ «DROP TABLE» t", "longer"));""")]
    [InlineData("""migrationBuilder.Sql(true ? "«DROP TABLE» t" : "x");""")]
    [InlineData("""var sql = "SELECT 1;"; sql += "«DROP TABLE» t"; migrationBuilder.Sql(sql);""")]
    [InlineData("""migrationBuilder.Sql($"«DROP {Kind}» t");""", "const string Kind = \"TABLE\";")]
    [InlineData("""migrationBuilder.Sql($"«DR{Verb} TABLE» t");""", "const string Verb = \"OP\";")]
    [InlineData("""migrationBuilder.Sql("«DR" + Verb + " TABLE» t");""", "const string Verb = \"OP\";")]
    [InlineData("""migrationBuilder.Sql(«Statement»);""", "const string Statement = \"DROP TABLE t\";")]
    [InlineData("""migrationBuilder.Sql(«Statement»);""", "static readonly string Statement = \"DROP TABLE t\";")]
    [InlineData("""migrationBuilder.Sql(«Statement»);""", "static string Statement => \"DROP TABLE t\";")]
    [InlineData("""migrationBuilder.Sql(«Statement("t")»);""", "static string Statement(string table) => $\"DROP TABLE {table}\";")]
    [InlineData("""Run(migrationBuilder, "«DROP TABLE» t");""", "static void Run(MigrationBuilder builder, string sql) => builder.Sql(sql);")]
    [InlineData("""migrationBuilder.Operations.Add(new SqlOperation { Sql = "«DROP TABLE» t" });""")]
    public void Text_MapsToItsCharacters(string body, string members = "")
    {
        var marked = MigrationSource.WithUp(body, members);
        var start = marked.IndexOf('«', StringComparison.Ordinal);
        var source = marked.Replace("«", "", StringComparison.Ordinal);
        var end = source.IndexOf('»', StringComparison.Ordinal);
        source = source.Replace("»", "", StringComparison.Ordinal);

        var migration = MigrationSource.Read(source);

        var drop = migration.Up.Operations.OfType<DropTable>().Single();
        Assert.Equal(source[start..end], MigrationSource.At(source, drop.Origin.Location));
        Assert.Equal(start, drop.Origin.Location.Start);
    }

    [Fact]
    public void Const_LeadsToItsLiteral()
    {
        var source = MigrationSource.WithUp("migrationBuilder.Sql(Statement);", """const string Statement = "/* \t */ DROP TABLE t";""");

        var drop = MigrationSource.Read(source).Up.Operations.Single();

        Assert.Equal("DROP TABLE", MigrationSource.At(source, drop.Origin.Inner));
    }

    [Fact]
    public void ConstOfAnotherFile_IsShownWhereItIsUsed()
    {
        const string texts = "namespace App.Migrations; static class Texts { public const string Drop = \"DROP TABLE t\"; }";
        var source = MigrationSource.WithUp("migrationBuilder.Sql(Texts.Drop);");

        var drop = MigrationSource.Read(source, others: ("/Texts.cs", texts)).Up.Operations.Single();

        Assert.Equal("Texts.Drop", MigrationSource.At(source, drop.Origin.Location));
        Assert.Equal("/Texts.cs", drop.Origin.Inner.Path);
        Assert.Equal("DROP TABLE", MigrationSource.At(texts, drop.Origin.Inner));
    }

    [Theory]
    [InlineData("migrationBuilder.Sql(File.ReadAllText(\"a.sql\"));", "it is read from a file at run time (File.ReadAllText)", "File.ReadAllText(\"a.sql\")", null)]
    [InlineData("migrationBuilder.Sql(suppressTransaction: true, sql: $\"DROP TABLE {Name()}\");", "the result of 'Double.ToString' is not known", "Name()", "Math.Sqrt(2).ToString()")]
    [InlineData("migrationBuilder.Sql($\"DROP TABLE {DateTime.Now}\");", "the value of 'DateTime.Now' is not known", "DateTime.Now", null)]
    [InlineData("foreach (var t in Environment.GetCommandLineArgs()) migrationBuilder.Sql(\"DROP TABLE \" + t);", "the value of the loop variable 't' is not known", "t", "Environment.GetCommandLineArgs()")]
    [InlineData("var t = \"a\"; if (DateTime.Now.Year > 2000) { t = \"b\"; } migrationBuilder.Sql(t);", "the value of 't' depends on a condition", "t", "if (DateTime.Now.Year > 2000) { t = \"b\"; }")]
    [InlineData("Run(migrationBuilder, Name());", "the result of 'Double.ToString' is not known", "sql", "Math.Sqrt(2).ToString()")]
    [InlineData("migrationBuilder.Sql(Field);", "the value of the field 'Field' is not known", "Field", null)]
    [InlineData("using var reader = new StreamReader(GetType().Assembly.GetManifestResourceStream(\"x\")); migrationBuilder.Sql(reader.ReadToEnd());", "it is read from a file or a resource at run time (StreamReader.ReadToEnd)", "reader.ReadToEnd()", null)]
    public void UnknownText_SaysWhichPart(string body, string reason, string place, string? inner)
    {
        var source = MigrationSource.WithUp(body, """
            static string Field = "DROP TABLE t";
            static string Name() => Math.Sqrt(2).ToString();
            static void Run(MigrationBuilder b, string sql) => b.Sql(sql);
            """);

        var unknown = Assert.IsType<UnknownSql>(MigrationSource.Read(source).Up.Operations.Single());

        Assert.Equal(reason, unknown.Reason);
        Assert.Equal(place, MigrationSource.At(source, unknown.Origin.Location));
        Assert.Equal(inner ?? "", MigrationSource.At(source, unknown.Origin.Inner));
    }

    [Fact]
    public void UnknownTextOfAHelperOutside_IsShownAtTheCallOfIt()
    {
        var source = MigrationSource.WithUp("App.Helper.Run(migrationBuilder);");

        var unknown = MigrationSource.Read(
            source,
            others: ("/Helper.cs", "namespace App; static class Helper { public static void Run(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) => b.Sql(System.IO.File.ReadAllText(\"x\")); }"))
            .Up.Operations.Single();

        Assert.Equal("Run", MigrationSource.At(source, unknown.Origin.Location));
        Assert.Equal("/Helper.cs", unknown.Origin.Inner.Path);
    }
}
