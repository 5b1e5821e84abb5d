using System.Text;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>Writes operations as SQL statements, without a semicolon. Null where the model says less than the statement needs.</summary>
internal static class SqlStatements
{
    public static string AlterTable(RelationName table, params string[] actions) =>
        "ALTER TABLE " + SqlIdentifier.Quote(table) + " " + string.Join(", ", actions);

    public static string? AddConstraint(AddConstraint add) =>
        SqlClauses.Constraint(add.Constraint) is { } constraint ? AlterTable(add.Table, "ADD " + constraint) : null;

    public static string ValidateConstraint(RelationName table, string name) => AlterTable(table, "VALIDATE CONSTRAINT " + SqlIdentifier.Quote(name));

    public static string DropIndex(DropIndex drop) =>
        "DROP INDEX " + (drop.Concurrently ? "CONCURRENTLY " : "") + (drop.IfExists ? "IF EXISTS " : "")
        + SqlIdentifier.Quote(drop.Index) + (drop.Cascade ? " CASCADE" : "");

    public static string CreateIndex(CreateIndex create)
    {
        var text = new StringBuilder(create.Unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
            .Append(create.Concurrently ? "CONCURRENTLY " : "")
            .Append(create.IfNotExists ? "IF NOT EXISTS " : "");
        if (create.Name is { } name)
        {
            text.Append(SqlIdentifier.Quote(name)).Append(' ');
        }

        text.Append(create.Only ? "ON ONLY " : "ON ").Append(SqlIdentifier.Quote(create.Table));
        if (create.Method is { } method)
        {
            text.Append(" USING ").Append(SqlIdentifier.Quote(method));
        }

        text.Append(" (").Append(string.Join(", ", create.Keys.Select(Key))).Append(')');
        if (!create.Include.IsEmpty)
        {
            text.Append(" INCLUDE ").Append(SqlClauses.Columns(create.Include));
        }

        text.Append(create.NullsNotDistinct ? " NULLS NOT DISTINCT" : "");
        return create.Filter is { } filter ? text.Append(" WHERE ").Append(filter.Text).ToString() : text.ToString();
    }

    private static string Key(IndexKey key)
    {
        var text = new StringBuilder(key.Column is { } column ? SqlIdentifier.Quote(column) : "(" + SqlClauses.Expression(key.Expression!) + ")");
        if (key.Collation is { } collation)
        {
            text.Append(" COLLATE ").Append(SqlIdentifier.Quote(collation));
        }

        if (key.OperatorClass is { } operatorClass)
        {
            text.Append(' ').Append(SqlIdentifier.Quote(operatorClass));
        }

        return text.Append(key.Descending ? " DESC" : "")
            .Append(key.NullsFirst is { } first ? first ? " NULLS FIRST" : " NULLS LAST" : "")
            .ToString();
    }
}
