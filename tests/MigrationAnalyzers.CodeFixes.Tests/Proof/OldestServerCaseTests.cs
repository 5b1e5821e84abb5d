using MigrationAnalyzers.Engine.Effects;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>The oldest version of PostgreSQL that is supported.</summary>
public sealed class OldestServerCaseTests() : LiveCaseTests(EffectOptions.OldestMajor);
