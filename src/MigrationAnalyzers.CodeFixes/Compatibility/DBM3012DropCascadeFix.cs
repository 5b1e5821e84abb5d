using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Compatibility;

/// <summary>Drops by name what CASCADE would take along, as far as the earlier migrations tell all of it, and leaves CASCADE out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM3012DropCascadeFix : MigrationCodeFixProvider
{
    private const string Title = "Leave CASCADE out, and drop what depends on it by name";

    public DBM3012DropCascadeFix()
        : base("DBM3012")
    {
    }

    /// <summary>What CASCADE dropped silently was a view that may be in use, or is not brought back by Down.</summary>
    internal override ImmutableArray<string> MayBring => ["DBM3006", "DBM6002"];

    private protected override bool Accepts(MigrationOperation operation) => operation is DropTable { Cascade: true } or DropColumn { Cascade: true } or DropConstraint { Cascade: true };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is { Sql: { } sql, Statement.Operations.Length: 1 } && !target.Statement.Has(Circumstances.InDoBlock)
            && Dependents.Drops(target.Operation, target.Catalog) is { IsEmpty: false } drops
            && Cascade(sql, target.Statement) is { } edit)
        {
            var dropped = new EditStatement(Title, Id) { Edits = [edit], Beforehand = new SqlCommand(string.Join(";\n", drops)) };
            if (DependentsInDown.Of(target, drops) is { } down)
            {
                yield return dropped with { Also = [new CompleteDown(Title, Id, down.Operations, down.Position) { On = target.Operation }] };
            }

            yield return dropped;
        }
    }

    /// <summary>The CASCADE at the end of the statement, with the blank before it.</summary>
    private static SqlTextEdit? Cascade(string sql, MigrationStatement statement)
    {
        var tokens = new SqlTokens(sql);
        var (start, length) = statement.Origin.SqlStatement;
        var last = tokens.IndexAt(start + length) - 1;
        return last > 0 && tokens.IsWord(last, "cascade") ? new SqlTextEdit(tokens.End(last - 1), tokens.End(last) - tokens.End(last - 1), "") : null;
    }
}
