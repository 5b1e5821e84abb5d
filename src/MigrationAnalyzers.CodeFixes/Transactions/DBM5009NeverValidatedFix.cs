using System.Composition;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Transactions;

/// <summary>Validates the constraint in a new migration behind the last one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM5009NeverValidatedFix : StepBehindFix
{
    private const string Title = "Validate the constraint in a new migration behind the last one";

    public DBM5009NeverValidatedFix()
        : base("DBM5009")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is AddConstraint;

    private protected override StepBehind? StepFor(FixTarget target, LastMigration last)
    {
        // Where it was added under a condition, some databases do not have it.
        if (target is not { Operation: AddConstraint { IfTableExists: false, Constraint.Name: { } name } add } || target.Statement.Has(Circumstances.Conditional | Circumstances.Repeated))
        {
            return null;
        }

        var validation = target.HasRuntime
            ? WrittenCall.SafeForm(
                "ValidateConstraintSafely",
                ("name", MigrationBuilderCode.Literal(name)),
                ("table", MigrationBuilderCode.Literal(add.Table.Name)),
                MigrationBuilderCode.Schema("schema", add.Table.Schema))
            : ConstraintForm.Validate(add);
        return new StepBehind(Title, Id, "Validate" + NewNames.Pascal(name), [validation]);
    }
}
