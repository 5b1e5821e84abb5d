using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Targets;

/// <summary>A file with migrations in which fixes are looked for: C#, or SQL.</summary>
internal abstract class FixSource
{
    /// <summary>The operation that the diagnostic is about; null where it cannot be told which one it is.</summary>
    public abstract FixTarget? Find(Diagnostic diagnostic, Func<MigrationOperation, bool> accepts);

    /// <summary>The changes that make all of the remedies; those that cannot be made without losing something are left out.</summary>
    public abstract IReadOnlyList<TextChange> Edit(IReadOnlyList<(FixTarget Target, Remedy Remedy)> fixes);
}
