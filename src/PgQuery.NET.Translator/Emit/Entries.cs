using System.Reflection;
using System.Reflection.Metadata;

namespace PgQuery.Translator.Emit;

/// <summary>A type of the emitted assembly. Its row is fixed when it is added.</summary>
internal sealed class TypeEntry
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required TypeAttributes Attributes { get; init; }

    public required EntityHandle Base { get; init; }

    public required TypeDefinitionHandle Handle { get; init; }

    public TypeEntry? Enclosing { get; init; }

    /// <summary>Size and alignment of a type that is a block of bytes.</summary>
    public int? ExplicitSize { get; init; }

    public List<FieldEntry> Fields { get; } = [];

    public List<MethodEntry> Methods { get; } = [];

    public List<PropertyEntry> Properties { get; } = [];
}

internal sealed class FieldEntry
{
    public required string Name { get; init; }

    public required FieldAttributes Attributes { get; init; }

    public required IlType Type { get; init; }

    /// <summary>The bytes a static field starts with.</summary>
    public byte[]? Data { get; init; }

    public FieldDefinitionHandle Handle { get; set; }
}

internal sealed class MethodEntry
{
    public required string Name { get; init; }

    public required MethodAttributes Attributes { get; init; }

    public required IlType[] Parameters { get; init; }

    public required IlType? Result { get; init; }

    /// <summary>Names of the parameters; empty for internal methods, which need none.</summary>
    public string[] ParameterNames { get; init; } = [];

    public required Action<IlBody> Body { get; init; }

    public IlBody? BuiltBody { get; set; }

    public MethodDefinitionHandle Handle { get; set; }

    public bool IsStatic => (Attributes & MethodAttributes.Static) != 0;

    public int StackEffect => (Result is null ? 0 : 1) - Parameters.Length - (IsStatic ? 0 : 1);
}

internal sealed record PropertyEntry(string Name, IlType Type, MethodEntry Getter);

/// <summary>A method of another assembly.</summary>
internal sealed record MemberHandle(MemberReferenceHandle Handle, int StackEffect);
