namespace PgQuery.Translator.Wasm;

/// <summary>A function signature. WebAssembly 1.0 functions return one value or none.</summary>
internal sealed record FunctionType(ValueType[] Parameters, ValueType? Result)
{
    /// <summary>Emscripten's spelling of a signature, for example <c>viii</c>: the result first.</summary>
    public string Key => Letter(Result) + string.Concat(Parameters.Select(p => Letter(p)));

    private static string Letter(ValueType? type) => type switch
    {
        null => "v",
        ValueType.I32 => "i",
        ValueType.I64 => "j",
        ValueType.F32 => "f",
        ValueType.F64 => "d",
        _ => throw new InvalidDataException($"Unknown value type {type}."),
    };
}
