using System.Collections.Immutable;
using System.Text;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>Writes the pieces of the model as clauses of SQL. Null where a piece says less than the clause needs.</summary>
internal static class SqlClauses
{
    /// <summary>The columns, separated by commas, in parentheses.</summary>
    public static string Columns(ImmutableArray<string> columns) => "(" + string.Join(", ", columns.Select(SqlIdentifier.Quote)) + ")";

    /// <summary>An expression that is safe to be followed by more SQL: a comment at its end is ended.</summary>
    public static string Expression(SqlExpression expression) => expression.Text.Contains("--") ? expression.Text + "\n" : expression.Text;

    /// <summary>A string constant in the form that needs no escapes whatever standard_conforming_strings says, except for backslashes.</summary>
    public static string Text(string value) =>
        (value.Contains("\\") ? "E'" + value.Replace("\\", "\\\\").Replace("'", "''") : "'" + value.Replace("'", "''")) + "'";

    /// <summary>A column as ADD COLUMN has it, without its default and its nullability.</summary>
    public static string? ColumnAndType(ColumnDefinition column)
    {
        if (column.Type is not { } type)
        {
            return null;
        }

        var text = SqlIdentifier.Quote(column.Name) + " " + type.Text;
        return column.Collation is { } collation ? text + " COLLATE " + SqlIdentifier.Quote(collation) : text;
    }

    /// <summary>A table constraint, its name and NOT VALID included.</summary>
    public static string? Constraint(ConstraintDefinition constraint)
    {
        var body = constraint switch
        {
            ForeignKeyConstraint key => ForeignKey(key),
            CheckConstraint check => "CHECK (" + Expression(check.Expression) + ")" + (check.NoInherit ? " NO INHERIT" : ""),
            PrimaryKeyConstraint { UsingIndex: null } key => "PRIMARY KEY " + Columns(key.Columns),
            PrimaryKeyConstraint { UsingIndex: { } index } => "PRIMARY KEY USING INDEX " + SqlIdentifier.Quote(index),
            UniqueConstraint { UsingIndex: null } unique => (unique.NullsNotDistinct ? "UNIQUE NULLS NOT DISTINCT " : "UNIQUE ") + Columns(unique.Columns),
            UniqueConstraint { UsingIndex: { } index } => "UNIQUE USING INDEX " + SqlIdentifier.Quote(index),
            NotNullConstraint notNull => "NOT NULL " + SqlIdentifier.Quote(notNull.Column),
            // The model does not keep what an exclusion constraint excludes.
            ExclusionConstraint => null,
            _ => throw new ArgumentOutOfRangeException(nameof(constraint), constraint, null),
        };
        if (body is null)
        {
            return null;
        }

        var text = new StringBuilder();
        if (constraint.Name is { } name)
        {
            text.Append("CONSTRAINT ").Append(SqlIdentifier.Quote(name)).Append(' ');
        }

        return text.Append(body)
            .Append(constraint.Deferrable ? " DEFERRABLE" : "")
            .Append(constraint.InitiallyDeferred ? " INITIALLY DEFERRED" : "")
            .Append(constraint.NotEnforced ? " NOT ENFORCED" : "")
            .Append(constraint.NotValid ? " NOT VALID" : "")
            .ToString();
    }

    private static string ForeignKey(ForeignKeyConstraint key)
    {
        var text = new StringBuilder("FOREIGN KEY ").Append(Columns(key.Columns)).Append(" REFERENCES ").Append(SqlIdentifier.Quote(key.ReferencedTable));
        if (!key.ReferencedColumns.IsEmpty)
        {
            text.Append(' ').Append(Columns(key.ReferencedColumns));
        }

        text.Append(key.MatchFull ? " MATCH FULL" : "");
        if (key.OnDelete != ReferentialAction.NoAction)
        {
            text.Append(" ON DELETE ").Append(Action(key.OnDelete));
            if (!key.OnDeleteColumns.IsEmpty)
            {
                text.Append(' ').Append(Columns(key.OnDeleteColumns));
            }
        }

        return key.OnUpdate == ReferentialAction.NoAction ? text.ToString() : text.Append(" ON UPDATE ").Append(Action(key.OnUpdate)).ToString();
    }

    private static string Action(ReferentialAction action) => action switch
    {
        ReferentialAction.NoAction => "NO ACTION",
        ReferentialAction.Restrict => "RESTRICT",
        ReferentialAction.Cascade => "CASCADE",
        ReferentialAction.SetNull => "SET NULL",
        ReferentialAction.SetDefault => "SET DEFAULT",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };
}
