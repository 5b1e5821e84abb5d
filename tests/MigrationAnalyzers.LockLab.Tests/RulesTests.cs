using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Engine.Sql;
using MigrationAnalyzers.LockLab.Facts;
using MigrationAnalyzers.LockLab.Verifying;
using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.LockLab.Tests;

/// <summary>The rules that claim a lock held through work, against what servers did: every measured case as a migration.</summary>
public sealed class RulesTests
{
    private static readonly ImmutableArray<int> Versions = [PostgresServer.Majors[0], PostgresServer.Majors[^1]];

    /// <summary>A warning says that the server does this work; the server says so too.</summary>
    [Fact]
    public void Warnings_NameWorkThatServersDo()
    {
        var wrong =
            from run in Runs()
            from finding in Findings(run)
            where finding.Severity == RuleSeverity.Warning && !IsBornOut(finding.Rule.Id, run.Observed)
            select $"{run.Case.Name} on {run.Version}: {finding.Message}";

        var all = string.Join('\n', wrong);
        Assert.True(all.Length == 0, all);
    }

    /// <summary>What a statement with one operation does to a table from before under a lock that writers wait for has its warning.</summary>
    [Fact]
    public void WorkThatServersDo_HasItsWarning()
    {
        var missing =
            from run in Runs()
            where Expected(run) is { } rule && !Findings(run).Any(f => f.Rule.Id == rule)
            select $"{run.Case.Name} on {run.Version}: no {Expected(run)} for <{run.Observed}>";

        var all = string.Join('\n', missing);
        Assert.True(all.Length == 0, all);
    }

    /// <summary>
    /// Whatever is done to a table from before, for as long as the table is large and while others wait for a lock that the transaction holds, is reported by some rule. The writes of
    /// rows are left out: few rows take no time. So are a required column without a default, which fails unless the table is empty (DBM7007), ANALYZE, which reads a sample,
    /// and the first REFRESH of a materialized view, which nobody can read before it.
    /// </summary>
    [Fact]
    public void WorkUnderABlockingLock_IsReportedBySomeRule()
    {
        var silent =
            from run in Runs()
            let findings = Findings(run)
            from operation in Operations(run)
            where IsHarmful(operation, run.Before) && !findings.Any(f => Reports(f, operation))
            select $"{run.Case.Name} on {run.Version}: {operation.Operation.GetType().Name} <{string.Join("; ", run.Case.Ddl)}>";

        var all = string.Join('\n', silent);
        Assert.True(all.Length == 0, all);
    }

    private static bool IsHarmful(AnalyzedOperation operation, SchemaCatalog before) =>
        operation.Operation is not (AddColumn { Column: { Nullable: false, Default: null, Generated: GeneratedKind.None } } or ServerCommand { Kind: ServerCommandKind.Analyze })
        && !(operation.Operation is RefreshMaterializedView { View: var view } && before.Views.TryGetValue(view, out var known) && known.IsEmpty)
        && operation.Effect.Locks.Any(taken =>
        (taken.Work & ~(TableWork.NewFile | TableWork.RowWrites)) != TableWork.None
        && operation.HeldOn(taken.Relation).BlocksWrites()
        && before.Find(taken.Relation) is { IsNew: false, Persistence: not TablePersistence.Temporary }
        && operation.CatalogBefore.Find(taken.Relation) is { IsNew: false });

    /// <summary>Locks, rewrites and data; by a finding about the same statement.</summary>
    private static bool Reports(Finding finding, AnalyzedOperation operation) =>
        finding.Rule.Id[3] is '1' or '2' or '4'
        && string.Equals(finding.Location.Path, operation.Operation.Origin.Location.Path, StringComparison.Ordinal)
        && finding.Origin.SqlStatement == operation.Operation.Origin.SqlStatement;

    [Fact]
    public void EachRule_IsBornOutBySomeCase()
    {
        var found = Runs().SelectMany(static r => Findings(r)).Select(static f => f.Rule.Id).ToHashSet();

        Assert.Superset(new HashSet<string> { "DBM1001", "DBM1002", "DBM1003", "DBM1004", "DBM1005", "DBM1006", "DBM1007", "DBM1008", "DBM1009", "DBM1010", "DBM1011", "DBM1012", "DBM1013", "DBM1015", "DBM1016", "DBM1017", "DBM2001", "DBM2002", "DBM2003", "DBM2004", "DBM2005", "DBM2006", "DBM2007", "DBM2008", "DBM4011" }, found);
    }

    private static bool IsBornOut(string rule, ObservedEffect observed) => rule switch
    {
        "DBM1001" => !observed.IndexesBuilt.IsEmpty || !observed.Rewritten.IsEmpty,
        "DBM1002" => observed.Locks.ContainsValue("AE"),
        "DBM1003" => observed.ForeignKeyScan,
        "DBM1004" or "DBM1005" or "DBM1009" => !observed.Scanned.IsEmpty || !observed.Rewritten.IsEmpty,
        "DBM1006" or "DBM1007" or "DBM1008" => !observed.IndexesBuilt.IsEmpty || !observed.Rewritten.IsEmpty,
        "DBM1010" or "DBM1015" => !observed.Scanned.IsEmpty || observed.ForeignKeyScan,

        // The server does not tell that it reads the tables of a domain, or the DEFAULT partition beside a new one; their locks tell it.
        "DBM1011" => observed.Locks.ContainsValue("S") || observed.Locks.ContainsValue("AE"),
        "DBM1012" => !observed.Scanned.IsEmpty || observed.ForeignKeyScan || !observed.IndexesBuilt.IsEmpty || observed.Locks.ContainsValue("AE"),
        "DBM1016" or "DBM1017" or "DBM4011" => observed.Locks.Values.Any(static mode => mode is "AE" or "E" or "SRE" or "S"),

        // Where the time zone of the session, which the statements do not tell, is not UTC, the table is rewritten as a whole.
        "DBM2003" => !observed.IndexesBuilt.IsEmpty || !observed.Rewritten.IsEmpty,

        // The server does not tell that the file of an index moves: DBM2007.
        "DBM2001" or "DBM2002" or "DBM2004" or "DBM2005" or "DBM2006" or "DBM2008" => !observed.Rewritten.IsEmpty,
        _ => true,
    };

