using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Ef.Designer;

/// <summary>An entity type of the designer's model, as far as its table goes.</summary>
internal sealed class DesignerEntity(string name)
{
    public string Name { get; } = name;

    /// <summary>Null where the entity has no table, or that of its base.</summary>
    public RelationName? Table { get; set; }

    /// <summary>It says <c>ToTable</c>, with a name or with null.</summary>
    public bool SaysTable { get; set; }

    /// <summary>Another DbContext makes the table.</summary>
    public bool IsExcluded { get; set; }

    /// <summary>It is mapped in a way that leaves open which column is in which table (several tables, JSON, table per concrete type).</summary>
    public bool IsUnclear { get; set; }

    /// <summary>HasBaseType.</summary>
    public string? Base { get; set; }

    /// <summary>The entity that owns it.</summary>
    public DesignerEntity? Owner { get; set; }

    public List<DesignerProperty> Properties { get; } = [];

    public List<DesignerKey> Keys { get; } = [];

    public List<DesignerIndex> Indexes { get; } = [];

    public List<DesignerForeignKey> ForeignKeys { get; } = [];

    public List<CheckConstraint> Checks { get; } = [];

    public DesignerProperty? Property(string name)
    {
        foreach (var property in Properties)
        {
            if (string.Equals(property.Name, name, StringComparison.Ordinal))
            {
                return property;
            }
        }

        return null;
    }
}

/// <param name="IsNamed">HasColumnName says the column.</param>
internal sealed record DesignerProperty(string Name, ColumnDefinition Column, bool IsNamed);

/// <param name="Name">Null: the conventional one.</param>
internal sealed record DesignerKey(string? Name, ImmutableArray<string> Properties, bool IsPrimary);

/// <param name="Name">Null: the conventional one.</param>
/// <param name="Included">The properties of INCLUDE.</param>
/// <param name="Descending">Null: ascending. Empty: all descending.</param>
internal sealed record DesignerIndex(
    string? Name, ImmutableArray<string> Properties, ImmutableArray<string> Included, ImmutableArray<bool>? Descending, ImmutableArray<string> Operators, CreateIndex Definition);

/// <param name="Name">Null: the conventional one.</param>
/// <param name="Dependent">The entity with the foreign key, where the call names it; otherwise the one that it stands in.</param>
/// <param name="PrincipalProperties">Empty: the primary key.</param>
internal sealed record DesignerForeignKey(
    string? Name, string Dependent, string Principal, ImmutableArray<string> Properties, ImmutableArray<string> PrincipalProperties, ReferentialAction OnDelete);
