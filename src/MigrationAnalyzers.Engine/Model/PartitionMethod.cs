namespace MigrationAnalyzers.Engine.Model;

/// <summary>How PARTITION BY assigns rows to partitions.</summary>
public enum PartitionMethod
{
    Range,
    List,
    Hash,
}
