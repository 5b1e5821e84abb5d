using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime;

/// <summary>Where a database stands among the migrations of this program.</summary>
/// <param name="DatabaseExists">False: nothing is applied, the first run creates the database.</param>
/// <param name="Applied">The ids of this program's migrations that the history has.</param>
/// <param name="Pending">The ids of those that it does not have; half applied ones are among them.</param>
/// <param name="HalfApplied">Those of which a run did a part and did not end, or is at work.</param>
/// <param name="Unknown">The ids of applied migrations that this program does not have: a newer version, or another branch, applied them.</param>
/// <param name="MigrationLockHolder">Who migrates the database now; null: nobody.</param>
public sealed record MigrationStatus(
    bool DatabaseExists,
    ImmutableArray<string> Applied,
    ImmutableArray<string> Pending,
    ImmutableArray<HalfAppliedMigration> HalfApplied,
    ImmutableArray<string> Unknown,
    BlockingSession? MigrationLockHolder);
