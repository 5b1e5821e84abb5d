using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers;

/// <summary>Makes a diagnostic of a finding. Facts that a fix needs travel in the properties, because additional locations get lost on the way.</summary>
internal static class FindingDiagnostics
{
    /// <summary>The path of the file that the finding is in, for .sql files.</summary>
    public const string PathProperty = "Path";

    /// <summary>Start and length of the finding in the SQL text, separated by a comma.</summary>
    public const string SqlSpanProperty = "SqlSpan";

    /// <summary>Start and length of the statement in the SQL text, separated by a comma.</summary>
    public const string SqlStatementProperty = "SqlStatement";

    public static Diagnostic Create(Finding finding, Func<SourceLocation, Location> locate)
    {
        var severity = finding.Severity switch
        {
            RuleSeverity.Info => DiagnosticSeverity.Info,
            RuleSeverity.Warning => DiagnosticSeverity.Warning,
            _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.Severity, null),
        };
        var additional = finding.Origin.Inner.IsNone ? null : new[] { locate(finding.Origin.Inner) };
        return Diagnostic.Create(
            Descriptors.Of(finding.Rule),
            locate(finding.Location),
            severity,
            additional,
            Properties(finding),
            [.. finding.Arguments]);
    }

    private static ImmutableDictionary<string, string?> Properties(Finding finding)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        foreach (var property in finding.Properties)
        {
            properties.Add(property.Key, property.Value);
        }

        properties.Add(PathProperty, finding.Location.Path);
        if (finding.Origin.SqlSpan.Start >= 0)
        {
            properties.Add(SqlSpanProperty, Span(finding.Origin.SqlSpan));
        }

        if (finding.Origin.SqlStatement.Start >= 0)
        {
            properties.Add(SqlStatementProperty, Span(finding.Origin.SqlStatement));
        }

        return properties.ToImmutable();
    }

    public static string Span((int Start, int Length) span) =>
        span.Start.ToString(CultureInfo.InvariantCulture) + "," + span.Length.ToString(CultureInfo.InvariantCulture);
}
