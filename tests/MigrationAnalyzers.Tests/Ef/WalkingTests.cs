using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Tests.Ef;

public sealed class WalkingTests
{
    [Theory]
    [InlineData("foreach (var t in new[] { \"a\", \"b\" }) migrationBuilder.DropTable(t);", "DropTable(Table: a)|DropTable(Table: b)")]
    [InlineData("foreach (string t in (string[])[\"a\", .. Names]) migrationBuilder.DropTable(t);", "DropTable(Table: a)|DropTable(Table: x)|DropTable(Table: y)")]
    [InlineData("foreach (var t in new List<string> { \"a\", \"b\" }) { migrationBuilder.DropTable(t); }", "DropTable(Table: a)|DropTable(Table: b)")]
    [InlineData("foreach (var (t, c) in new[] { (\"a\", \"b\"), (\"c\", \"d\") }) migrationBuilder.DropColumn(c, t);", "DropColumn(Column: b, Table: a)|DropColumn(Column: d, Table: c)")]
    [InlineData("foreach (var x in new[] { new { T = \"a\", C = \"b\" } }) migrationBuilder.DropColumn(x.C, x.T);", "DropColumn(Column: b, Table: a)")]
    [InlineData("foreach (var x in new Dictionary<string, string> { [\"a\"] = \"b\", [\"c\"] = \"d\" }) migrationBuilder.DropColumn(x.Value, x.Key);", "DropColumn(Column: b, Table: a)|DropColumn(Column: d, Table: c)")]
    [InlineData("foreach (var x in new Dictionary<string, string> { { \"c\", \"d\" } }) migrationBuilder.DropColumn(x.Value, x.Key);", "DropColumn(Column: d, Table: c)")]
    [InlineData("foreach (var t in Tables()) migrationBuilder.DropTable(t);", "DropTable(Table: a)|DropTable(Table: b)")]
    [InlineData("foreach (var t in \"a b\".Split(' ')) migrationBuilder.DropTable(t);", "DropTable(Table: a)|DropTable(Table: b)")]
    [InlineData("foreach (var t in Names.Select(n => n + \"1\")) migrationBuilder.DropTable(t);", "DropTable(Table: x1)|DropTable(Table: y1)")]
    [InlineData("new List<string> { \"a\", \"b\" }.ForEach(t => migrationBuilder.DropTable(t));", "DropTable(Table: a)|DropTable(Table: b)")]
    [InlineData("Array.ForEach(Names, t => migrationBuilder.DropTable(t));", "DropTable(Table: x)|DropTable(Table: y)")]
    [InlineData("for (var i = 0; i < Names.Length; i++) migrationBuilder.DropTable(Names[i]);", "DropTable(Table: x)|DropTable(Table: y)")]
    [InlineData("for (var i = 1; i <= 2; i += 1) migrationBuilder.DropTable($\"t{i}\");", "DropTable(Table: t1)|DropTable(Table: t2)")]
    [InlineData("foreach (var t in Names) { if (t == \"x\") continue; migrationBuilder.DropTable(t); }", "DropTable(Table: y)")]
    [InlineData("foreach (var t in Names) { migrationBuilder.DropTable(t); break; }", "DropTable(Table: x)")]
    public void Loop_OverKnownElements_IsUnrolled(string body, string expected) => Assert.Equal(
        expected.Replace('|', '\n'),
        MigrationSource.Up(body, """
            static readonly string[] Names = { "x", "y" };
            static IEnumerable<string> Tables() { yield return "a"; yield return "b"; }
            """));

