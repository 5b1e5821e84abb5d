using MigrationAnalyzers.Ef.Designer;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Tests.Consistency;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.Tests.Ef;

public sealed class DesignerTests
{
    private static readonly Lazy<IReadOnlyList<(string Id, Migration Migration, SchemaCatalog Replayed, SchemaCatalog Model)>> s_shop = new(ReplayShop);

    public static TheoryData<string> ShopMigrations => [.. ShopIds()];

    /// <summary>What EF Core itself scaffolded, against what the migrations leave: the same, as far as both know.</summary>
    [Theory]
    [MemberData(nameof(ShopMigrations))]
    public void ScaffoldedDesigner_AgreesWithTheReplay(string id)
    {
        var (_, _, replayed, model) = s_shop.Value.Single(s => s.Id == id);

        Assert.Equal(replayed.Tables.Keys.Select(static t => t.ToString()).Order(StringComparer.Ordinal), model.Tables.Keys.Select(static t => t.ToString()).Order(StringComparer.Ordinal));
        Assert.All(model.Tables.Values, table =>
        {
            var other = replayed.Find(table.Name)!;
            Assert.Equal(Lines(other), Lines(table));
        });
    }

    /// <summary>A squashed history: the oldest migrations are gone, and nothing that is said in their place is wrong.</summary>
    [Theory]
    [MemberData(nameof(ShopMigrations))]
    public void MissingMigrations_LeaveWhatTheDesignersKnow(string oldest)
    {
        var kept = s_shop.Value.SkipWhile(s => s.Id != oldest).ToList();
        var history = new SchemaHistory(kept.Select(static s => s.Migration));
        foreach (var (before, after) in kept.Zip(kept.Skip(1)))
        {
            var found = history.Before(after.Id);
            Assert.All(found.Tables.Values, table =>
            {
                var whole = before.Replayed.Find(table.Name)!;
                Assert.Empty(Lines(table).Except(Lines(whole)));
                Assert.True(table.IsComplete == whole.IsComplete || !table.IsComplete);
            });
            Assert.All(after.Migration.Up.Operations.OfType<AddColumn>(), add => Assert.NotEmpty(found.Find(add.Table)!.Columns));
        }
    }

    [Fact]
    public void DefaultNamesAndSchema_AreThoseOfEf() => Assert.Equal(
        """
        shop.Orders
          Id int4 NOT NULL
          PublicId uuid NOT NULL DEFAULT gen_random_uuid()
          UserId int4
          AK AK_Orders_PublicId (PublicId)
          PK PK_Orders (Id)
          FK FK_Orders_Users_UserId (UserId) shop.Users (Id) SetNull
          IX IX_Orders_UserId (UserId)
        shop.Users
          Id int4 NOT NULL
          PK PK_Users (Id)
        """,
        Read("""
            modelBuilder.HasDefaultSchema("shop").HasAnnotation("ProductVersion", "8.0.0");
            modelBuilder.Entity("M.Order", b =>
            {
                b.Property<int>("Id").ValueGeneratedOnAdd().HasColumnType("integer");
                NpgsqlPropertyBuilderExtensions.UseIdentityByDefaultColumn(b.Property<int>("Id"));
                b.Property<Guid>("PublicId").HasColumnType("uuid").HasDefaultValueSql("gen_random_uuid()");
                b.Property<int?>("UserId").HasColumnType("integer");
                b.HasKey("Id");
                b.HasAlternateKey("PublicId");
                b.HasIndex("UserId");
                b.ToTable("Orders", "shop");
            });
            modelBuilder.Entity("M.User", b =>
            {
                b.Property<int>("Id").HasColumnType("integer");
                b.HasKey("Id");
                b.ToTable("Users");
            });
            modelBuilder.Entity("M.Order", b =>
            {
                b.HasOne("M.User", "User").WithMany("Orders").HasForeignKey("UserId").OnDelete(DeleteBehavior.SetNull);
                b.Navigation("User");
            });
            """));

