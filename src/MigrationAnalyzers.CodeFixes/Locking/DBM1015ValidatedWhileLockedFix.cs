using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Validates the constraint in a transaction of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM1015ValidatedWhileLockedFix : MigrationCodeFixProvider
{
    private const string Title = "Validate the constraint in a transaction of its own";

    public DBM1015ValidatedWhileLockedFix()
        : base("DBM1015")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is ValidateConstraint;

    /// <summary>What else the ALTER TABLE does belongs to the migration's transaction. In a file the BEGIN and COMMIT are the author's.</summary>
    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target.Operation is not ValidateConstraint { IfTableExists: false } validate
            || validate.Origin.FrontEnd != FrontEnd.SqlInCode || target.Statement.Has(Circumstances.InDoBlock)
            || target.Statement.Operations.Any(static o => o is not ValidateConstraint))
        {
            yield break;
        }

        if (target.HasRuntime && target.Statement.Operations.Length == 1 && !validate.Only)
        {
            yield return new ReplaceSqlCall(Title, Id, [WrittenCall.SafeForm(
                "ValidateConstraintSafely",
                ("name", MigrationBuilderCode.Literal(validate.Name)),
                ("table", MigrationBuilderCode.Literal(validate.Table.Name)),
                MigrationBuilderCode.Schema("schema", validate.Table.Schema))]);
        }

        yield return new EditStatement(Title, Id) { Suppress = true };
    }
}
