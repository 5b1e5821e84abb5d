using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Suppression;

/// <summary>One of our rules, suppressed in C#.</summary>
/// <param name="Span">The id.</param>
/// <param name="Region">Where it is suppressed.</param>
internal readonly record struct CodeSuppression(string Id, TextSpan Span, TextSpan Region, bool HasReason);