    [Theory]
    [InlineData("foreach (var x in Environment.GetCommandLineArgs()) migrationBuilder.DropTable(\"t\");", "DropTable(Table: t) [Repeated]")]
    [InlineData("for (var i = 0; i < DateTime.Now.Year; i++) migrationBuilder.DropTable(\"t\");", "DropTable(Table: t) [Repeated]")]
    [InlineData("while (DateTime.Now.Year > 1) migrationBuilder.DropTable(\"t\");", "DropTable(Table: t) [Repeated]")]
    [InlineData("do { migrationBuilder.DropTable(\"t\"); } while (DateTime.Now.Year > 1);", "DropTable(Table: t) [Repeated]")]
    [InlineData("for (var i = 0; i < 1000; i++) migrationBuilder.DropTable(\"t\" + i);", "OpaqueOperation(Description: DropTable on a table or of a name that is chosen at run time) [Repeated]")]
    [InlineData("foreach (var x in Environment.GetCommandLineArgs()) { if (x == \"\") return; migrationBuilder.DropTable(\"t\"); } migrationBuilder.DropTable(\"u\");", "DropTable(Table: t) [Conditional, Repeated]|DropTable(Table: u) [Conditional]")]
    public void Loop_OfUnknownLength_IsRepeated(string body, string expected) => Assert.Equal(expected.Replace('|', '\n'), MigrationSource.Up(body));

    [Fact]
    public void Variable_ChangedInALoop_IsNotKnown() => Assert.Equal(
        "OpaqueOperation(Description: DropTable on a table or of a name that is chosen at run time) [Repeated]",
        MigrationSource.Up("""
            var t = "a";
            while (DateTime.Now.Year > 1) { migrationBuilder.DropTable(t); t = "b"; }
            """));

    [Theory]
    [InlineData("if (migrationBuilder.ActiveProvider == \"Npgsql.EntityFrameworkCore.PostgreSQL\") {0} else {1}")]
    [InlineData("if (\"Npgsql.EntityFrameworkCore.PostgreSQL\" == migrationBuilder.ActiveProvider) {0} else {1}")]
    [InlineData("if (migrationBuilder.ActiveProvider != \"Npgsql.EntityFrameworkCore.PostgreSQL\") {1} else {0}")]
    [InlineData("if (migrationBuilder.ActiveProvider.Contains(\"Npgsql\")) {0} else {1}")]
    [InlineData("if (migrationBuilder.ActiveProvider.ToLowerInvariant().Contains(\"npgsql\")) {0} else {1}")]
    [InlineData("if (migrationBuilder.ActiveProvider?.EndsWith(\"PostgreSQL\", StringComparison.OrdinalIgnoreCase) == true) {0} else {1}")]
    [InlineData("if (string.Equals(migrationBuilder.ActiveProvider, \"Npgsql.EntityFrameworkCore.PostgreSQL\", StringComparison.Ordinal)) {0}")]
    [InlineData("if (migrationBuilder.ActiveProvider is \"Npgsql.EntityFrameworkCore.PostgreSQL\") {0} else {1}")]
    [InlineData("if (migrationBuilder.IsNpgsql()) {0} else {1}")]
    [InlineData("if (!migrationBuilder.IsNpgsql()) {1} else {0}")]
    [InlineData("if (migrationBuilder.IsSqlite() || DateTime.Now.Year > 1 && !migrationBuilder.IsNpgsql()) {1} else {0}")]
    [InlineData("if (!migrationBuilder.IsNpgsql()) return; {0}")]
    [InlineData("switch (migrationBuilder.ActiveProvider) {{ case \"Microsoft.EntityFrameworkCore.Sqlite\": {1} break; case \"Npgsql.EntityFrameworkCore.PostgreSQL\": {0} break; default: {1} break; }}")]
    [InlineData("switch (migrationBuilder.ActiveProvider) {{ case \"Microsoft.EntityFrameworkCore.Sqlite\": {1} break; default: {0} break; }}")]
    [InlineData("var pg = migrationBuilder.ActiveProvider == \"Npgsql.EntityFrameworkCore.PostgreSQL\"; if (pg) {0} else {1}")]
    [InlineData("if (IsPostgres(migrationBuilder)) {0} else {1}")]
    [InlineData("if (Never) {1} else {0}")]
    public void ProviderCheck_SelectsTheBranch(string body) => Assert.Equal(
        "DropTable(Table: t)",
        MigrationSource.Up(
            string.Format(null, body, "{ migrationBuilder.DropTable(\"t\"); }", "{ migrationBuilder.DropTable(\"other\"); }"),
            """
            const bool Never = false;
            static bool IsPostgres(MigrationBuilder builder) => builder.ActiveProvider.StartsWith("Npgsql");
            """,
            ("/Sqlite.cs", """
                namespace Microsoft.EntityFrameworkCore;
                using Microsoft.EntityFrameworkCore.Migrations;
                public static class SqliteMigrationBuilderExtensions
                {
                    public static bool IsSqlite(this MigrationBuilder builder) => builder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite";
                }
                """)));

