using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using static MigrationAnalyzers.Engine.Tests.TestOperations;

namespace MigrationAnalyzers.Engine.Tests.History;

public sealed class SchemaCatalogTests
{
    private static SchemaCatalog Unit => SchemaCatalog.Unknown.StartUnit();

    [Fact]
    public void CreateTable_MakesACompleteTable()
    {
        var table = Catalog(CreateTable("t", Column("a"))).Find(Table("t"))!;

        Assert.True(table.IsComplete);
        Assert.False(table.IsNew);
        Assert.Equal(["id", "a"], table.Columns.Select(static c => c.Name));
        Assert.Equal("t_pkey", table.PrimaryKey!.Name);
        Assert.True(table.IsNotNull("id"));
        Assert.False(table.IsNotNull("a"));
        Assert.Null(table.IsNotNull("nobody_knows"));
    }

    [Fact]
    public void AlterOfATableNeverSeen_MakesAnIncompleteTable()
    {
        var table = Catalog(AddColumn("t", Column("a"))).Find(Table("t"))!;

        Assert.False(table.IsComplete);
        Assert.Equal("a", Assert.Single(table.Columns).Name);
    }

    [Fact]
    public void CreateTableIfNotExists_IsNewButNotComplete()
    {
        var table = Unit.After(CreateTable("t") with { IfNotExists = true }).Find(Table("t"))!;

        Assert.True(table.IsNew);
        Assert.False(table.IsComplete);
    }

    [Fact]
    public void CreateTableIfNotExistsOfAKnownTable_ChangesNothing()
    {
        var catalog = Catalog(CreateTable("t", Column("a")));

        Assert.Same(catalog.Find(Table("t")), catalog.After(CreateTable("t") with { IfNotExists = true }).Find(Table("t")));
    }

    [Fact]
    public void StatementThatMayNotRun_LeavesNoCertainty()
    {
        var add = Statement(AddColumn("t", Column("a"))) with { Circumstances = Circumstances.Conditional };

        var table = Catalog(CreateTable("t")).Apply(add).Find(Table("t"))!;

        Assert.NotNull(table.Column("a"));
        Assert.False(table.IsComplete);
    }

    [Fact]
    public void UnknownSql_LeavesNoCertainty() =>
        Assert.False(Catalog(CreateTable("t"), new UnknownSql("a file") { Origin = Somewhere }).Find(Table("t"))!.IsComplete);

    [Fact]
    public void NewTable_StaysNewWhileItsTransactionLasts()
    {
        var catalog = Unit.After(CreateTable("t"), Write("t", RowWriteKind.Insert));

        Assert.True(catalog.Find(Table("t"))!.IsNew);
    }

    [Fact]
    public void NewTableWithLoadedRows_IsSeenByOthersAfterCommit()
    {
        var catalog = Unit.After(CreateTable("t"), Write("t", RowWriteKind.Insert), CreateTable("empty"));

        var next = catalog.At(Statement() with { Transaction = 1 });

        Assert.False(next.Find(Table("t"))!.IsNew);
        Assert.True(next.Find(Table("empty"))!.IsNew);
    }

    [Fact]
    public void StatementsOfOneCommand_ShareItsImplicitTransaction()
    {
        var alone = Statement(CreateTable("t"), Write("t", RowWriteKind.Insert)) with { Transaction = null, Command = 7 };
        var catalog = Unit.Apply(alone);

        Assert.True(catalog.At(Statement() with { Transaction = null, Command = 7 }).Find(Table("t"))!.IsNew);
        Assert.False(catalog.At(Statement() with { Transaction = null, Command = 8 }).Find(Table("t"))!.IsNew);
    }

    [Fact]
    public void NewTableWithRowsFromTheText_StaysNewAfterCommit()
    {
        var insert = Write("t", RowWriteKind.Insert) with { Reach = RowReach.ByKey, RowCount = 3 };

        Assert.True(Unit.After(CreateTable("t"), insert).At(Statement() with { Transaction = 1 }).Find(Table("t"))!.IsNew);
    }

