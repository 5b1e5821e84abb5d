using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Transactions;

/// <summary>Lets a setting end with the transaction, or takes it back at the end of the migration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM5006SettingLeaksFix : MigrationCodeFixProvider
{
    private const string LocalTitle = "Let the setting end with the transaction";
    private const string ResetTitle = "Take the setting back at the end of the migration";

    public DBM5006SettingLeaksFix()
        : base("DBM5006")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is SetParameter { Local: false, Value: not null };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is not { Operation: SetParameter set, Sql: { } sql } || target.Statement.Has(Circumstances.InDoBlock))
        {
            yield break;
        }

        if (EndsInTime(target, set.Name) && SqlSettingPlaces.Local(sql, target.Statement) is { } place)
        {
            yield return new EditStatement(LocalTitle, Id + ".Local") { Edits = [place] };
        }
        else
        {
            yield return new AddBefore(ResetTitle, Id + ".Reset", []) { AtEnd = [new SqlCommand("RESET " + NameOf(set), SuppressTransaction: target.Statement.Transaction is null)] };
        }
    }

    /// <summary>
    /// The transaction is that of all statements that follow, and of nothing else: EF Core writes its row in the history table in it as well, and version 9 runs the
    /// migrations that follow in it.
    /// </summary>
    private static bool EndsInTime(FixTarget target, string name) =>
        target is { EfCoreMajor: > 0 and not 9, Statement.Transaction: { } transaction }
        && name is not ("search_path" or "session_replication_role" or "role" or "session_authorization")
        && target.Unit.Statements.SkipWhile(s => !ReferenceEquals(s, target.Statement)).All(s => s.Transaction == transaction);

    private static string NameOf(SetParameter set) => set.Name == "session_authorization" ? "SESSION AUTHORIZATION" : set.Name;
}
