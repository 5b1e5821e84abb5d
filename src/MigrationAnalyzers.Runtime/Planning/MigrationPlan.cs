using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime;

/// <summary>What a run would do on the database as it is now.</summary>
/// <param name="IsRollback">Migrations are undone, the last one first; otherwise they are applied.</param>
/// <param name="DatabaseExists">False: the run creates the database first.</param>
/// <param name="LockTimeout">How long each transaction first waits for a lock, before it is tried again.</param>
/// <param name="SetUp">Statements that make the tables for history and journal, in a transaction of their own; empty: both are there.</param>
/// <param name="Migrations">In the order of the run; empty: there is nothing to do.</param>
public sealed record MigrationPlan(bool IsRollback, bool DatabaseExists, TimeSpan LockTimeout, ImmutableArray<string> SetUp, ImmutableArray<PlanMigration> Migrations);
