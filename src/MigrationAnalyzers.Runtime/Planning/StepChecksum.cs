using System.Collections;
using System.Security.Cryptography;
using System.Text;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime.Planning;

/// <summary>
/// Tells whether a step is still what it was when it ran. Of a safe form it is made of what the migration says, not of the SQL that this version of the package makes of it;
/// of EF Core's commands it is their text.
/// </summary>
internal static class StepChecksum
{
    public static string Of(PlannedStep step)
    {
        var text = new StringBuilder();
        if (step is HelperStep { Step: var safe })
        {
            Append(text, safe);
        }
        else
        {
            foreach (var command in step.Commands)
            {
                text.Append(command.Transaction is null ? "alone" : "together").Append('\n').Append(command.Sql).Append('\n');
            }
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())), 0, 16);
    }

    /// <summary>What can be set, by name; what is not set is left out, so that a property which a later version adds changes nothing.</summary>
    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;

            case string or Enum or bool or IFormattable:
                text.Append(FormattableString.Invariant($"{value}"));
                break;

            case IEnumerable list:
                text.Append('[');
                foreach (var item in list)
                {
                    Append(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;

            default:
                text.Append(value.GetType().Name).Append('{');
                foreach (var property in value.GetType().GetProperties().Where(static p => p.CanWrite).OrderBy(static p => p.Name, StringComparer.Ordinal))
                {
                    if (property.GetValue(value) is { } set && !Equals(set, false) && set is not ICollection { Count: 0 })
                    {
                        text.Append(property.Name).Append('=');
                        Append(text, set);
                        text.Append(';');
                    }
                }

                text.Append('}');
                break;
        }
    }
}
