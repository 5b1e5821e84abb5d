using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases;

/// <summary>
/// One scenario of one fix, in the migrations of the shop. The tests show that the fix gives exactly the text that stands here, by itself and by Fix All, and then run both forms on live
/// servers. A case of a migration says <see cref="Up"/> and <see cref="After"/>; one of a <c>.sql</c> file <see cref="SqlFile"/> and <see cref="SqlFileAfter"/>.
/// </summary>
/// <param name="Rule">Whose fix.</param>
/// <param name="Name">One of a kind among the cases of the rule; a few words.</param>
internal sealed record FixCase(string Rule, string Name)
{
    /// <summary>The statements of Up before the fix, without marks.</summary>
    public string Up { get; init; } = "";

    /// <summary>The statements of Up after it. Where the fix is one of Down, the same as <see cref="Up"/>.</summary>
    public string After { get; init; } = "";

    /// <summary>The statements of Down; null: those that undo <see cref="Up"/>, as the fix of DBM6001 writes them. "" is an empty Down.</summary>
    public string? Down { get; init; }

    /// <summary>The statements of Down after the fix; null: the fix leaves it alone.</summary>
    public string? DownAfter { get; init; }

    /// <summary>Why Up and then Down do not return to the schema of the start; Down is not run then.</summary>
    public string? NoWayBack { get; init; }

    /// <summary>A <c>.sql</c> file instead of a migration in C#. Its statements run one by one, in a transaction only between BEGIN and COMMIT.</summary>
    public string? SqlFile { get; init; }

    public string? SqlFileAfter { get; init; }

    /// <summary>The path of the file, from which the runner of the file is told; below <c>/0/</c>, which is another folder in each of ten copies.</summary>
    public string SqlPath { get; init; } = "/0/change.sql";

    /// <summary>The files that the fix adds: the path, beside <see cref="Shop.ShopSources.ChangePath"/>, and the whole text.</summary>
    public ImmutableArray<(string Path, string Text)> NewFiles { get; init; } = [];

    /// <summary>Further files of the project, which the fix leaves alone: a designer, a model snapshot.</summary>
    public ImmutableArray<(string Path, string Text)> OtherFiles { get; init; } = [];

    /// <summary>The project references MigrationAnalyzers.Runtime.</summary>
    public bool Runtime { get; init; }

    /// <summary>The major version of EF Core that is referenced: 8, 9 or 10. 9 runs all migrations in one transaction.</summary>
    public int EfCore { get; init; } = 10;

    /// <summary>The title of the action, where several are offered; null: the first.</summary>
    public string? Title { get; init; }

    /// <summary>The form of the fix that gives what then runs outside of the transaction a migration of its own. Else the one in place is meant.</summary>
    public bool InOwnMigration { get; init; }

    /// <summary>The statements of Up of an earlier migration.</summary>
    public string? Earlier { get; init; }

    /// <summary>SQL that runs before the migration on the live servers, after what puts rows into the tables of the shop. The analyzer does not know it.</summary>
    public ImmutableArray<string> Rows { get; init; } = [];

    /// <summary>A tablespace that the servers are to have; from PostgreSQL 15 on they can make one without a folder of its own.</summary>
    public string? Tablespace { get; init; }

    /// <summary>Lines of a global configuration.</summary>
    public string? Options { get; init; }

    /// <summary>The oldest version of PostgreSQL that both forms run on.</summary>
    public int OldestMajor { get; init; } = 12;

    /// <summary>The unfixed form builds, scans or rewrites under a lock that writers wait for, or writes more rows in one transaction than a batch has.</summary>
    public bool BlocksBefore { get; init; }

    /// <summary>The fixed form does so too, and no more than the unfixed one, unless that fails: another rule says it.</summary>
    public bool BlocksAfter { get; init; }

    /// <summary>The unfixed form waits for a lock as long as it takes, and all who come after it wait too; the fixed form gives up.</summary>
    public bool LimitsWaiting { get; init; }

    /// <summary>The SQLSTATE that the unfixed form fails with.</summary>
    public string? FailsBefore { get; init; }

    /// <summary>Both forms leave the same schema.</summary>
    public bool SameCatalog { get; init; } = true;

    /// <summary>Both forms leave the same rows.</summary>
    public bool SameData { get; init; } = true;

    /// <summary>The reason where schema or rows are not the same.</summary>
    public string? Difference { get; init; }

    /// <summary>A query whose answer is the same after both forms, where the rows themselves are not.</summary>
    public string? Question { get; init; }

    /// <summary>
    /// What the old and the new version of the application send while both run: after the fixed migration and before the new one that ends it, on the way there and on the way back. With the first
    /// value of each answer; null: it is not asked for.
    /// </summary>
    public ImmutableArray<(string Sql, string? Answer)> WhileBothRun { get; init; } = [];

    /// <summary>The finding is not gone but a suggestion: what is left to see to is the order of deployments.</summary>
    public bool BecomesSuggestion { get; init; }

    /// <summary>Stands on the page of the rule. Where no case of a rule says so, the first one stands there, and the first one with the runtime.</summary>
    public bool InDocs { get; init; }

    public bool IsSqlFile => SqlFile is not null;

    public override string ToString() => $"{Rule} {Name}";
}
