using System.Globalization;
using System.Text;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.CodeFixes.Design;

/// <summary>The type text with a CHECK of its length, as a column definition has it.</summary>
internal static class LimitedText
{
    /// <summary>Null where the rows of an existing table would be read for the CHECK, and where its name is not free.</summary>
    public static string? Write(FixTarget target, RelationName table, string column, int length)
    {
        var name = $"ck_{table.Name}_{column}_length";
        if (Encoding.UTF8.GetByteCount(name) > SqlIdentifier.MaxBytes
            || target.Operation is not CreateTable && target.Catalog.Find(table) is not { IsNew: true }
            || target.Operation is CreateTable { Constraints: var constraints } && constraints.Any(c => string.Equals(c.Name, name, StringComparison.Ordinal)))
        {
            return null;
        }

        return string.Format(
            CultureInfo.InvariantCulture, "text CONSTRAINT {0} CHECK (char_length({1}) <= {2})", SqlIdentifier.Quote(name), SqlIdentifier.Quote(column), length);
    }
}
