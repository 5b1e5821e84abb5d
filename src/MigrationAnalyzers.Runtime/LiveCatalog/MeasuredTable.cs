namespace MigrationAnalyzers.Runtime.LiveCatalog;

/// <summary>How large a table is.</summary>
/// <param name="Schema">As the catalog spells it.</param>
/// <param name="Name">As the catalog spells it.</param>
/// <param name="Rows">Estimated from the statistics; null where the server has none: a table that was never analyzed.</param>
/// <param name="TotalBytes">With indexes and TOAST.</param>
internal sealed record MeasuredTable(string Schema, string Name, long? Rows, long? TotalBytes);
