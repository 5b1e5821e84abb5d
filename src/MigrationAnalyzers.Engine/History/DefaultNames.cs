using System.Globalization;
using System.Text;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>The names that PostgreSQL gives to constraints and indexes that are written without one (ChooseConstraintName, ChooseIndexName).</summary>
internal static class DefaultNames
{
    /// <summary>NAMEDATALEN - 1.</summary>
    private const int MaxBytes = 63;

    public static string Of(TableInfo table, ConstraintDefinition constraint) => constraint switch
    {
        PrimaryKeyConstraint => Choose(table, null, "pkey"),
        UniqueConstraint unique => Choose(table, Join(unique.Columns), "key"),
        ForeignKeyConstraint key => Choose(table, Join(key.Columns), "fkey"),
        CheckConstraint { Expression.Columns: [var column] } => Choose(table, column, "check"),
        CheckConstraint => Choose(table, null, "check"),
        ExclusionConstraint => Choose(table, null, "excl"),
        NotNullConstraint notNull => Choose(table, notNull.Column, "not_null"),
        _ => throw new ArgumentOutOfRangeException(nameof(constraint), constraint, null),
    };

    public static string OfIndex(TableInfo table, CreateIndex index) =>
        Choose(table, Join(ColumnNames(index)), "idx");

    /// <summary>ChooseIndexColumnNames: the columns, those of INCLUDE too; a name that is there already gets a number.</summary>
    private static List<string> ColumnNames(CreateIndex index)
    {
        var names = new List<string>();
        foreach (var name in index.Keys.Select(static k => k.Column ?? ExpressionName(k.Expression)).Concat(index.Include))
        {
            var chosen = name;
            for (var i = 1; names.Contains(chosen); i++)
            {
                chosen = name + i.ToString(CultureInfo.InvariantCulture);
            }

            names.Add(chosen);
        }

        return names;
    }

    /// <summary>FigureIndexColname: the name of the function that is called, or "expr".</summary>
    private static string ExpressionName(SqlExpression? expression)
    {
        var text = expression?.Text.TrimStart(' ', '(') ?? "";
        var length = 0;
        while (length < text.Length && (char.IsLetterOrDigit(text[length]) || text[length] == '_'))
        {
            length++;
        }

        return length > 0 && length < text.Length && text[length] == '(' && text[text.TrimEnd(' ').Length - 1] == ')' ? text.Substring(0, length).ToLowerInvariant() : "expr";
    }

    private static string Join(IEnumerable<string> columns) => string.Join("_", columns);

    /// <summary>The name of the index of a constraint, which no other relation of the schema may have (ChooseRelationName).</summary>
    public static string OfKey(TableInfo table, ConstraintDefinition constraint, SchemaCatalog catalog)
    {
        return constraint switch
        {
            PrimaryKeyConstraint => Choose(table, null, "pkey", IsOthers),
            UniqueConstraint unique => Choose(table, Join(unique.Columns), "key", IsOthers),
            _ => Of(table, constraint),
        };

        bool IsOthers(string name) => catalog.TableOfIndex(table.Name with { Name = name }) is { } owner && !owner.Equals(table.Name);
    }

    private static string Choose(TableInfo table, string? columns, string label, Func<string, bool>? isTaken = null)
    {
        var name = Make(table.Name.Name, columns, label);
        for (var i = 1; IsTaken(table, name) || isTaken?.Invoke(name) == true; i++)
        {
            name = Make(table.Name.Name, columns, label + i.ToString(CultureInfo.InvariantCulture));
        }

        return name;
    }

    private static bool IsTaken(TableInfo table, string name) => table.Constraint(name) is not null || table.Index(name) is not null;

    /// <summary>makeObjectName: the longer of the two names is cut until the whole fits.</summary>
    private static string Make(string table, string? columns, string label)
    {
        var overhead = label.Length + 1 + (columns is null ? 0 : 1);
        var available = MaxBytes - overhead;
        var tableBytes = Encoding.UTF8.GetByteCount(table);
        var columnBytes = columns is null ? 0 : Encoding.UTF8.GetByteCount(columns);
        while (tableBytes + columnBytes > available)
        {
            if (tableBytes > columnBytes)
            {
                tableBytes--;
            }
            else
            {
                columnBytes--;
            }
        }

        return columns is null
            ? Clip(table, tableBytes) + "_" + label
            : Clip(table, tableBytes) + "_" + Clip(columns, columnBytes) + "_" + label;
    }

    private static string Clip(string name, int bytes)
    {
        while (Encoding.UTF8.GetByteCount(name) > bytes)
        {
            name = name[..(char.IsLowSurrogate(name[name.Length - 1]) ? name.Length - 2 : name.Length - 1)];
        }

        return name;
    }
}
