using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Ef;

/// <summary>A migration class, read.</summary>
/// <param name="Migration">What it does.</param>
/// <param name="Trees">The trees whose text this depends on: the class, its helpers, constants and base classes.</param>
internal sealed record LoweredMigration(Migration Migration, ImmutableArray<SyntaxTree> Trees);
