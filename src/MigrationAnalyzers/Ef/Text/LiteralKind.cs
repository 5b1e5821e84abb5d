namespace MigrationAnalyzers.Ef.Text;

/// <summary>How the characters of a C# string literal are written.</summary>
internal enum LiteralKind
{
    /// <summary><c>"..."</c></summary>
    Regular,

    /// <summary><c>@"..."</c></summary>
    Verbatim,

    /// <summary><c>"""..."""</c> on one line.</summary>
    Raw,

    /// <summary><c>"""</c> on a line of its own; the indentation of the closing quotes is removed from each line.</summary>
    MultiLineRaw,
}
