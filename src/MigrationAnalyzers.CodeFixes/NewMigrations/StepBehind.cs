using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Writing;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>What the migrations still lack goes into a new one behind the last: the one with the finding may have been applied, and no change of it would reach the database.</summary>
/// <param name="Title">For the light bulb.</param>
/// <param name="EquivalenceKey">Fix All applies what has the same.</param>
/// <param name="Name">Of the new class; it gets a number where something has that name.</param>
/// <param name="Up">What it calls.</param>
internal sealed record StepBehind(string Title, string EquivalenceKey, string Name, ImmutableArray<WrittenCall> Up)
{
    /// <summary>Empty: nothing is to be undone.</summary>
    public ImmutableArray<WrittenCall> Down { get; init; } = [];
}
