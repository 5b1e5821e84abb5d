using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Adds a constraint NOT VALID and validates it in a transaction of its own.</summary>
internal static class AddConstraintRemedy
{
    /// <param name="safeForm">The method of MigrationAnalyzers.Runtime; null where EF Core has no call for such a constraint.</param>
    public static IEnumerable<Remedy> For(FixTarget target, string title, string key, string? safeForm)
    {
        if (target.Operation is not AddConstraint add)
        {
            yield break;
        }

        if (target is { IsCall: true, HasRuntime: true, Call.Annotations.Count: 0 })
        {
            yield return new EditCall(title, key) { Method = safeForm, IsSafeForm = true };
        }
        else if ((target.IsCall ? (Remedy?)Calls(target, add, title, key) : Statement(target, add, title, key)) is { } remedy)
        {
            yield return remedy;
        }
    }

    private static ReplaceCall? Calls(FixTarget target, AddConstraint add, string title, string key) =>
        ConstraintForm.Write(add, target.IsPartitioned(add.Table), target.Options.PostgresMajor) is { } commands
            ? new ReplaceCall(title, key, [.. commands])
            : null;

    private static EditStatement? Statement(FixTarget target, AddConstraint add, string title, string key)
    {
        var partitioned = target.IsPartitioned(add.Table);

        // In a DO block the constraint may not be added at all, and nothing of it can run outside of a transaction.
        return target.Sql is { } sql && !add.IfTableExists && !target.Statement.Has(Circumstances.InDoBlock)
            && ConstraintForm.Exists(add.Constraint, partitioned, target.Options.PostgresMajor)
            && !target.FollowingInTransaction.Any(s => s.Operations.Any(o => Changes(o, add)))
            && SqlStatementPlaces.NotValid(sql, target.Statement, add) is { } place
            ? new EditStatement(title, key) { Edits = [place], Afterwards = ConstraintForm.Validate(add) }
            : null;
    }

    /// <summary>After it the constraint cannot be validated under its name.</summary>
    private static bool Changes(MigrationOperation operation, AddConstraint add) => operation switch
    {
        DropConstraint drop => string.Equals(drop.Name, add.Constraint.Name, StringComparison.Ordinal),
        RenameConstraint rename => string.Equals(rename.Name, add.Constraint.Name, StringComparison.Ordinal),
        DropTable or RenameTable => ((TableOperation)operation).Table.Equals(add.Table),
        _ => false,
    };
}
