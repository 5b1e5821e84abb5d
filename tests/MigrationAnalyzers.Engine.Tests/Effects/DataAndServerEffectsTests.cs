using System.Reflection;
using System.Runtime.CompilerServices;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using static MigrationAnalyzers.Engine.Tests.TestOperations;

namespace MigrationAnalyzers.Engine.Tests.Effects;

public sealed class DataAndServerEffectsTests
{
    private static readonly SchemaCatalog Base = Catalog(
        CreateTable("p"), CreateTable("t", Column("a"), Column("p_id", BigInt)), Add("t", ForeignKey("fk", "p_id", "p")), Partitioned("pp", Column("k")));

    [Fact]
    public void Insert_LocksTheReferencedRows() => Assert.Equal("p:RS t:RE+RowWrites", EffectOf(Base, Write("t", RowWriteKind.Insert)).Locks());

    [Fact]
    public void UpdateOfOtherColumns_LocksNoPartner() =>
        Assert.Equal("t:RE+RowWrites", EffectOf(Base, Write("t", RowWriteKind.Update) with { Columns = ["a"] }).Locks());

    [Fact]
    public void DeleteOfReferencedRows_LocksTheReferencingTable() =>
        Assert.Equal("p:RE+RowWrites t:RS", EffectOf(Base, Write("p", RowWriteKind.Delete)).Locks());

    [Fact]
    public void Merge_Needs15() => Assert.Equal("MERGE needs PostgreSQL 15", EffectOf(Base, Write("t", RowWriteKind.Merge)).Error);

    [Fact]
    public void TruncateOfReferencedTable_FailsOrCascades()
    {
        var truncate = new Truncate(Table("p")) { Origin = Somewhere };

        Assert.Equal("cannot truncate a table referenced in a foreign key constraint", EffectOf(Base, truncate).Error);
        Assert.Equal("p:AE+NewFile t:AE+NewFile", EffectOf(Base, truncate with { Cascade = true }).Locks());
        Assert.Null(EffectsOf(Base, 14, truncate, truncate with { Table = Table("t") })[0].Error);
    }

    [Theory]
    [InlineData("ACCESS EXCLUSIVE", "t:AE")]
    [InlineData("row exclusive", "t:RE")]
    public void LockTable_TakesItsMode(string mode, string expected) =>
        Assert.Equal(expected, EffectOf(Base, new LockTable(Table("t"), mode) { Origin = Somewhere }).Locks());

    [Fact]
    public void DomainConstraint_ScansEachTableThatUsesIt()
    {
        var catalog = Catalog(
            new CreateDomain(Table("dom"), Int) { Origin = Somewhere }, CreateTable("q", Column("x", Type("dom"))), CreateTable("other"));
        var alter = new AlterDomain(Table("dom"), "AddConstraint") { Origin = Somewhere };

        Assert.Equal("q:S+Scan", EffectOf(catalog, alter).Locks());
        Assert.Equal("", EffectOf(catalog, alter with { NotValid = true }).Locks());
        Assert.True(EffectOf(SchemaCatalog.Unknown, alter).IsAtLeast);
    }

    [Fact]
    public void RefreshConcurrently_MayRunInATransactionAndLetsReadersGoOn()
    {
        var effect = EffectOf(Base, new RefreshMaterializedView(Table("mv")) { Concurrently = true, Origin = Somewhere });

        Assert.Equal("mv:E+RowWrites", effect.Locks());
        Assert.False(effect.CannotRunInTransaction);
        Assert.Equal("mv:AE+Rewrite", EffectOf(Base, new RefreshMaterializedView(Table("mv")) { Origin = Somewhere }).Locks());
    }

