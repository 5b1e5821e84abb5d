using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using GeneratedKind = MigrationAnalyzers.Engine.Model.GeneratedKind;

namespace MigrationAnalyzers.CodeFixes.Rewrite;

/// <summary>Adds the column without numbers, gives rows that exist theirs in batches, and makes it what it is to be in the end.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM2004IdentityColumnRewritesFix : MigrationCodeFixProvider
{
    private const string Title = "Add the column without rewriting the table, and number existing rows in batches";

    public DBM2004IdentityColumnRewritesFix()
        : base("DBM2004")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) =>
        operation is AddColumn { Column: { Generated: GeneratedKind.Identity } or { Type.IsSerial: true } };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is not { Operation: AddColumn add, Call: { } call, Statement.Operations.Length: 1 } || target.Statement.Has(Circumstances.InDoBlock)
            || NumberingOf(target, add, call) is not { } numbering
            || NumberedColumnForm.TryCreate(add, numbering) is not { } form)
        {
            yield break;
        }

        var known = target.Catalog.Find(add.Table);
        if (target.HasRuntime)
        {
            ImmutableArray<WrittenCall> calls =
            [
                form.Sequence,
                .. form.Column,
                WrittenCall.SafeForm(
                    "SetNotNullSafely",
                    ("column", MigrationBuilderCode.Literal(add.Column.Name)),
                    ("table", MigrationBuilderCode.Literal(add.Table.Name)),
                    MigrationBuilderCode.Schema("schema", add.Table.Schema),
                    ("backfillSql", MigrationBuilderCode.Literal(form.Next.Text))),
                .. form.Identity,
            ];
            yield return target.IsCall ? new ReplaceCall(Title, Id, calls) { IsWhole = true } : new ReplaceSqlCall(Title, Id, calls);
        }

        if (form.Write(known) is { } commands)
        {
            yield return target.IsCall ? new ReplaceCall(Title, Id, [.. commands]) { IsWhole = true } : new ReplaceStatement(Title, Id, commands);
        }
    }

    private static Numbering? NumberingOf(FixTarget target, AddColumn add, EfCall call)
    {
        if (add.Column.Generated != GeneratedKind.Identity)
        {
            return target.IsCall && call.Annotations.Count > 1 ? null : Numbering.Serial;
        }

        if (target.Sql is { } sql)
        {
            return SqlStatementPlaces.HasWord(sql, target.Statement, "always") ? Numbering.IdentityAlways : Numbering.IdentityByDefault;
        }

        // Any other annotation, as options of the sequence, would be lost.
        return call.Annotations.Count == 1 && call.OldAnnotations.Count == 0 ? ColumnFacts.Read(call).Strategy switch
        {
            ValueStrategy.IdentityAlways => Numbering.IdentityAlways,
            ValueStrategy.IdentityByDefault => Numbering.IdentityByDefault,
            _ => null,
        } : null;
    }
}
