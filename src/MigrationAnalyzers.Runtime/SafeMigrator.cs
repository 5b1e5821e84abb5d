namespace MigrationAnalyzers.Runtime;

/// <summary>Applies migrations to a database that is in use.</summary>
public sealed class SafeMigrator
{
}