    [Fact]
    public void CreateTableAs_IsLoaded()
    {
        var create = new CreateTable(Table("t"), [], []) { AsSelect = true, Reads = [Table("s")], Origin = Somewhere };
        var table = Unit.After(create).Find(Table("t"))!;

        Assert.True(table.IsLoaded);
        Assert.False(table.IsComplete);
    }

    [Fact]
    public void ScriptWithUnknownRunner_DoesNotCommitForCertain()
    {
        var first = Statement(CreateTable("t"), Write("t", RowWriteKind.Copy)) with { Transaction = null, TransactionIsKnown = false };

        Assert.True(Unit.Apply(first).Apply(first with { Operations = [] }).Find(Table("t"))!.IsNew);
    }

    [Fact]
    public void NextUnit_FindsNothingNew()
    {
        var temporary = new CreateTable(Table("tmp"), [], []) { Persistence = TablePersistence.Temporary, Origin = Somewhere };
        var catalog = Unit.After(CreateTable("t"), temporary).EndUnit();

        Assert.False(catalog.Find(Table("t"))!.IsNew);
        Assert.Null(catalog.Find(Table("tmp")));
    }

    [Fact]
    public void Constraint_IsValidOnceValidated()
    {
        var added = Catalog(CreateTable("t", Column("a")), Add("t", Check("ck", IsNotNull("a"), notValid: true)));

        Assert.True(added.Find(Table("t"))!.Constraint("ck")!.NotValid);
        Assert.False(added.After(Validate("t", "ck")).Find(Table("t"))!.Constraint("ck")!.NotValid);
    }

    [Fact]
    public void ConstraintOfCreateTable_IsValidWhateverIsWritten() =>
        Assert.False(
            Catalog(new CreateTable(Table("t"), [Column("a")], [Check("ck", IsNotNull("a"), notValid: true)]) { Origin = Somewhere })
                .Find(Table("t"))!.Constraint("ck")!.NotValid);

    [Fact]
    public void UnnamedConstraints_GetTheNamesOfPostgreSql()
    {
        var catalog = Catalog(
            CreateTable("orders", Column("a"), Column("b")),
            Add("orders", new UniqueConstraint(["a", "b"])),
            Add("orders", new ForeignKeyConstraint(["a"], Table("orders"), [])),
            Add("orders", new ForeignKeyConstraint(["a"], Table("orders"), [])),
            Add("orders", new CheckConstraint(Condition("a > 0", "a"))),
            Add("orders", new CheckConstraint(Condition("a > b", "a", "b"))),
            CreateIndex("orders", "x", "a") with { Name = null });
        var table = catalog.Find(Table("orders"))!;

        Assert.Equal(
            ["orders_pkey", "orders_a_b_key", "orders_a_fkey", "orders_a_fkey1", "orders_a_check", "orders_check"], table.Constraints.Select(static c => c.Name));
        Assert.Equal("orders_a_idx", Assert.Single(table.Indexes).Name);
        Assert.Equal(["id"], ((ForeignKeyConstraint)table.Constraint("orders_a_fkey")!).ReferencedColumns.ToArray());
    }

    [Fact]
    public void LongNames_AreCutAsPostgreSqlDoes()
    {
        var name = new string('t', 60);
        var column = new string('c', 40);
        var table = Catalog(CreateTable(name, Column(column)), Add(name, new UniqueConstraint([column]))).Find(Table(name))!;

        Assert.Equal(new string('t', 29) + "_" + new string('c', 29) + "_key", table.Constraints[1].Name);
    }

    [Fact]
    public void DroppedColumn_TakesItsIndexesAndConstraintsAlong()
    {
        var table = Catalog(
            CreateTable("t", Column("a"), Column("b")),
            CreateIndex("t", "ix_ab", "a", "b"),
            CreateIndex("t", "ix_b", "b"),
            CreateIndex("t", "ix_partial", "b") with { Filter = Condition("a > 0", "a") },
            Add("t", new UniqueConstraint(["a", "b"])),
            Add("t", Check("ck", Condition("a > b", "a", "b"))),
            DropColumn("t", "a")).Find(Table("t"))!;

        Assert.Equal("ix_b", Assert.Single(table.Indexes).Name);
        Assert.Equal("t_pkey", Assert.Single(table.Constraints).Name);
    }

