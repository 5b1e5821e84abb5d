using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Proves that the column holds no NULL before it becomes NOT NULL; where EF Core would fill NULLs by a hidden UPDATE, they are filled in batches.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM1005SetNotNullScansFix : MigrationCodeFixProvider
{
    private const string ProvedTitle = "Prove that there is no NULL by a CHECK constraint, which is validated without blocking";
    private const string FilledTitle = "Fill the NULLs in batches, and prove that there are none by a CHECK constraint, which is validated without blocking";
    private const string NotNullTitle = "Add the constraint NOT VALID, and validate it in a transaction of its own";

    public DBM1005SetNotNullScansFix()
        : base("DBM1005")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is SetNotNull or AddConstraint { Constraint: NotNullConstraint { NotValid: false } };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => target.Operation switch
    {
        AddConstraint => AddConstraintRemedy.For(target, NotNullTitle, Id, safeForm: null),
        SetNotNull set when !HasNotNullConstraint(target, set) && (set.Origin.FrontEnd == FrontEnd.MigrationBuilderCall ? Call(target, set) : Statement(target, set)) is { } remedy => [remedy],
        _ => [],
    };

    /// <summary>SET NOT NULL is refused where there is one that is NOT VALID: that is to be validated.</summary>
    private static bool HasNotNullConstraint(FixTarget target, SetNotNull set) =>
        target.Catalog.Find(set.Table) is { } table && table.Constraints.Any(c => c is NotNullConstraint constraint && string.Equals(constraint.Column, set.Column, StringComparison.Ordinal));

    private Remedy? Call(FixTarget target, SetNotNull set)
    {
        var operations = target.Unit.Statements.Where(s => s.Command == target.Statement.Command).SelectMany(static s => s.Operations).ToList();
        var known = target.Catalog.Find(set.Table);
        if (operations is [SetNotNull])
        {
            // Not AlterColumn between the proof and its end: in a model without a version EF Core writes ALTER COLUMN TYPE before it, which checks the constraint again.
            return new ReplaceCall(ProvedTitle, Id, target.HasRuntime ? [Safely(set, null)] : Proved(set, known));
        }

        // EF Core fills the NULLs with the default, and sets that where it is a new one.
        if (operations is not ([WriteRows { IsHidden: true }, SetNotNull] or [WriteRows { IsHidden: true }, SetNotNull, SetColumnDefault]))
        {
            return null;
        }

        var changed = operations.OfType<SetColumnDefault>().FirstOrDefault();
        if ((changed?.Default ?? known?.Column(set.Column)?.Default) is not { Volatility: not null } value)
        {
            return null;
        }

        var calls = ImmutableArray.CreateBuilder<WrittenCall>();
        if (changed is not null)
        {
            calls.Add(new SqlCommand(SqlStatements.AlterTable(set.Table, $"ALTER COLUMN {SqlIdentifier.Quote(set.Column)} SET DEFAULT {value.Text}")));
        }

        if (target.HasRuntime)
        {
            calls.Add(Safely(set, value));
        }
        else if (BackfillBlock.KeyOf(known) is { } key)
        {
            calls.Add(new SqlCommand(BackfillBlock.Write(set.Table, key, set.Column, value), SuppressTransaction: true));
            calls.AddRange(Proved(set, known));
        }
        else
        {
            return null;
        }

        return new ReplaceCall(FilledTitle, Id, calls.ToImmutable()) { IsWhole = true };
    }

    private Remedy? Statement(FixTarget target, SetNotNull set)
    {
        var (start, length) = target.Statement.Origin.SqlStatement;
        var columns = target.Statement.Operations.OfType<SetNotNull>().Select(static s => s.Column).ToImmutableArray();
        if (target.Sql is not { } sql || set.Only || set.IfTableExists || target.Statement.Has(Circumstances.InDoBlock)
            || target.Statement.Operations.Any(o => o is AddColumn add && columns.Contains(add.Column.Name) || o is RenameTable or RenameColumn))
        {
            return null;
        }

        // Whoever asks first, for whichever column of the statement: the remedy is the same.
        return target.HasRuntime && target.Statement.Operations.Length == 1
            ? new ReplaceSqlCall(ProvedTitle, Id, [Safely(set, null)])
            : new ReplaceStatement(ProvedTitle, Id, NotNullForm.Check(set.Table, columns, target.Catalog.Find(set.Table)).Around(sql.Substring(start, length).Trim()));
    }

    private static ImmutableArray<WrittenCall> Proved(SetNotNull set, TableInfo? known) =>
        [.. NotNullForm.Check(set.Table, [set.Column], known).Around(NotNullForm.SetNotNull(set.Table, set.Column))];

    private static WrittenCall Safely(SetNotNull set, SqlExpression? backfill) => WrittenCall.SafeForm(
        "SetNotNullSafely",
        ("column", MigrationBuilderCode.Literal(set.Column)),
        ("table", MigrationBuilderCode.Literal(set.Table.Name)),
        MigrationBuilderCode.Schema("schema", set.Table.Schema),
        ("backfillSql", backfill is null ? null : MigrationBuilderCode.Literal(backfill.Text)));
}
