using System.Composition;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Gives each table a migration of its own, so that no lock on one is held while another is worked on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM1019WorkUnderExclusiveLockFix() : TableSplitFix("DBM1019");