    [Theory]
    [InlineData("migrationBuilder.Sql(migrationBuilder.IsNpgsql() ? \"DROP TABLE t\" : \"nonsense\");")]
    [InlineData("migrationBuilder.Sql(migrationBuilder.ActiveProvider switch { \"Npgsql.EntityFrameworkCore.PostgreSQL\" => \"DROP TABLE t\", _ => throw new NotSupportedException() });")]
    [InlineData("var sql = \"nonsense\"; if (migrationBuilder.IsNpgsql()) sql = \"DROP TABLE t\"; migrationBuilder.Sql(sql);")]
    [InlineData("string sql = null; sql ??= \"DROP TABLE t\"; migrationBuilder.Sql(sql ?? \"x\");")]
    public void Condition_OnAConstant_SelectsTheText(string body) => Assert.Equal("DropTable(Table: t)", MigrationSource.Up(body));

    [Theory]
    [InlineData("if (DateTime.Now.Year > 1) migrationBuilder.DropTable(\"t\"); else migrationBuilder.DropTable(\"u\"); migrationBuilder.DropTable(\"v\");", "DropTable(Table: t) [Conditional]|DropTable(Table: u) [Conditional]|DropTable(Table: v)")]
    [InlineData("if (DateTime.Now.Year > 1) return; migrationBuilder.DropTable(\"t\");", "DropTable(Table: t) [Conditional]")]
    [InlineData("if (DateTime.Now.Year > 1) throw new Exception(); migrationBuilder.DropTable(\"t\");", "DropTable(Table: t)")]
    [InlineData("switch (DateTime.Now.Year) { case 1: migrationBuilder.DropTable(\"t\"); break; case 2: return; } migrationBuilder.DropTable(\"u\");", "DropTable(Table: t) [Conditional]|DropTable(Table: u) [Conditional]")]
    [InlineData("try { migrationBuilder.DropTable(\"t\"); } catch (Exception) { migrationBuilder.DropTable(\"u\"); } finally { migrationBuilder.DropTable(\"v\"); }", "DropTable(Table: t)|DropTable(Table: u) [Conditional]|DropTable(Table: v)")]
    [InlineData("using (new MemoryStream()) { migrationBuilder.DropTable(\"t\"); } lock (this) migrationBuilder.DropTable(\"u\");", "DropTable(Table: t)|DropTable(Table: u)")]
    [InlineData("_ = DateTime.Now.Year > 1 ? migrationBuilder.DropTable(\"t\") : null;", "DropTable(Table: t) [Conditional]")]
    [InlineData("return; migrationBuilder.DropTable(\"t\");", "")]
    [InlineData("{ migrationBuilder.DropTable(\"t\"); throw new Exception(); }", "DropTable(Table: t)")]
    public void Condition_ThatIsNotKnown_TakesAllPaths(string body, string expected) => Assert.Equal(expected.Replace('|', '\n'), MigrationSource.Up(body));

