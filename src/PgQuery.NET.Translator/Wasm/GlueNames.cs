using System.Text.RegularExpressions;

namespace PgQuery.Translator.Wasm;

/// <summary>Emscripten minifies the names of imports and exports; the JavaScript glue beside the module has the map.</summary>
internal sealed partial class GlueNames
{
    /// <summary>C or JavaScript name by minified import name.</summary>
    public required IReadOnlyDictionary<string, string> Imports { get; init; }

    /// <summary>Minified export name by C name.</summary>
    public required IReadOnlyDictionary<string, string> Exports { get; init; }

    /// <summary>The minified name of the export that runs the constructors.</summary>
    public required string Constructors { get; init; }

    public static GlueNames Read(string script)
    {
        var table = ImportTable().Match(script);
        if (!table.Success)
        {
            throw new InvalidDataException("The JavaScript glue has no table wasmImports.");
        }

        var imports = table.Groups[1].Value.Split(',')
            .Select(entry => entry.Split(':'))
            .ToDictionary(entry => entry[0], entry => entry[1].TrimStart('_'), StringComparer.Ordinal);
        var exports = ExportAssignment().Matches(script)
            .ToDictionary(match => match.Groups[1].Value.TrimStart('_'), match => match.Groups[2].Value, StringComparer.Ordinal);
        var constructors = ConstructorCall().Match(script);
        return new GlueNames
        {
            Imports = imports,
            Exports = exports,
            Constructors = constructors.Success
                ? constructors.Groups[1].Value
                : throw new InvalidDataException("The JavaScript glue runs no constructors."),
        };
    }

    [GeneratedRegex("wasmImports=\\{([^}]*)\\}")]
    private static partial Regex ImportTable();

    [GeneratedRegex("(\\w+)=(?:Module\\[\"\\w+\"\\]=)?wasmExports\\[\"(\\w+)\"\\]")]
    private static partial Regex ExportAssignment();

    [GeneratedRegex("wasmExports\\[\"(\\w+)\"\\]\\(\\)")]
    private static partial Regex ConstructorCall();
}
