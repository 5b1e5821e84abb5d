using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles;

/// <summary>One direction of a migration, as a file has it.</summary>
/// <param name="Id">The migration's id.</param>
/// <param name="Order">Where it runs among those of its history, by ordinal comparison; null where that is not known.</param>
/// <param name="Sections">What is sent to the server, in this order.</param>
internal sealed record SqlScript(string Id, string? Order, MigrationDirection Direction, ImmutableArray<SqlSection> Sections);