    [Theory]
    [InlineData("Drop(migrationBuilder, \"t\");", "static void Drop(MigrationBuilder b, string table) => b.DropTable(table);")]
    [InlineData("Drop(table: \"t\", b: migrationBuilder);", "void Drop(MigrationBuilder b, string table, string schema = null) { b.DropTable(table, schema); }")]
    [InlineData("migrationBuilder.DropIt(\"t\");", "", "static class Extensions { public static void DropIt(this Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b, string table) => b.DropTable(table); }")]
    [InlineData("void Local(string table) => migrationBuilder.DropTable(table); Local(\"t\");", "")]
    [InlineData("Action<string> drop = table => migrationBuilder.DropTable(table); drop(\"t\");", "")]
    [InlineData("Action<MigrationBuilder, string> drop = Drop; drop(migrationBuilder, \"t\");", "static void Drop(MigrationBuilder b, string table) => b.DropTable(table);")]
    [InlineData("Apply(b => b.DropTable(\"t\"), migrationBuilder);", "static void Apply(Action<MigrationBuilder> action, MigrationBuilder b) => action(b);")]
    [InlineData("_builder = migrationBuilder; Drop();", "MigrationBuilder _builder; void Drop() => _builder.DropTable(\"t\");")]
    [InlineData("var b = migrationBuilder; b.DropTable(\"t\");", "")]
    [InlineData("Drop<string>(migrationBuilder);", "static void Drop<T>(MigrationBuilder b) => b.DropTable(\"t\");")]
    [InlineData("Drop(migrationBuilder);", "protected virtual void Drop(MigrationBuilder b) => b.DropTable(\"t\");")]
    [InlineData("new Outside(migrationBuilder).Run();", "class Outside(MigrationBuilder b) { public void Run() => b.DropTable(\"t\"); }")]
    [InlineData("new Outside(migrationBuilder);", "class Outside { public Outside(MigrationBuilder b) { b.DropTable(\"t\"); } }")]
    [InlineData("new Outside { Builder = migrationBuilder }.Run();", "class Outside { public MigrationBuilder Builder { get; set; } public void Run() => Builder.DropTable(\"t\"); }")]
    [InlineData("new Helper().Drop(migrationBuilder);", "class Helper { public void Drop(MigrationBuilder b) => b.DropTable(Name); const string Name = \"t\"; }")]
    public void Helper_IsFollowed(string body, string members, string other = "") =>
        Assert.Equal("DropTable(Table: t)", MigrationSource.Up(body, members, ("/Other.cs", other)));

    [Fact]
    public void GenericHelper_KnowsItsType() => Assert.Equal(
        "AddColumn(Column: ColumnDefinition(Name: c, Type: uuid), Table: t)",
        MigrationSource.Up("Add<Guid>(migrationBuilder);", "static void Add<T>(MigrationBuilder b) => b.AddColumn<T>(\"c\", \"t\");"));

    [Theory]
    [InlineData("Drop(migrationBuilder, 3);", "static void Drop(MigrationBuilder b, int n) { b.DropTable(\"t\"); Drop(b, n - 1); }", "DropTable(Table: t)|OpaqueOperation(Description: Test.Drop)")]
    [InlineData("migrationBuilder.DropTable(\"t\"); new System.Runtime.CompilerServices.StrongBox<MigrationBuilder>(migrationBuilder).ToString();", "", "DropTable(Table: t)|OpaqueOperation(Description: new StrongBox)")]
    [InlineData("migrationBuilder.Operations.Add(new DropTableOperation { Name = \"t\" });", "", "OpaqueOperation(Description: DropTableOperation)")]
    [InlineData("migrationBuilder.Operations.Clear();", "", "OpaqueOperation(Description: Operations.Clear)")]
    [InlineData("Abstract.Run(migrationBuilder);", "static IHelper Abstract; interface IHelper { void Run(MigrationBuilder b); }", "OpaqueOperation(Description: IHelper.Run)")]
    public void WhatCannotBeFollowed_IsOpaque(string body, string members, string expected) => Assert.Equal(expected.Replace('|', '\n'), MigrationSource.Up(body, members));

    [Theory]
    [InlineData("ArgumentNullException.ThrowIfNull(migrationBuilder);")]
    [InlineData("Console.WriteLine(migrationBuilder);")]
    [InlineData("if (migrationBuilder == null) throw new ArgumentNullException(nameof(migrationBuilder));")]
    [InlineData("var other = new MigrationBuilder(\"x\"); other.DropTable(\"t\");")]
    [InlineData("var x = migrationBuilder.ToString();")]
    public void WhatDoesNothingToTheBuilder_IsLeftOut(string body) => Assert.Equal("", MigrationSource.Up(body));

