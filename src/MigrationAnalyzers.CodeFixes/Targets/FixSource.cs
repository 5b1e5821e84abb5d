using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Targets;

/// <summary>A file with migrations in which fixes are looked for: C#, or SQL.</summary>
internal abstract class FixSource
{
    /// <summary>The operation that the diagnostic is about; null where it cannot be told which one it is.</summary>
    /// <param name="anyAtPlace">It need not be told which of several operations at the place it is.</param>
    /// <param name="placesIn">Where in its statement the rule finds something, if not at the operation itself.</param>
    public abstract FixTarget? Find(Diagnostic diagnostic, Func<MigrationOperation, bool> accepts, bool anyAtPlace, Func<MigrationStatement, IEnumerable<Origin>>? placesIn);

    /// <summary>The places of the findings that may be about the operation.</summary>
    protected static IEnumerable<Origin> PlacesOf(FixTarget target, Func<MigrationStatement, IEnumerable<Origin>>? placesIn) =>
        placesIn is null ? [target.Operation.Origin] : placesIn(target.Statement);

    /// <summary>Another operation of those migrations in which something was found; null where it is not written in this file.</summary>
    public abstract FixTarget? TargetOf(MigrationOperation operation);

    /// <summary>The changes that make all of the remedies; those that cannot be made without losing something are left out.</summary>
    public IReadOnlyList<TextChange> Edit(IReadOnlyList<(FixTarget Target, Remedy Remedy)> fixes)
    {
        var whole = fixes.Select(PartsOf).ToList();
        while (true)
        {
            var leftOut = new HashSet<Remedy>(ReferenceComparer<Remedy>.Instance);
            var changes = Write([.. whole.SelectMany(static parts => parts)], leftOut);
            // Beside others a part may be in the way of one of theirs: then the rest of its remedy is not made either. The first comes first.
            var broken = whole.FindLastIndex(parts => parts.Count > 1 && parts.Exists(p => leftOut.Contains(p.Remedy)));
            if (broken < 0)
            {
                return changes;
            }

            whole.RemoveAt(broken);
        }
    }

    /// <summary>The changes, where no remedy has others beside it.</summary>
    /// <param name="leftOut">Gets those that cannot be made.</param>
    protected abstract IReadOnlyList<TextChange> Write(IReadOnlyList<(FixTarget Target, Remedy Remedy)> fixes, ISet<Remedy> leftOut);

    /// <summary>The remedy with those beside it; none where one of them cannot be made.</summary>
    private List<(FixTarget Target, Remedy Remedy)> PartsOf((FixTarget Target, Remedy Remedy) fix)
    {
        if (fix.Remedy.Also.IsEmpty)
        {
            return [fix];
        }

        var parts = new List<(FixTarget Target, Remedy Remedy)> { fix };
        foreach (var also in fix.Remedy.Also)
        {
            if (TargetOf(also.On!) is not { } target)
            {
                return [];
            }

            parts.Add((target, also));
        }

        return parts.TrueForAll(p => Write([p], new HashSet<Remedy>()).Count > 0) ? parts : [];
    }
}
