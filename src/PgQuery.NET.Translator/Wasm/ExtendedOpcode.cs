namespace PgQuery.Translator.Wasm;

/// <summary>Instructions after the prefix 0xfc: saturating conversions and bulk memory.</summary>
internal enum ExtendedOpcode
{
    I32TruncSatF32S = 0,
    I32TruncSatF32U = 1,
    I32TruncSatF64S = 2,
    I32TruncSatF64U = 3,
    I64TruncSatF32S = 4,
    I64TruncSatF32U = 5,
    I64TruncSatF64S = 6,
    I64TruncSatF64U = 7,
    MemoryCopy = 10,
    MemoryFill = 11,
}
