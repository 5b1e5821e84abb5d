using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Types that do not exist for certain: the history is whole, and neither PostgreSQL, nor an extension, nor a migration has them.</summary>
internal static class MissingTypes
{
    public static string? ErrorOf(MigrationOperation operation, EffectScope scope) => operation switch
    {
        AddColumn { IfNotExists: true } add when scope.Find(add.Table)?.Column(add.Column.Name) is not null => null,
        AddColumn add => ErrorOf(add.Column.Type, scope),
        CreateTable { IfNotExists: true } create when scope.Find(create.Table) is not null => null,
        CreateTable create => create.Columns.Select(c => ErrorOf(c.Type, scope)).FirstOrDefault(static e => e is not null),
        AlterColumnType change => ErrorOf(change.NewType, scope),
        CreateDomain create => ErrorOf(create.BaseType, scope),
        _ => null,
    };

    private static string? ErrorOf(SqlType? type, EffectScope scope)
    {
        var catalog = scope.Catalog;
        if (type is null || !catalog.IsWhole || catalog.Parameter("search_path") is not null || TypeNames.IsCore(type) || type.Schema is "pg_catalog" or "information_schema")
        {
            return null;
        }

        if (!TypeNames.IsUserType(type))
        {
            // A type of an extension that no migration installed, where the extension is known.
            return Extensions.WithType(type.Name) is { } extension && !catalog.InstalledExtensions.Contains(extension) ? Missing(type) : null;
        }

        // A range type has a function of its name; an array type may be written as _name, and a view has a row type.
        var name = new RelationName(type.Schema, type.Name);
        var isKnown = ResolvedType.Of(type with { ArrayDimensions = 0 }, catalog).Unknown is null
            || catalog.Domains.ContainsKey(name)
            || catalog.Functions.ContainsKey(name)
            || catalog.HasRelation(name)
            || type.Name.StartsWith("_", StringComparison.Ordinal)
            || catalog.InstalledExtensions.Any(e => Extensions.TypesOf(e).Contains(type.Name, StringComparer.Ordinal));
        return isKnown ? null : Missing(type);
    }

    private static string Missing(SqlType type) => $"type \"{type.Text}\" does not exist";
}
