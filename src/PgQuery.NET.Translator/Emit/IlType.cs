using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Emit;

/// <summary>A type in a signature.</summary>
internal sealed record IlType(Action<SignatureTypeEncoder> Encode, bool ByReference = false)
{
    public static IlType Int32 { get; } = new(encoder => encoder.Int32());

    public static IlType Int64 { get; } = new(encoder => encoder.Int64());

    public static IlType Single { get; } = new(encoder => encoder.Single());

    public static IlType Double { get; } = new(encoder => encoder.Double());

    public static IlType Boolean { get; } = new(encoder => encoder.Boolean());

    public static IlType String { get; } = new(encoder => encoder.String());

    public static IlType ByteArray { get; } = new(encoder => encoder.SZArray().Byte());

    public static IlType Class(EntityHandle type) => new(encoder => encoder.Type(type, isValueType: false));

    public static IlType Struct(EntityHandle type) => new(encoder => encoder.Type(type, isValueType: true));

    public static IlType ReferenceTo(IlType type) => new(type.Encode, ByReference: true);

    public static IlType Of(ValueType type) => type switch
    {
        ValueType.I32 => Int32,
        ValueType.I64 => Int64,
        ValueType.F32 => Single,
        ValueType.F64 => Double,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
