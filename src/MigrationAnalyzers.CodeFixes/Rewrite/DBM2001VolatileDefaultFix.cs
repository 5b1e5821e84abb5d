using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Rewrite;

/// <summary>Adds the column and sets its default without touching existing rows, and fills these in batches where the table's key is known.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM2001VolatileDefaultFix : MigrationCodeFixProvider
{
    private const string FilledTitle = "Add the column without rewriting the table, and fill existing rows in batches";
    private const string NullTitle = "Add the column without rewriting the table (existing rows stay NULL)";
    private const string FilledKey = "DBM2001.Filled";
    private const string NullKey = "DBM2001.Null";

    /// <summary>What AddColumn and AddColumnSafely both have.</summary>
    private static readonly ImmutableHashSet<string> s_parameters =
        ["name", "table", "type", "maxLength", "schema", "nullable", "defaultValue", "defaultValueSql", "comment", "collation", "precision", "scale"];

    public DBM2001VolatileDefaultFix()
        : base("DBM2001")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is AddColumn { Column.Default: not null };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target.Operation is not AddColumn add || target.Statement.Operations.Length != 1 || target.Statement.Has(Circumstances.InDoBlock))
        {
            yield break;
        }

        if (target is { IsCall: true, HasRuntime: true, Call: { Annotations.Count: 0 } call } && call["type"] is not null && call.Arguments.All(static a => s_parameters.Contains(a.Key)))
        {
            yield return new EditCall(FilledTitle, FilledKey) { Method = "AddColumnSafely", IsSafeForm = true };
        }
        else if (VolatileDefaultForm.WithBackfill(add, target.Catalog) is { } filled)
        {
            yield return Replace(FilledTitle, FilledKey, filled);
        }
        else if (VolatileDefaultForm.WithoutBackfill(add) is { } empty)
        {
            yield return Replace(NullTitle, NullKey, empty);
        }

        Remedy Replace(string title, string key, ImmutableArray<SqlCommand> commands) =>
            target.IsCall ? new ReplaceCall(title, key, [.. commands]) : new ReplaceStatement(title, key, commands);
    }
}
