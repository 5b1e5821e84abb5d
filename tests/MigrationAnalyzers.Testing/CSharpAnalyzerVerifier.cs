using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationAnalyzers.Testing;

/// <summary>Checks what an analyzer reports. The methods are those of Microsoft's verifier.</summary>
public static class CSharpAnalyzerVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>The diagnostic of the analyzer's only descriptor.</summary>
    public static DiagnosticResult Diagnostic() => new(new TAnalyzer().SupportedDiagnostics.Single().Id, null);

    public static DiagnosticResult Diagnostic(string id) => new(id, null);

    public static DiagnosticResult Diagnostic(DiagnosticDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return new DiagnosticResult(descriptor.Id, descriptor.DefaultSeverity);
    }

    /// <summary>All diagnostics of the analyzer are compared with the marked places and the expected ones.</summary>
    public static Task VerifyAnalyzerAsync(string source, params DiagnosticResult[] expected) => VerifyAsync(null, source, expected);

    /// <summary>Only the diagnostics of that id are compared; <c>[|...|]</c> means it.</summary>
    public static Task VerifyRuleAsync(string id, string source, params DiagnosticResult[] expected) => VerifyAsync(id, source, expected);

    private static Task VerifyAsync(string? id, string source, DiagnosticResult[] expected)
    {
        var test = new Test { TestCode = source, DefaultId = id };
        if (id is not null)
        {
            test.OnlyIds.Add(id);
        }

        foreach (var result in expected)
        {
            test.ExpectedDiagnostics.Add(result);
        }

        return test.RunAsync();
    }

    /// <summary>The test itself, for options, further files and references.</summary>
    public sealed class Test : AnalyzerTest<TAnalyzer>;
}
