using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Makes the constraints anew NOT VALID in the statement that changes the type, and validates them in a transaction of their own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM1010TypeChangeScansFix : MigrationCodeFixProvider
{
    private const string Title = "Add the constraints again as NOT VALID in the same statement, and validate them in a transaction of their own";

    public DBM1010TypeChangeScansFix()
        : base("DBM1010")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is AlterColumnType;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is not { Operation: AlterColumnType { NewType: { } type, IfTableExists: false } change, Statement.Operations.Length: 1 }
            || target.Statement.Has(Circumstances.InDoBlock)
            || CheckedAgain(target, change, type) is not { IsEmpty: false } constraints)
        {
            yield break;
        }

        var drops = constraints.Select(static c => "DROP CONSTRAINT " + SqlIdentifier.Quote(c.Name!)).ToList();
        var adds = constraints.Select(static c => "ADD " + SqlClauses.Constraint(c with { NotValid = true, Inline = false })).ToList();
        if (!target.IsCall)
        {
            var (before, after) = (string.Join(", ", drops) + ", ", ", " + string.Join(", ", adds));
            if (target.Sql is { } sql
                && SqlStatementPlaces.BeforeActions(sql, target.Statement, before) is { } start
                && SqlStatementPlaces.AtEndOfClause(sql, target.Statement, change.Origin, after) is { } end)
            {
                yield return new EditStatement(Title, Id)
                {
                    Edits = [start, end],
                    Afterwards = Validate(change.Table, constraints),
                };
            }
        }
        else if (target.IsItsCommand && change is { Using: null, Collation: null, ChangesCollation: false })
        {
            var alter = SqlStatements.AlterTable(change.Table, [.. drops, $"ALTER COLUMN {SqlIdentifier.Quote(change.Column)} TYPE {type.Text}", .. adds]);
            var validations = target.HasRuntime
                ? constraints.Select(c => ValidateSafely(change.Table, c.Name!))
                : [Validate(change.Table, constraints)];
            yield return new ReplaceCall(Title, Id, [new SqlCommand(alter), .. validations]);
        }
    }

    /// <summary>The constraints that are checked again, if the migrations tell exactly what each says, and it says the same of the new type; empty where they do not.</summary>
    private static ImmutableArray<ConstraintDefinition> CheckedAgain(FixTarget target, AlterColumnType change, SqlType type)
    {
        if (target.Catalog.Find(change.Table) is not { IsPartitioned: false, PartitionOf: null, Inherits.IsEmpty: true } table
            || !target.Catalog.Descendants(change.Table).IsEmpty
            || target.Effect.Locks.Any(l => !l.Relation.Equals(change.Table) && (l.Work & (TableWork.Scan | TableWork.ForeignKeyScan)) != 0)
            || HasCommentOfConstraint(target))
        {
            return [];
        }

        var work = target.Effect.WorkOn(change.Table);
        var result = ImmutableArray.CreateBuilder<ConstraintDefinition>();
        foreach (var constraint in table.Constraints)
        {
            if (constraint is { NotValid: true } or { NotEnforced: true })
            {
                continue;
            }

            switch (constraint)
            {
                case CheckConstraint check when (work & TableWork.Scan) != 0 && ConstraintReplay.Mentions(check, change.Column):
                    if (!IsExact(check) || !MeansTheSame(table.Column(change.Column)?.Type ?? change.OldType, type))
                    {
                        return [];
                    }

                    result.Add(check);
                    break;

                case ForeignKeyConstraint key when (work & TableWork.ForeignKeyScan) != 0 && IsOver(key, change):
                    result.Add(key);
                    break;
            }
        }

        return result.ToImmutable();
    }

    private static bool IsOver(ForeignKeyConstraint key, AlterColumnType change) =>
        ConstraintReplay.Mentions(key, change.Column) || (key.ReferencedTable.Equals(change.Table) && key.ReferencedColumns.Contains(change.Column, StringComparer.Ordinal));

    /// <summary>The text is as it was written when the constraint was added: no column of it may have another name since, and no function either.</summary>
    private static bool IsExact(CheckConstraint check) =>
        check.Expression.UnknownFunctions.IsEmpty
        && new HashSet<string>(SqlFrontEnd.ReadExpression(check.Expression.Text).Columns, StringComparer.Ordinal).SetEquals(check.Expression.Columns);

    /// <summary>PostgreSQL keeps the operators that were chosen for the old type; written anew the text gets those of the new one.</summary>
    private static bool MeansTheSame(SqlType? from, SqlType to) =>
        from is { Schema: null } && to.Schema is null && from.ArrayDimensions == to.ArrayDimensions
        && (string.Equals(from.Name, to.Name, StringComparison.Ordinal) || (from.Name, to.Name) is ("varchar", "text") or ("text", "varchar"));

    /// <summary>It would go with the constraint.</summary>
    private static bool HasCommentOfConstraint(FixTarget target) =>
        target.Earlier().SelectMany(static m => m.Up.Operations).Concat(target.Unit.Operations).Any(static o => o is OtherStatement { Command: "CommentStmt", ObjectType: "OBJECT_TABCONSTRAINT" });

    private static SqlCommand Validate(RelationName table, ImmutableArray<ConstraintDefinition> constraints) =>
        new(SqlStatements.AlterTable(table, [.. constraints.Select(static c => "VALIDATE CONSTRAINT " + SqlIdentifier.Quote(c.Name!))]), SuppressTransaction: true);

    private static WrittenCall ValidateSafely(RelationName table, string name) => WrittenCall.SafeForm(
        "ValidateConstraintSafely",
        ("name", MigrationBuilderCode.Literal(name)),
        ("table", MigrationBuilderCode.Literal(table.Name)),
        MigrationBuilderCode.Schema("schema", table.Schema));
}
