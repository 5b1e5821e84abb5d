using System.Composition;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Gives each table a migration of its own, so that no transaction holds locks on two.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM1020SeveralTablesLockedFix() : TableSplitFix("DBM1020");
