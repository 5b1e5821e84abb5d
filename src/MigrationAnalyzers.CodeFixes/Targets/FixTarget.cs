using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.CodeFixes.Targets;

/// <summary>The operation that a diagnostic is about, with everything that a fix may ask of it.</summary>
/// <param name="Catalog">The schema right before its statement.</param>
/// <param name="Sql">The whole text that the operation is written in; null for calls of MigrationBuilder.</param>
internal sealed record FixTarget(
    MigrationOperation Operation,
    MigrationStatement Statement,
    SchemaCatalog Catalog,
    AnalysisOptions Options,
    string? Sql)
{
    /// <summary>Written in C# as a call of MigrationBuilder.</summary>
    public bool IsCall => Operation.Origin.FrontEnd == FrontEnd.MigrationBuilderCall;

    /// <summary>Written as SQL, in C# or in a file.</summary>
    public bool IsSql => Sql is not null;

    public bool IsPartitioned(RelationName table) => Catalog.Find(table) is { IsPartitioned: true };
}
