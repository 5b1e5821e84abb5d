using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Tests;

/// <summary>Short ways to write operations, so that tests need no front end.</summary>
internal static class TestOperations
{
    public static readonly Origin Somewhere = new(FrontEnd.SqlFile, SourceLocation.None);

    public static readonly SqlType Int = new("int4", [], 0);

    public static readonly SqlType BigInt = new("int8", [], 0);

    public static readonly SqlType Text = new("text", [], 0);

    public static readonly SqlExpression RandomUuid = new("gen_random_uuid()") { Volatility = Volatility.Volatile, DecidingFunction = "gen_random_uuid" };

    public static SqlType Type(string name, params int[] modifiers) => new(name, [.. modifiers], 0);

    public static RelationName Table(string name) => new(null, name);

    public static ColumnDefinition Column(string name, SqlType? type = null, bool? nullable = true) => new(name, type ?? Int) { Nullable = nullable };

    public static SqlExpression Constant(string text) => new(text) { Volatility = Volatility.Immutable, IsConstant = true };

    public static SqlExpression Call(string function, Volatility volatility) =>
        new(function + "()") { Volatility = volatility, DecidingFunction = volatility is Volatility.Volatile or Volatility.Unknown ? function : null };

    public static SqlExpression Condition(string text, params string[] columns) =>
        new(text) { Volatility = Volatility.Immutable, Columns = [.. columns] };

    public static SqlExpression IsNotNull(string column) =>
        new(column + " IS NOT NULL") { Volatility = Volatility.Immutable, Columns = [column], ProvesNotNull = [column] };

    public static CheckConstraint Check(string name, SqlExpression expression, bool notValid = false) => new(expression) { Name = name, NotValid = notValid };

    public static ForeignKeyConstraint ForeignKey(string name, string column, string referenced, bool notValid = false) =>
        new([column], Table(referenced), ["id"]) { Name = name, NotValid = notValid };

    public static PrimaryKeyConstraint PrimaryKey(params string[] columns) => new([.. columns]);

    /// <summary>A table with the key <c>id bigint</c> and the columns.</summary>
    public static CreateTable CreateTable(string name, params ColumnDefinition[] columns) =>
        new(Table(name), [Column("id", BigInt, nullable: false), .. columns], [PrimaryKey("id")]) { Origin = Somewhere };

    public static AddColumn AddColumn(string table, ColumnDefinition column, params ConstraintDefinition[] constraints) =>
        new(Table(table), column) { Constraints = [.. constraints.Select(c => c with { Inline = true })], Origin = Somewhere };

    public static DropColumn DropColumn(string table, string column) => new(Table(table), column) { Origin = Somewhere };

    public static RenameColumn RenameColumn(string table, string column, string newName) => new(Table(table), column, newName) { Origin = Somewhere };

    public static SetNotNull SetNotNull(string table, string column) => new(Table(table), column) { Origin = Somewhere };

    public static SetColumnDefault SetDefault(string table, string column, SqlExpression value) => new(Table(table), column, value) { Origin = Somewhere };

    public static AlterColumnType AlterType(string table, string column, SqlType type) => new(Table(table), column, type) { Origin = Somewhere };

    public static AddConstraint Add(string table, ConstraintDefinition constraint) => new(Table(table), constraint) { Origin = Somewhere };

    public static ValidateConstraint Validate(string table, string name) => new(Table(table), name) { Origin = Somewhere };

    public static DropConstraint DropConstraint(string table, string name, ConstraintKind kind = ConstraintKind.Unknown) =>
        new(Table(table), name, kind) { Origin = Somewhere };

    public static CreateIndex CreateIndex(string table, string name, params string[] columns) =>
        new(Table(table), name, [.. columns.Select(static c => new IndexKey(c, null))]) { Origin = Somewhere };

    public static DropIndex DropIndex(string name) => new(Table(name), null) { Origin = Somewhere };

    public static DropTable DropTable(string name) => new(Table(name)) { Origin = Somewhere };

    public static RenameTable RenameTable(string name, string newName) => new(Table(name), Table(newName)) { Origin = Somewhere };

    public static WriteRows Write(string table, RowWriteKind kind) => new(Table(table), kind) { Origin = Somewhere };

    public static CreateTable Partitioned(string name, params ColumnDefinition[] columns) =>
        new(Table(name), [.. columns], []) { IsPartitioned = true, Origin = Somewhere };

    public static CreateTable PartitionOf(string parent, string name) =>
        new(Table(name), [], []) { PartitionOf = Table(parent), Origin = Somewhere };

    public static MigrationStatement Statement(params MigrationOperation[] operations) => new([.. operations], Somewhere);

    /// <summary>The catalog after operations of an earlier migration, each its own statement.</summary>
    public static SchemaCatalog Catalog(params MigrationOperation[] operations) => SchemaCatalog.Unknown.StartUnit().After(operations).EndUnit();

    /// <summary>The catalog after operations of the same migration, each its own statement.</summary>
    public static SchemaCatalog After(this SchemaCatalog catalog, params MigrationOperation[] operations)
    {
        foreach (var operation in operations)
        {
            catalog = catalog.Apply(Statement(operation));
        }

        return catalog;
    }

    /// <summary>The effect of one operation that is a statement of its own.</summary>
    public static OperationEffect EffectOf(SchemaCatalog catalog, MigrationOperation operation, int version = 14) =>
        EffectsOf(catalog, version, operation)[0];

    /// <summary>The effects of the operations of one statement.</summary>
    public static ImmutableArray<OperationEffect> EffectsOf(SchemaCatalog catalog, int version, params MigrationOperation[] operations) =>
        StatementEffects.Of(Statement(operations), catalog, new EffectOptions(version));

    /// <summary>The locks in the notation of the fact table: <c>t:AE+Scan p:SRE</c>.</summary>
    public static string Locks(this OperationEffect effect) =>
        string.Join(" ", effect.Locks.Select(static l => l.Work == TableWork.None ? $"{l.Relation}:{Short(l.Mode)}" : $"{l.Relation}:{Short(l.Mode)}+{l.Work}").Order(StringComparer.Ordinal));

    public static string Short(LockMode mode) => string.Concat(mode.DisplayName().Split(' ').Select(static w => w[0]));
}
