namespace MigrationAnalyzers.Engine.Model;

/// <summary>SQL that another database system understands.</summary>
/// <param name="System">Its name.</param>
/// <param name="Remark">What PostgreSQL has instead, in a sentence without a full stop.</param>
public sealed record ForeignSyntax(string System, string Remark);
