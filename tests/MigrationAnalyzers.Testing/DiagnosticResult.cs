using System.Globalization;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Testing;

/// <summary>A diagnostic that a test expects. Without a location it is matched by id alone.</summary>
public sealed record DiagnosticResult(string Id, DiagnosticSeverity? Severity)
{
    /// <summary>Path, and start and length in the file's text; null where any place will do.</summary>
    public (string Path, int Start, int Length)? Span { get; init; }

    /// <summary>The whole message; null where it is not checked.</summary>
    public string? Message { get; init; }

    /// <summary>The number of a <c>{|#0:...|}</c> in the markup.</summary>
    public int? MarkupKey { get; init; }

    public static DiagnosticResult CompilerError(string id) => new(id, DiagnosticSeverity.Error);

    public static DiagnosticResult Warning(string id) => new(id, DiagnosticSeverity.Warning);

    public DiagnosticResult WithMessage(string message) => this with { Message = message };

    public DiagnosticResult WithLocation(int markupKey) => this with { MarkupKey = markupKey };

    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => this with { Severity = severity };

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Id} {Severity?.ToString() ?? "?"} at {(Span is { } span ? $"{span.Path}[{span.Start}..{span.Start + span.Length})" : MarkupKey is { } key ? $"#{key}" : "?")}{(Message is null ? "" : $": {Message}")}");
}
