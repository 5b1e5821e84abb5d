using System.Composition;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Data;

/// <summary>Gives each table a migration of its own, so that the written rows are free before the long work begins.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM4005SchemaAndDataMixedFix() : TableSplitFix("DBM4005");
