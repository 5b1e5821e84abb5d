using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads SQL text into statements and operations, by PostgreSQL's own grammar.</summary>
public static class SqlFrontEnd
{
    /// <summary>
    /// The statements of a script. A script that the grammar rejects gives one <see cref="InvalidSql"/> at the character where it stops; statements
    /// around it that can be told apart are still read.
    /// </summary>
    public static ImmutableArray<MigrationStatement> Read(SqlText sql) => new ScriptReader(sql).Read();

    /// <summary>An expression, as in a column's default or a check constraint.</summary>
    public static SqlExpression ReadExpression(string text) =>
        PgParser.ParseExpression(text).Node is { } node ? ExpressionReader.Read(node, text) : new SqlExpression(text);

    /// <summary>A type, as in EF's column type; null where the text is none.</summary>
    public static SqlType? ReadType(string text) => TypeReader.Read(PgParser.ParseTypeName(text).Node, text.Trim());

    /// <summary>A table name as EF has it: exactly as given, nothing is folded.</summary>
    public static RelationName Name(string? schema, string name) => new(schema, name);
}
