namespace MigrationAnalyzers.Engine.Model;

/// <summary>
/// The name of a table, index, view or sequence as the catalog has it: unquoted, and folded to lower case where it
/// was written without quotes. No schema and <c>public</c> are the same name.
/// </summary>
public readonly record struct RelationName(string? Schema, string Name)
{
    public const string DefaultSchema = "public";

    private string EffectiveSchema => Schema ?? DefaultSchema;

    public bool Equals(RelationName other) =>
        string.Equals(Name, other.Name, StringComparison.Ordinal)
        && string.Equals(EffectiveSchema, other.EffectiveSchema, StringComparison.Ordinal);

    public override int GetHashCode() =>
        unchecked((StringComparer.Ordinal.GetHashCode(Name) * 397) ^ StringComparer.Ordinal.GetHashCode(EffectiveSchema));

    /// <summary>The name for people: without quotes, the schema only where it is not the default one.</summary>
    public override string ToString() =>
        Schema is null or DefaultSchema ? Name : Schema + "." + Name;
}