    [Fact]
    public void RenamedColumn_IsRenamedEverywhere()
    {
        var catalog = Catalog(
            CreateTable("p", Column("code")),
            Add("p", new UniqueConstraint(["code"])),
            CreateIndex("p", "ix", "code") with { Filter = Condition("code > 0", "code") },
            CreateTable("c", Column("p_code")),
            Add("c", new ForeignKeyConstraint(["p_code"], Table("p"), ["code"]) { Name = "fk" }),
            RenameColumn("p", "code", "key"));
        var table = catalog.Find(Table("p"))!;

        Assert.True(table.IsKey(["key"]));
        Assert.True(table.Index("ix")!.HasKey("key"));
        Assert.Equal(["key"], table.Index("ix")!.Definition.Filter!.Columns.ToArray());
        Assert.Equal(["key"], Assert.Single(catalog.ForeignKeysTo(Table("p"))).ForeignKey.ReferencedColumns.ToArray());
    }

    [Fact]
    public void RenamedTable_KeepsItsForeignKeysFromBothSides()
    {
        var catalog = Catalog(
            CreateTable("p"), CreateTable("c", Column("p_id")), Add("c", ForeignKey("fk", "p_id", "p")), RenameTable("p", "parent"), RenameTable("c", "child"));

        Assert.Null(catalog.Find(Table("p")));
        Assert.Empty(catalog.ForeignKeysTo(Table("p")));
        var reference = Assert.Single(catalog.ForeignKeysTo(Table("parent")));
        Assert.Equal(Table("child"), reference.Table);
        Assert.Equal(Table("child"), catalog.TableOfIndex(Table("c_pkey")));
    }

    [Fact]
    public void DroppedTable_TakesForeignKeysToItAlong()
    {
        var catalog = Catalog(CreateTable("p"), CreateTable("c", Column("p_id")), Add("c", ForeignKey("fk", "p_id", "p")), DropTable("p") with { Cascade = true });

        Assert.Null(catalog.Find(Table("c"))!.Constraint("fk"));
        Assert.Empty(catalog.ForeignKeysTo(Table("p")));
    }

    [Fact]
    public void DropIndex_FindsItsTable()
    {
        var catalog = Catalog(CreateTable("t", Column("a")), CreateIndex("t", "ix", "a"));

        Assert.Equal(Table("t"), catalog.TableOfIndex(Table("ix")));
        catalog = catalog.After(new RenameIndex(Table("ix"), "iy", null) { Origin = Somewhere });
        Assert.Null(catalog.TableOfIndex(Table("ix")));
        catalog = catalog.After(DropIndex("iy"));
        Assert.Null(catalog.TableOfIndex(Table("iy")));
        Assert.Empty(catalog.Find(Table("t"))!.Indexes);
    }

    [Fact]
    public void UniqueUsingIndex_TurnsTheIndexIntoTheConstraint()
    {
        var catalog = Catalog(
            CreateTable("t", Column("a")), CreateIndex("t", "ui", "a") with { Unique = true }, Add("t", new UniqueConstraint([]) { Name = "u", UsingIndex = "ui" }));
        var table = catalog.Find(Table("t"))!;

        Assert.Empty(table.Indexes);
        Assert.Equal(["a"], ((UniqueConstraint)table.Constraint("u")!).Columns.ToArray());
        Assert.Equal(Table("t"), catalog.TableOfIndex(Table("u")));
        Assert.Null(catalog.TableOfIndex(Table("ui")));
    }

    [Fact]
    public void PartialUniqueIndex_IsNoKey()
    {
        var unique = CreateIndex("t", "ui", "a") with { Unique = true };

        Assert.True(Catalog(CreateTable("t", Column("a")), unique).Find(Table("t"))!.IsKey(["b", "a"]));
        Assert.False(Catalog(CreateTable("t", Column("a")), unique with { Filter = Condition("a > 0", "a") }).Find(Table("t"))!.IsKey(["a"]));
    }

