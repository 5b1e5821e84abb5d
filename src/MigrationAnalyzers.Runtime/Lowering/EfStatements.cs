using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Runtime.Lowering;

/// <summary>Tells what EF Core adds to an operation by itself from what somebody asked for. Its SQL does not say so, but has a shape of its own.</summary>
internal static class EfStatements
{
    public static ImmutableArray<MigrationStatement> Mark(ImmutableArray<MigrationStatement> statements)
    {
        var result = statements.ToBuilder();
        for (var i = 0; i + 1 < result.Count; i++)
        {
            var (statement, next) = (result[i], result[i + 1]);
            if (IsEfs(statement) && IsEfs(next) && ((MigrationOperation?)HiddenUpdate(statement, next) ?? Recreation(statement, next)) is { } marked)
            {
                result[i] = statement with { Operations = [marked] };
            }
        }

        return result.ToImmutable();
    }

    private static bool IsEfs(MigrationStatement statement) => statement.Origin.FrontEnd == FrontEnd.EfOperation;

    /// <summary>AlterColumn to required: the default is written into the NULLs, by the same command (NpgsqlMigrationsSqlGenerator).</summary>
    private static WriteRows? HiddenUpdate(MigrationStatement statement, MigrationStatement next) =>
        statement.Command == next.Command
        && statement.Operations is [WriteRows { Kind: RowWriteKind.Update, Columns: [var column], Where: NullPredicate { IsNull: true, Operand: var tested } } write]
        && next.Operations is [SetNotNull set]
        && set.Table.Equals(write.Table)
        && string.Equals(set.Column, column, StringComparison.Ordinal)
        && string.Equals(tested, column, StringComparison.Ordinal)
            ? write with { IsHidden = true }
            : null;

    /// <summary>AlterColumn of a generated column: it is dropped and added again.</summary>
    private static DropColumn? Recreation(MigrationStatement statement, MigrationStatement next) =>
        statement.Operations is [DropColumn drop]
        && next.Operations is [AddColumn { Column: { Generated: GeneratedKind.Stored or GeneratedKind.Virtual } column } add]
        && add.Table.Equals(drop.Table)
        && string.Equals(column.Name, drop.Column, StringComparison.Ordinal)
            ? drop with { IsRecreated = true }
            : null;
}
