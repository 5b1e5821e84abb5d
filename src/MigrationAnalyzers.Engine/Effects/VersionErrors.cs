using System.Globalization;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What an older server does not know: its grammar or the command rejects it.</summary>
internal static class VersionErrors
{
    public static string Needs(string what, int major) =>
        string.Format(CultureInfo.InvariantCulture, "{0} needs PostgreSQL {1}", what, major);

    public static void Check(ConstraintDefinition constraint, EffectScope scope, EffectBuilder effect)
    {
        var error = constraint switch
        {
            { NotEnforced: true } when scope.Major < 18 => Needs("NOT ENFORCED", 18),
            NotNullConstraint { Inline: false } when scope.Major < 18 => Needs("ADD CONSTRAINT ... NOT NULL", 18),
            UniqueConstraint { WithoutOverlaps: true } or PrimaryKeyConstraint { WithoutOverlaps: true } when scope.Major < 18 => Needs("WITHOUT OVERLAPS", 18),
            ForeignKeyConstraint { HasPeriod: true } when scope.Major < 18 => Needs("PERIOD", 18),
            UniqueConstraint { NullsNotDistinct: true } when scope.Major < 15 => Needs("NULLS NOT DISTINCT", 15),
            ForeignKeyConstraint { OnDeleteColumns.IsEmpty: false } when scope.Major < 15 => Needs("a column list for ON DELETE", 15),
            _ => null,
        };
        effect.Error ??= error;
    }
}