    [Fact]
    public void ColumnsAndIndexes_AreReadInEveryForm() => Assert.Equal(
        """
        items
          amount numeric(12,2) NOT NULL DEFAULT 0.0
          code varchar(3) NOT NULL DEFAULT 'it''s'
          count int4 NOT NULL DEFAULT -1
          full_name text
          instant timestamptz ?
          number int4 NOT NULL
          CHECK ck_items (amount > 0)
          PK pk (number)
          IX UNIQUE gin ix_a (full_name DESC) INCLUDE (code) WHERE code IS NOT NULL
          IX ix_b (amount, code)
        """,
        Read("""
            modelBuilder.Entity("M.Item", b =>
            {
                b.Property<int>("Number").HasColumnType("integer").HasColumnName("number").HasAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn);
                b.Property<decimal>("Amount").HasColumnType("numeric(12,2)").HasColumnName("amount").HasDefaultValue(0m);
                b.Property<int>("Count").HasColumnType("integer").HasColumnName("count").HasDefaultValue(-1);
                b.Property<string>("Code").IsRequired().HasColumnType("character varying(3)").HasColumnName("code").HasDefaultValue("it's");
                b.Property<string>("FullName").HasColumnType("text").HasColumnName("full_name").HasComputedColumnSql("code || 'x'", true);
                b.Property<Instant>("Instant").HasColumnType("timestamp with time zone").HasColumnName("instant");
                b.HasKey("Number").HasName("pk");
                NpgsqlIndexBuilderExtensions.HasMethod(b.HasIndex("Amount").HasDatabaseName("unused"), "brin").SomethingNew();
                NpgsqlIndexBuilderExtensions.IncludeProperties(NpgsqlIndexBuilderExtensions.HasMethod(b.HasIndex("FullName").IsUnique().IsDescending().HasDatabaseName("ix_a").HasFilter("code IS NOT NULL"), "GIN"), new[] { "Code" });
                b.HasIndex(new[] { "Amount", "Code" }, "ix_b");
                b.ToTable("items", null, t => { t.HasCheckConstraint("ck_items", "amount > 0"); });
            });
            """));

    [Fact]
    public void DerivedTypes_AreOptionalColumnsOfTheBasesTable() => Assert.Equal(
        """
        animals
          Barks bool
          Id int4 NOT NULL
          Name text NOT NULL
          PK PK_animals (Id)
        """,
        Read("""
            modelBuilder.Entity("M.Animal", b =>
            {
                b.Property<int>("Id").HasColumnType("integer");
                b.Property<string>("Name").IsRequired().HasColumnType("text");
                b.HasKey("Id");
                b.ToTable("animals", (string)null);
                b.UseTphMappingStrategy();
            });
            modelBuilder.Entity("M.Dog", b =>
            {
                b.HasBaseType("M.Animal");
                b.Property<bool>("Barks").HasColumnType("boolean");
            });
            """));

    [Fact]
    public void OwnedTypes_AreInTheOwnersTableOrInTheirOwn() => Assert.Equal(
        """
        lines
          Id int4 NOT NULL
          OrderId int4 NOT NULL
          PK PK_lines (OrderId, Id)
          FK FK_lines_orders_OrderId (OrderId) orders (Id) Cascade
        orders
          Id int4 NOT NULL
          city text ?
          PK PK_orders (Id)
        """,
        Read("""
            modelBuilder.Entity("M.Order", b =>
            {
                b.Property<int>("Id").HasColumnType("integer");
                b.HasKey("Id");
                b.ToTable("orders", (string)null);
            });
            modelBuilder.Entity("M.Order", b =>
            {
                b.OwnsOne("M.Address", "Address", b1 =>
                {
                    b1.Property<int>("OrderId").HasColumnType("integer");
                    b1.Property<string>("City").IsRequired().HasColumnType("text").HasColumnName("city");
                    b1.Property<string>("Street").HasColumnType("text");
                    b1.HasKey("OrderId");
                    b1.ToTable("orders");
                    b1.WithOwner().HasForeignKey("OrderId");
                });
                b.OwnsMany("M.Line", "Lines", b1 =>
                {
                    b1.Property<int>("OrderId").HasColumnType("integer");
                    b1.Property<int>("Id").HasColumnType("integer");
                    b1.HasKey("OrderId", "Id");
                    b1.ToTable("lines", (string)null);
                    b1.WithOwner().HasForeignKey("OrderId");
                });
            });
            """));

