using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Compatibility;

/// <summary>Takes away what has served its turn, in a new migration behind the last one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM3015ContractMissingFix : StepBehindFix
{
    private const string CheckTitle = "Drop the CHECK constraint in a new migration behind the last one";
    private const string TableTitle = "Take the old name of the table away in a new migration behind the last one, for the deployment after the next";

    public DBM3015ContractMissingFix()
        : base("DBM3015")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is AddConstraint or OtherStatement { Command: "ViewStmt" };

    private protected override StepBehind? StepFor(FixTarget target, LastMigration last) => target switch
    {
        _ when target.Statement.Has(Circumstances.Conditional | Circumstances.Repeated) => null,
        { Operation: AddConstraint { Constraint: CheckConstraint } add } => DropCheck(target, add, last),
        { Call: { Method: "ExpandRenameTable" } call, HasRuntime: true } => ContractTable(call.Relation("name"), call.Name("newName"), call.Schema("newSchema")),
        _ => null,
    };

    /// <summary>Null where the model has the constraint too: it would stay in the snapshot.</summary>
    private static StepBehind? DropCheck(FixTarget target, AddConstraint add, LastMigration last)
    {
        var name = add.Constraint.Name!;
        if (!target.IsSql || add.IfTableExists || last.Migration.TargetModel?.Value?.Operations.Any(o => Has(o, name)) == true)
        {
            return null;
        }

        var valid = add with { Constraint = add.Constraint with { NotValid = false, Inline = false } };
        var undone = target.HasRuntime && WrittenCall.SafeFormOf(valid, "AddCheckConstraintSafely") is { } call
            ? [call]
            : ConstraintForm.Write(valid, target.IsPartitioned(add.Table), target.Options.PostgresMajor) is { } commands ? [.. commands] : default(ImmutableArray<WrittenCall>);
        var drop = new SqlCommand(SqlStatements.AlterTable(add.Table, "DROP CONSTRAINT " + SqlIdentifier.Quote(name)));
        return undone.IsDefault ? null : new StepBehind(CheckTitle, "DBM3015.Check", "Drop" + NewNames.Pascal(name), [drop]) { Down = undone };
    }

    private static StepBehind? ContractTable(RelationName? table, string? newName, string? newSchema)
    {
        if (table is not { } old || newName is null)
        {
            return null;
        }

        return new StepBehind(TableTitle, "DBM3015.Table", "Contract" + NewNames.Pascal(newName), [Call("ContractRenameTable")]) { Down = [Call("ExpandRenameTable")] };

        WrittenCall Call(string method) => WrittenCall.SafeForm(
            method,
            ("name", MigrationBuilderCode.Literal(old.Name)),
            ("newName", MigrationBuilderCode.Literal(newName)),
            MigrationBuilderCode.Schema("schema", old.Schema),
            MigrationBuilderCode.Schema("newSchema", newSchema));
    }

    private static bool Has(MigrationOperation operation, string check) => operation switch
    {
        CreateTable create => create.Constraints.Any(c => string.Equals(c.Name, check, StringComparison.Ordinal)),
        AddConstraint add => string.Equals(add.Constraint.Name, check, StringComparison.Ordinal),
        _ => false,
    };
}
