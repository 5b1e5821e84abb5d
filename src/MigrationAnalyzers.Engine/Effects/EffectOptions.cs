namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What effects depend on besides the operation and the catalog.</summary>
/// <param name="PostgresMajor">The server's major version, 12 to 18.</param>
public readonly record struct EffectOptions(int PostgresMajor)
{
    public const int OldestMajor = 12;

    public const int NewestMajor = 18;
}