    [Theory]
    [InlineData("var ix = migrationBuilder.CreateIndex(\"ix\", \"t\", \"a\"); ix.Annotation(\"Npgsql:CreatedConcurrently\", true);", "CreateIndex(Name: ix, Keys: [a], Concurrently: true, Table: t) [no transaction]")]
    [InlineData("migrationBuilder.CreateIndex(\"ix\", \"t\", \"a\").Annotation(\"Npgsql:\" + Key, Value);", "CreateIndex(Name: ix, Keys: [a], Concurrently: true, Table: t) [no transaction]")]
    [InlineData("var ix = migrationBuilder.CreateIndex(\"ix\", \"t\", \"a\"); if (DateTime.Now.Year > 1) ix.Annotation(\"Npgsql:CreatedConcurrently\", true);", "OpaqueOperation(Description: CreateIndex: the annotation 'Npgsql:CreatedConcurrently' depends on a condition)")]
    public void Annotation_IsFound(string body, string expected) =>
        Assert.Equal(expected, MigrationSource.Up(body, "const string Key = \"CreatedConcurrently\"; static readonly bool Value = true;"));

    [Theory]
    [InlineData("var b = new StringBuilder(\"DROP \"); b.Append(\"TABLE \").Append('t').AppendLine(); migrationBuilder.Sql(b.ToString());")]
    [InlineData("var b = new StringBuilder(); b.Append($\"DROP {\"TABLE\"} {'t'}\"); b.AppendFormat(\" {0}\", \"CASCADE\").Replace(\"x\", \"y\"); migrationBuilder.Sql(\"DROP TABLE t\");")]
    [InlineData("migrationBuilder.Sql(string.Join(\" \", new[] { \"DROP\", \"TABLE\", \"t\" }));")]
    [InlineData("migrationBuilder.Sql(string.Join(' ', \"DROP\", \"TABLE\", \"t\"));")]
    [InlineData("migrationBuilder.Sql(string.Concat(\"DROP \", \"TABLE \", \"t\"));")]
    [InlineData("migrationBuilder.Sql(FormattableString.Invariant($\"DROP TABLE {\"t\"}\"));")]
    [InlineData("migrationBuilder.Sql(string.Create(CultureInfo.InvariantCulture, $\"DROP TABLE {\"t\"}\"));")]
    [InlineData("migrationBuilder.Sql(string.Format(CultureInfo.InvariantCulture, \"{0} TABLE {1}\", \"DROP\", nameof(t)));")]
    [InlineData("migrationBuilder.Sql(\"  DROP TABLE t;;\".Trim().TrimEnd(';').Substring(0));")]
    [InlineData("migrationBuilder.Sql(\"drop table t\".ToUpper().ToLower());")]
    [InlineData("migrationBuilder.Sql($\"DROP TABLE {Table.t}\");")]
    [InlineData("var (verb, name) = (\"DROP\", \"t\"); migrationBuilder.Sql($\"{verb} TABLE {name}\");")]
    [InlineData("migrationBuilder.Sql(@$\"DROP{Environment.NewLine}TABLE t\");")]
    public void Text_IsPutTogether(string body) =>
        Assert.Equal("DropTable(Table: t)", MigrationSource.Up(body, "enum Table { t } const string t = \"\";"));

    [Fact]
    public void BaseClass_IsFollowed()
    {
        const string @base = """
            using Microsoft.EntityFrameworkCore.Migrations;
            namespace App.Migrations;
            public abstract class Base : Migration
            {
                protected abstract string Table { get; }
                protected override void Up(MigrationBuilder b) { b.DropTable(Table); Extra(b); }
                protected virtual void Extra(MigrationBuilder b) => b.DropTable("base");
            }
            """;
        var source = MigrationSource.Usings + """
            namespace App.Migrations;
            public class Test : Base
            {
                protected override string Table => "t";
                protected override void Extra(MigrationBuilder b) { base.Extra(b); b.DropTable("extra"); }
            }
            """;

        var migration = MigrationSource.Read(source, others: ("/Base.cs", @base));

        Assert.Equal("DropTable(Table: t)\nDropTable(Table: base)\nDropTable(Table: extra)", OperationText.Of(migration.Up));
        Assert.Equal(["Test", "Extra", "DropTable"], migration.Up.Operations.Select(o => MigrationSource.At(source, o.Origin.Location)));
        Assert.Equal("/Base.cs", migration.Up.Operations.First().Origin.Inner.Path);
        Assert.Equal("DropTable", MigrationSource.At(@base, migration.Up.Operations.First().Origin.Inner));
    }

