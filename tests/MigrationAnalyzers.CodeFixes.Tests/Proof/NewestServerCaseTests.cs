using MigrationAnalyzers.Engine.Effects;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>The newest version of PostgreSQL that is supported.</summary>
public sealed class NewestServerCaseTests() : LiveCaseTests(EffectOptions.NewestMajor);