    [Theory]
    [InlineData(ServerCommandKind.Vacuum, true)]
    [InlineData(ServerCommandKind.VacuumFull, true)]
    [InlineData(ServerCommandKind.Analyze, false)]
    [InlineData(ServerCommandKind.Cluster, true)]
    [InlineData(ServerCommandKind.CreateDatabase, true)]
    [InlineData(ServerCommandKind.DropDatabase, true)]
    [InlineData(ServerCommandKind.AlterDatabaseSetTablespace, true)]
    [InlineData(ServerCommandKind.CreateTablespace, true)]
    [InlineData(ServerCommandKind.DropTablespace, true)]
    [InlineData(ServerCommandKind.AlterSystem, true)]
    [InlineData(ServerCommandKind.CreateSubscription, false)]
    [InlineData(ServerCommandKind.DropSubscription, true)]
    [InlineData(ServerCommandKind.DiscardAll, true)]
    [InlineData(ServerCommandKind.Checkpoint, false)]
    public void ServerCommands_RefuseATransaction(ServerCommandKind kind, bool refuses) =>
        Assert.Equal(refuses, EffectOf(Base, new ServerCommand(kind, []) { Origin = Somewhere }).CannotRunInTransaction);

    [Fact]
    public void CreateSubscriptionWithSlot_RefusesATransaction() =>
        Assert.True(EffectOf(Base, new ServerCommand(ServerCommandKind.CreateSubscription, []) { CreatesReplicationSlot = true, Origin = Somewhere }).CannotRunInTransaction);

    [Theory]
    [InlineData("t", 18, false)]
    [InlineData("pp", 14, false)]
    [InlineData("pp", 15, true)]
    public void ClusterOfPartitionedTable_RefusesATransactionSince15(string table, int version, bool refuses)
    {
        var cluster = new ServerCommand(ServerCommandKind.Cluster, [Table(table)]) { Origin = Somewhere };

        Assert.Equal(refuses, EffectOf(Base, cluster, version).CannotRunInTransaction);
    }

    [Fact]
    public void VacuumFull_RewritesUnderAccessExclusive() =>
        Assert.Equal("t:AE+Rewrite", EffectOf(Base, new ServerCommand(ServerCommandKind.VacuumFull, [Table("t")]) { Origin = Somewhere }).Locks());

    [Theory]
    [InlineData("AT_ClusterOn", "t:SUE")]
    [InlineData("AT_ReplicaIdentity", "t:AE")]
    public void OtherTableChange_LocksByItsCommand(string command, string expected) =>
        Assert.Equal(expected, EffectOf(Base, new OtherTableChange(Table("t"), command) { Origin = Somewhere }).Locks());

    [Fact]
    public void UnknownSql_SaysWhatIsNotKnown()
    {
        var effect = EffectOf(Base, new UnknownSql("the text comes from a file") { Origin = Somewhere });

        Assert.True(effect.IsAtLeast);
        Assert.Equal("the text comes from a file", effect.Unknown);
    }

    /// <summary>A new kind of operation must be given an effect and a place in the catalog.</summary>
    [Fact]
    public void EveryOperation_HasAnEffectAndAReplay()
    {
        var types = typeof(MigrationOperation).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(MigrationOperation)) && !t.IsAbstract).ToList();
        Assert.True(types.Count > 40);

        foreach (var type in types)
        {
            var operation = (MigrationOperation)Sample(type);
            Assert.Single(StatementEffects.Of(Statement(operation), Base, new EffectOptions(18)));
            Assert.NotNull(Base.Apply(Statement(operation)));
        }
    }

    /// <summary>An operation with the simplest value for each parameter of its constructor.</summary>
    private static object Sample(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).OrderByDescending(static c => c.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(static p => Value(p.ParameterType, p.Name!))]);
    }

    private static object? Value(Type type, string name) => type switch
    {
        _ when type == typeof(string) => name.Equals("Mode", StringComparison.Ordinal) ? "SHARE" : "a",
        _ when type == typeof(RelationName) => Table("t"),
        _ when type == typeof(RelationName?) => null,
        _ when type == typeof(ColumnDefinition) => Column("x"),
        _ when type == typeof(ConstraintDefinition) => Check("ck", Condition("a > 0", "a")),
        _ when type == typeof(SqlExpression) => Constant("1"),
        _ when type == typeof(SqlType) => Int,
        { IsEnum: true } => Activator.CreateInstance(type),
        _ when type.Name.StartsWith("ImmutableArray", StringComparison.Ordinal) => type.GetField("Empty")!.GetValue(null),
        _ => RuntimeHelpers.GetUninitializedObject(type),
    };
}
