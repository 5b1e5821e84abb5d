using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>
/// A concurrent build that can run again: when one fails it leaves an INVALID index (https://www.postgresql.org/docs/current/sql-createindex.html), which is dropped first, and when what follows fails
/// the index itself is.
/// </summary>
internal static class RepeatableBuild
{
    /// <summary>DROP INDEX CONCURRENTLY IF EXISTS; null where an index of that name is known to be there, which is another one, or serves already.</summary>
    public static SqlCommand? Drop(FixTarget target) => target.Operation is CreateIndex { Name: { } name } create && NameOf(create, name) is var index && target.Catalog.TableOfIndex(index) is null
        ? new SqlCommand(SqlStatements.DropIndex(new DropIndex(index, create.Table) { Concurrently = true, IfExists = true, Origin = create.Origin }), SuppressTransaction: target.Call is not null)
        : null;

    /// <summary>The statement as such a build, without IF NOT EXISTS.</summary>
    public static IEnumerable<Remedy> Of(FixTarget target, string title, string key)
    {
        if (target is not { Operation: CreateIndex create, Sql: { } sql, Statement.Operations.Length: 1 }
            || target.Statement.Has(Circumstances.InDoBlock)
            || Drop(target) is not { } drop)
        {
            yield break;
        }

        var edits = new List<SqlTextEdit>();
        if (create.IfNotExists)
        {
            if (new SqlWords(sql, target.Statement).Remove("if", "not", "exists") is not { } words)
            {
                yield break;
            }

            edits.Add(words);
        }

        if (!create.Concurrently)
        {
            if (SqlStatementPlaces.Concurrently(sql, target.Statement) is not { } place)
            {
                yield break;
            }

            edits.Add(place);
        }

        if (target.HasRuntime && WrittenCall.SafeFormOf(create with { Concurrently = false, IfNotExists = false }, "CreateIndexConcurrently") is { } call)
        {
            // It drops what a failed run has left by itself.
            yield return new ReplaceSqlCall(title, key, [call]);
        }

        yield return new EditStatement(title, key) { Edits = [.. edits], Beforehand = drop, Suppress = !create.Concurrently || target is { Call: not null, Statement.Transaction: not null } };
    }

    private static RelationName NameOf(CreateIndex create, string name) => new(create.Table.Schema, name);
}