    private static string? Expected(Run run)
    {
        if (Statements(run.Case) is not [{ Operations: [TableOperation operation] }]
            || run.Before.Find(operation.Table) is not { IsNew: false, Persistence: not TablePersistence.Temporary }
            || run.Case.OutsideTransaction)
        {
            return null;
        }

        return operation switch
        {
            CreateIndex when !run.Observed.IndexesBuilt.IsEmpty => "DBM1001",
            AddConstraint { Constraint: ForeignKeyConstraint } when run.Observed.ForeignKeyScan => "DBM1003",
            AddConstraint { Constraint: CheckConstraint } when !run.Observed.Scanned.IsEmpty => "DBM1004",
            AddConstraint { Constraint: ExclusionConstraint or PrimaryKeyConstraint { WithoutOverlaps: true } or UniqueConstraint { WithoutOverlaps: true } }
                when !run.Observed.IndexesBuilt.IsEmpty => "DBM1008",
            AddConstraint { Constraint: PrimaryKeyConstraint { UsingIndex: null } or UniqueConstraint { UsingIndex: null } } when !run.Observed.IndexesBuilt.IsEmpty => "DBM1007",
            AddConstraint { Constraint: PrimaryKeyConstraint } when !run.Observed.Scanned.IsEmpty => "DBM1009",
            AlterColumnType when (!run.Observed.Scanned.IsEmpty || run.Observed.ForeignKeyScan) && run.Observed.Rewritten.IsEmpty => "DBM1010",
            AttachPartition when !run.Observed.Scanned.IsEmpty || run.Observed.ForeignKeyScan || !run.Observed.IndexesBuilt.IsEmpty => "DBM1012",
            SetNotNull when !run.Observed.Scanned.IsEmpty => "DBM1005",

            // Between timestamp and timestamptz the time zone of the session decides, which the statements do not tell.
            AlterColumnType { NewType.Name: not ("timestamp" or "timestamptz") } when !run.Observed.Rewritten.IsEmpty => "DBM2002",
            AlterColumnType when !run.Observed.IndexesBuilt.IsEmpty => "DBM2003",
            AddColumn { Column: { Generated: GeneratedKind.Identity } or { Type.IsSerial: true } } when !run.Observed.Rewritten.IsEmpty => "DBM2004",
            AddColumn { Column.Generated: GeneratedKind.Stored } or AlterColumnProperty { Change: ColumnChange.SetExpression } when !run.Observed.Rewritten.IsEmpty => "DBM2005",
            AlterTableStorage when !run.Observed.Rewritten.IsEmpty => "DBM2007",
            AddColumn { Column: { Default: { IsConstant: false }, Generated: GeneratedKind.None } column } when !run.Observed.Rewritten.IsEmpty && !IsDomain(column, run.Before) => "DBM2001",
            _ => null,
        };
    }

    private static bool IsDomain(ColumnDefinition column, SchemaCatalog catalog) =>
        column.Type is { } type && catalog.Domains.ContainsKey(new RelationName(type.Schema, type.Name));

    private static ImmutableArray<Finding> Findings(Run run) => MigrationAnalysis.Analyze(MigrationOf(run), run.Before, Options(run));

    private static ImmutableArray<AnalyzedOperation> Operations(Run run) => MigrationAnalysis.Trace(MigrationOf(run).Up, run.Before, Options(run));

    private static Migration MigrationOf(Run run) =>
        new("20260101000000_Case", new MigrationUnit(MigrationDirection.Up, [.. Statements(run.Case)]), MigrationUnit.EmptyDown, DownShape.NotApplicable);

    private static AnalysisOptions Options(Run run) => AnalysisOptions.Default with { PostgresMajor = run.Version };

    /// <summary>Each text is a file of its own, so that places tell them apart.</summary>
    private static List<MigrationStatement> Statements(LockCase lockCase) =>
    [
        .. lockCase.Ddl
            .SelectMany(static (sql, index) => SqlFrontEnd.Read(SqlText.OfFile($"case{index}.sql", sql)))
            .Select(s => s with { Transaction = lockCase.OutsideTransaction ? null : 1, TransactionIsKnown = true }),
    ];

    /// <summary>On the oldest and the newest version, where the case does not end with an error.</summary>
    private static IEnumerable<Run> Runs() =>
        from lockCase in LockCaseFile.Read(RepositoryFiles.MeasuredFiles)
        from result in lockCase.Results.Where(static r => r.Error is null)
        from version in result.Versions.Intersect(Versions)
        let prediction = Prediction.Of(lockCase, version)
        where prediction.Unknown is null
        select new Run(lockCase, version, prediction.Before, prediction.Observed(result));

    private sealed record Run(LockCase Case, int Version, SchemaCatalog Before, ObservedEffect Observed);
}
