using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>What a command does, as far as its text tells.</summary>
internal sealed record ReadCommand(ImmutableArray<MigrationOperation> Operations, bool RunsInTransaction)
{
    public static ReadCommand Of(string sql, int postgresMajor)
    {
        var statements = SqlFrontEnd.Read(new SqlText(sql, FrontEnd.EfOperation, NoPlace.Instance));
        var options = new EffectOptions(Math.Clamp(postgresMajor, EffectOptions.OldestMajor, EffectOptions.NewestMajor));
        return new ReadCommand([.. statements.SelectMany(static s => s.Operations)], !statements.IsEmpty && statements.All(s => CanRunInTransaction(s, options)));
    }

    /// <summary>Something that cannot be looked into, a procedure for one, may commit.</summary>
    private static bool CanRunInTransaction(MigrationStatement statement, EffectOptions options) =>
        !statement.Has(Circumstances.CommitsEachRound)
        && !statement.Operations.Any(static o => o is TransactionControl or OpaqueOperation or UnknownSql or InvalidSql or OtherStatement { Command: "CallStmt" })
        && !StatementEffects.Of(statement, SchemaCatalog.Unknown, options).Any(static e => e.CannotRunInTransaction);

    private sealed class NoPlace : ISqlSourceMap
    {
        public static readonly NoPlace Instance = new();

        public SourceLocation Locate(int start, int length) => SourceLocation.None;
    }
}