    [Fact]
    public void HelperOutside_IsShownAtTheCallOfIt()
    {
        const string helper = """
            using Microsoft.EntityFrameworkCore.Migrations;
            namespace App;
            public static class Helper
            {
                public static void Drop(this MigrationBuilder b, string table) { b.DropTable(table); b.Sql("DROP TABLE a"); b.Sql($"DROP TABLE {table}"); }
            }
            """;
        var source = MigrationSource.WithUp("App.Helper.Drop(migrationBuilder, \"t\");");

        var migration = MigrationSource.Read(source, others: ("/Helper.cs", helper));

        Assert.All(migration.Up.Operations, o => Assert.Equal("Drop", MigrationSource.At(source, o.Origin.Location)));
        Assert.Equal(["DropTable", "DROP TABLE", "DROP TABLE"], migration.Up.Operations.Select(o => MigrationSource.At(helper, o.Origin.Inner)));
    }

    [Fact]
    public void HelperInside_IsShownInside()
    {
        var source = MigrationSource.WithUp("Drop(migrationBuilder, \"t\");", "static void Drop(MigrationBuilder b, string table) => b.DropTable(table);");

        var operation = MigrationSource.Read(source).Up.Operations.Single();

        Assert.Equal("DropTable", MigrationSource.At(source, operation.Origin.Location));
        Assert.True(operation.Origin.Inner.IsNone);
    }

    [Theory]
    [InlineData("migrationBuilder.AddColumn<int>(\"c\", \"t\");", "AddColumn")]
    [InlineData("migrationBuilder.CreateTable(\"t\", c => new { Id = c.Column<int>() });", "CreateTable")]
    [InlineData("migrationBuilder?.DropTable(\"t\");", "DropTable")]
    [InlineData("migrationBuilder\n.CreateIndex(\"ix\", \"t\", \"a\").Annotation(\"Npgsql:CreatedConcurrently\", true);", "CreateIndex")]
    public void Call_IsShownAtItsName(string body, string expected)
    {
        var source = MigrationSource.WithUp(body);

        Assert.Equal(expected, MigrationSource.At(source, MigrationSource.Read(source).Up.Operations.Single().Origin.Location));
    }

    [Fact]
    public void Schema_ChosenAtRunTime_KeepsTablesTogether()
    {
        var up = MigrationSource.Up(
            "migrationBuilder.DropTable(\"t\", _schema); migrationBuilder.CreateIndex(\"ix\", \"t\", \"a\", schema: _schema);",
            "readonly string _schema; public Test(DbContext context) => _schema = context.ToString(); public Test() { }");

        Assert.Equal("DropTable(Table: {_schema}.t)\nCreateIndex(Name: ix, Keys: [a], Table: {_schema}.t)", up);
    }

    [Theory]
    [InlineData("var s = \"a\"; for (var i = 0; i < 90; i++) s = s + s; migrationBuilder.Sql(s);", "UnknownSql(Reason: the text is too long)")]
    [InlineData("var s = \"a\"; for (var i = 0; i < 90; i++) s += s; migrationBuilder.Sql(s);", "UnknownSql(Reason: the text is too long)")]
    [InlineData("var s = \"a\"; for (var i = 0; i < 90; i++) s = s.Replace(\"a\", \"aaaa\"); migrationBuilder.Sql(s);", "UnknownSql(Reason: the text is too long)")]
    [InlineData("var s = \"a\"; for (var i = 0; i < 90; i++) s = $\"{s}{s}\"; migrationBuilder.Sql(s);", "UnknownSql(Reason: the text is too long)")]
    [InlineData("for (var i = 0; i < 90; i++) for (var j = 0; j < 90; j++) for (var k = 0; k < 90; k++) { var x = i + j + k; }", "OpaqueOperation(Description: more work than is followed)")]
    public void CodeThatGrowsWithoutEnd_IsGivenUp(string body, string expected) => Assert.Equal(expected, MigrationSource.Up(body));
}