    [Fact]
    public void WhatIsNotATable_IsLeftOut() => Assert.Equal(
        """
        shapes
        """,
        Read("""
            modelBuilder.Entity("M.Report", b => { b.Property<int>("Id").HasColumnType("integer"); b.ToTable((string)null); b.ToView("v", (string)null); });
            modelBuilder.Entity("M.Foreign", b => { b.Property<int>("Id").HasColumnType("integer"); b.ToTable("foreign", null, t => { t.ExcludeFromMigrations(); }); });
            modelBuilder.Entity("M.Shape", b => { b.Property<int>("Id").HasColumnType("integer"); b.HasKey("Id"); b.ToTable("shapes", (string)null); b.UseTpcMappingStrategy(); });
            modelBuilder.Entity("M.Half", b => { b.
            """));

    private static string Read(string body)
    {
        var root = CSharpSyntaxTree.ParseText("partial class X { protected override void BuildTargetModel(ModelBuilder modelBuilder) {\n" + body + "\n} }").GetRoot();
        var unit = DesignerReader.Read(root.DescendantNodes().OfType<ClassDeclarationSyntax>().Single());
        var catalog = SchemaCatalog.Unknown.Apply(unit!);
        return string.Join('\n', catalog.Tables.Values.OrderBy(static t => t.Name.ToString(), StringComparer.Ordinal).SelectMany(static t => Lines(t).Prepend(t.Name.ToString())));
    }

    private static IEnumerable<string> ShopIds() => Directory.EnumerateFiles(RepositoryFiles.PathOf("samples/Shop/Migrations"), "*.Designer.cs")
        .Select(static f => Path.GetFileName(f).Replace(".Designer.cs", "", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static IReadOnlyList<(string Id, Migration Migration, SchemaCatalog Replayed, SchemaCatalog Model)> ReplayShop()
    {
        var sources = new[] { "Migrations", "Data", "Model" }
            .SelectMany(static folder => Directory.EnumerateFiles(RepositoryFiles.PathOf("samples/Shop/" + folder), "*.cs", SearchOption.AllDirectories))
            .Select(static f => (f, File.ReadAllText(f)))
            .ToList();
        var compilation = MigrationSource.Compile(sources, mustCompile: false);
        var result = new List<(string, Migration, SchemaCatalog, SchemaCatalog)>();
        var catalog = SchemaCatalog.Unknown;
        foreach (var id in ShopIds())
        {
            var migration = MigrationSource.Lower(compilation, "Shop.Migrations." + id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..]).Migration;
            catalog = catalog.Apply(migration.Up);
            result.Add((id, migration, catalog, SchemaCatalog.Unknown.Apply(migration.TargetModel!.Value!)));
        }

        return result;
    }

    private static List<string> Lines(TableInfo table) =>
    [
        .. table.Columns.OrderBy(static c => c.Name, StringComparer.Ordinal).Select(c =>
            $"  {c.Name} {c.Type}{(table.IsNotNull(c.Name) switch { true => " NOT NULL", false => "", null => " ?" })}{(c.Default is { } value && c.Generated == GeneratedKind.None ? " DEFAULT " + value.Text : "")}"),
        .. table.Constraints.Select(static c => c switch
        {
            PrimaryKeyConstraint key => $"  PK {key.Name} ({string.Join(", ", key.Columns)})",
            UniqueConstraint unique => $"  AK {unique.Name} ({string.Join(", ", unique.Columns)})",
            CheckConstraint check => $"  CHECK {check.Name} ({check.Expression.Text})",
            ForeignKeyConstraint key => $"  FK {key.Name} ({string.Join(", ", key.Columns)}) {key.ReferencedTable} ({string.Join(", ", key.ReferencedColumns)}) {key.OnDelete}",
            _ => "  " + c,
        }).OrderBy(static l => l.StartsWith("  FK", StringComparison.Ordinal)).ThenBy(static l => l, StringComparer.Ordinal),
        .. table.Indexes.Select(static i => i.Definition).Select(static i =>
            $"  IX {(i.Unique ? "UNIQUE " : "")}{(i.Method is null ? "" : i.Method + " ")}{i.Name} ({string.Join(", ", i.Keys.Select(static k => k.Column + (k.Descending ? " DESC" : "")))})"
            + (i.Include.IsEmpty ? "" : $" INCLUDE ({string.Join(", ", i.Include)})") + (i.Filter is { } filter ? " WHERE " + filter.Text : "")).Order(StringComparer.Ordinal),
    ];
}