    [Fact]
    public void Partition_HasWhatItsParentHas()
    {
        var catalog = Catalog(
            Partitioned("pp", Column("k")), CreateIndex("pp", "ix", "k"), PartitionOf("pp", "pp1"), AddColumn("pp", Column("x")), CreateIndex("pp", "iy", "x"));
        var partition = catalog.Find(Table("pp1"))!;

        Assert.Equal([Table("pp1")], catalog.Descendants(Table("pp")).ToArray());
        Assert.Equal(["k", "x"], partition.Columns.Select(static c => c.Name));
        Assert.Equal(["pp1_k_idx", "pp1_x_idx"], partition.Indexes.Select(static i => i.Name));

        catalog = catalog.After(DropIndex("ix"));
        Assert.Equal("pp1_x_idx", Assert.Single(catalog.Find(Table("pp1"))!.Indexes).Name);
    }

    [Fact]
    public void DetachedPartition_StandsAlone()
    {
        var catalog = Catalog(Partitioned("pp", Column("k")), PartitionOf("pp", "pp1"), new DetachPartition(Table("pp"), Table("pp1")) { Origin = Somewhere });

        Assert.Empty(catalog.Descendants(Table("pp")));
        Assert.NotNull(catalog.After(DropTable("pp")).Find(Table("pp1")));
    }

    [Fact]
    public void OneAlterTable_DropsBeforeItAdds()
    {
        var swap = Statement(Add("t", Check("ck", Condition("a > 1", "a"))), DropConstraint("t", "ck"));

        var table = Catalog(CreateTable("t", Column("a")), Add("t", Check("ck", Condition("a > 0", "a")))).Apply(swap).Find(Table("t"))!;

        Assert.Equal("a > 1", Assert.IsType<CheckConstraint>(table.Constraint("ck")).Expression.Text);
    }

    [Fact]
    public void EnumLabel_IsUncommittedUntilItsTransactionEnds()
    {
        var add = new AddEnumValue(Table("mood"), "glad") { Origin = Somewhere };
        var catalog = Catalog(new CreateEnum(Table("mood"), ["sad"]) { Origin = Somewhere }).After(add);

        Assert.Equal(["sad", "glad"], catalog.Enums[Table("mood")].Labels.ToArray());
        Assert.Equal(["glad"], catalog.Enums[Table("mood")].UncommittedLabels.ToArray());
        Assert.False(catalog.Enums[Table("mood")].IsCreatedInTransaction);
        Assert.Empty(catalog.At(Statement() with { Transaction = 1 }).Enums[Table("mood")].UncommittedLabels);
    }

    [Fact]
    public void FunctionsOfOneNameThatDiffer_AreUnknown()
    {
        var stable = new CreateFunction(Table("f")) { Volatility = Volatility.Stable, Origin = Somewhere };

        Assert.Equal(Volatility.Stable, Catalog(stable, stable).Functions[Table("f")].Volatility);
        Assert.Equal(Volatility.Unknown, Catalog(stable, stable with { Volatility = Volatility.Volatile }).Functions[Table("f")].Volatility);
    }

    [Fact]
    public void Rollback_UndoesWhatFollowedBegin()
    {
        var begin = new TransactionControl(TransactionControlKind.Begin) { Origin = Somewhere };
        var catalog = Unit.After(begin, CreateTable("t"), new TransactionControl(TransactionControlKind.Rollback) { Origin = Somewhere });

        Assert.Null(catalog.Find(Table("t")));
    }

    [Fact]
    public void SchemasKeepTablesApart()
    {
        var other = new CreateTable(new RelationName("s2", "t"), [Column("x")], []) { Origin = Somewhere };
        var catalog = Catalog(CreateTable("t", Column("a")), other);

        Assert.Equal(2, catalog.Tables.Count);
        Assert.NotNull(catalog.Find(new RelationName("public", "t"))!.Column("a"));
        Assert.NotNull(catalog.Find(new RelationName("s2", "t"))!.Column("x"));
    }
}
