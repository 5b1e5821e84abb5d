namespace PgQuery.Translator.Wasm;

/// <summary>The four value types of WebAssembly 1.0, numbered as in the binary format.</summary>
internal enum ValueType : byte
{
    I32 = 0x7f,
    I64 = 0x7e,
    F32 = 0x7d,
    F64 = 0x7c,
}
