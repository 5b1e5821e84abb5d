using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>The columns in whose order the rows of a table can be walked, each row once: unique, never NULL, and with an index that gives the order.</summary>
internal static class WalkingKey
{
    /// <summary>Empty where none is known.</summary>
    public static ImmutableArray<string> Of(RelationName table, SchemaCatalog catalog)
    {
        // The key of a parent says nothing of the rows of tables that inherit from it.
        if (catalog.Find(table) is not { } info || (!info.IsPartitioned && !catalog.Descendants(table).IsEmpty))
        {
            return [];
        }

        if (info.PrimaryKey is { Columns: { IsEmpty: false } primary })
        {
            return primary;
        }

        var keys = info.Constraints.OfType<UniqueConstraint>().Select(static u => u.Columns).Concat(
            from index in info.Indexes
            where index is { HasExpressions: false, IsInvalid: false, Definition: { Unique: true, Filter: null, Only: false, Method: null or "btree" } }
            select index.Definition.Keys.Select(static k => k.Column!).ToImmutableArray());
        return keys.FirstOrDefault(k => !k.IsDefaultOrEmpty && k.All(c => info.IsNotNull(c) == true)) is { IsDefault: false } key ? key : [];
    }
}
