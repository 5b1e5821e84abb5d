using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace PgQuery.Translator.Emit;

/// <summary>Collects types and writes them as a deterministic netstandard2.0 assembly.</summary>
/// <remarks>
/// System.Reflection.Metadata rather than PersistedAssemblyBuilder: references are written by name, so no reference
/// assembly has to be found and loaded, branches come out in their short forms, and the same input gives the same bytes.
/// </remarks>
internal sealed class AssemblyBuilder
{
    private readonly MetadataBuilder _metadata = new();
    private readonly List<TypeEntry> _types = [];
    private readonly BlobBuilder _code = new();
    private readonly BlobBuilder _data = new();
    private readonly Dictionary<string, TypeReferenceHandle> _references = new(StringComparer.Ordinal);
    private readonly AssemblyReferenceHandle _netstandard;
    private readonly ReservedBlob<GuidHandle> _moduleVersion;
    private readonly string _name;

    public AssemblyBuilder(string name, Version version)
    {
        _name = name;
        _moduleVersion = _metadata.ReserveGuid();
        _metadata.AddAssembly(_metadata.GetOrAddString(name), version, default, default, 0, AssemblyHashAlgorithm.None);
        _netstandard = _metadata.AddAssemblyReference(
            _metadata.GetOrAddString("netstandard"),
            new Version(2, 0, 0, 0),
            default,
            _metadata.GetOrAddBlob(new byte[] { 0xcc, 0x7b, 0x13, 0xff, 0xcd, 0x2d, 0xdd, 0x51 }),
            default,
            default);
    }

    public TypeReferenceHandle Reference(string @namespace, string name)
    {
        var key = @namespace + "." + name;
        if (!_references.TryGetValue(key, out var handle))
        {
            handle = _metadata.AddTypeReference(_netstandard, _metadata.GetOrAddString(@namespace), _metadata.GetOrAddString(name));
            _references.Add(key, handle);
        }

        return handle;
    }

    public MemberHandle Member(EntityHandle type, string name, bool isStatic, IlType? result, params IlType[] parameters) =>
        new(
            _metadata.AddMemberReference(type, _metadata.GetOrAddString(name), MethodSignature(isStatic, result, parameters)),
            (result is null ? 0 : 1) - parameters.Length - (isStatic ? 0 : 1));

    public MemberReferenceHandle Field(EntityHandle type, string name, IlType fieldType)
    {
        var signature = new BlobBuilder();
        fieldType.Encode(new BlobEncoder(signature).FieldSignature());
        return _metadata.AddMemberReference(type, _metadata.GetOrAddString(name), _metadata.GetOrAddBlob(signature));
    }

    public UserStringHandle Text(string text) => _metadata.GetOrAddUserString(text);

    public TypeEntry AddType(
        string @namespace, string name, TypeAttributes attributes, EntityHandle @base, TypeEntry? enclosing = null, int? explicitSize = null)
    {
        var type = new TypeEntry
        {
            Namespace = @namespace,
            Name = name,
            Attributes = attributes,
            Base = @base,
            Enclosing = enclosing,
            ExplicitSize = explicitSize,
            Handle = MetadataTokens.TypeDefinitionHandle(_types.Count + 2), // row 1 is <Module>
        };
        _types.Add(type);
        return type;
    }

    /// <summary>Adds <c>[attribute(text)]</c>, or <c>[attribute]</c>, to the assembly.</summary>
    public void AddAssemblyAttribute(string @namespace, string name, string? text = null)
    {
        var constructor = text is null
            ? Member(Reference(@namespace, name), ".ctor", isStatic: false, null)
            : Member(Reference(@namespace, name), ".ctor", isStatic: false, null, IlType.String);
        var value = new BlobBuilder();
        value.WriteUInt16(1);
        if (text is not null)
        {
            value.WriteSerializedString(text);
        }

        value.WriteUInt16(0);
        _metadata.AddCustomAttribute(EntityHandle.AssemblyDefinition, constructor.Handle, _metadata.GetOrAddBlob(value));
    }

    public byte[] Write()
    {
        BuildBodies();
        AssignRows();
        var bodies = new MethodBodyStreamEncoder(_code);
        WriteModule();
        foreach (var type in _types)
        {
            WriteType(type, bodies);
        }

        var header = new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll | Characteristics.ExecutableImage | Characteristics.LargeAddressAware);
        var image = new ManagedPEBuilder(
            header,
            new MetadataRootBuilder(_metadata),
            _code,
            _data,
            deterministicIdProvider: content => Identify(content));
        var file = new BlobBuilder();
        var id = image.Serialize(file);
        _moduleVersion.CreateWriter().WriteGuid(id.Guid);
        return file.ToArray();
    }

    private static BlobContentId Identify(IEnumerable<Blob> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var blob in content)
        {
            var bytes = blob.GetBytes();
            hash.AppendData(bytes.Array!, bytes.Offset, bytes.Count);
        }

        return BlobContentId.FromHash(hash.GetHashAndReset());
    }

    /// <summary>Bodies may ask for further methods, which are built in turn.</summary>
    private void BuildBodies()
    {
        bool more;
        do
        {
            more = false;
            for (var i = 0; i < _types.Count; i++)
            {
                for (var j = 0; j < _types[i].Methods.Count; j++)
                {
                    var method = _types[i].Methods[j];
                    if (method.BuiltBody is null)
                    {
                        method.BuiltBody = new IlBody();
                        method.Body(method.BuiltBody);
                        more = true;
                    }
                }
            }
        }
        while (more);
    }

    private void AssignRows()
    {
        var method = 1;
        var field = 1;
        foreach (var type in _types)
        {
            foreach (var entry in type.Fields)
            {
                entry.Handle = MetadataTokens.FieldDefinitionHandle(field++);
            }

            foreach (var entry in type.Methods)
            {
                entry.Handle = MetadataTokens.MethodDefinitionHandle(method++);
            }
        }
    }

    private void WriteModule()
    {
        _metadata.AddModule(0, _metadata.GetOrAddString(_name + ".dll"), _moduleVersion.Handle, default, default);
        _metadata.AddTypeDefinition(
            default, default, _metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
    }

    private void WriteType(TypeEntry type, MethodBodyStreamEncoder bodies)
    {
        _metadata.AddTypeDefinition(
            type.Attributes,
            _metadata.GetOrAddString(type.Namespace),
            _metadata.GetOrAddString(type.Name),
            type.Base,
            MetadataTokens.FieldDefinitionHandle(_metadata.GetRowCount(TableIndex.Field) + 1),
            MetadataTokens.MethodDefinitionHandle(_metadata.GetRowCount(TableIndex.MethodDef) + 1));
        if (type.Enclosing is { } enclosing)
        {
            _metadata.AddNestedType(type.Handle, enclosing.Handle);
        }

        if (type.ExplicitSize is { } size)
        {
            _metadata.AddTypeLayout(type.Handle, 1, (uint)size);
        }

        foreach (var field in type.Fields)
        {
            WriteField(field);
        }

        foreach (var method in type.Methods)
        {
            WriteMethod(method, bodies);
        }

        WriteProperties(type);
    }

    private void WriteField(FieldEntry field)
    {
        var signature = new BlobBuilder();
        field.Type.Encode(new BlobEncoder(signature).FieldSignature());
        _metadata.AddFieldDefinition(field.Attributes, _metadata.GetOrAddString(field.Name), _metadata.GetOrAddBlob(signature));
        if (field.Data is { } data)
        {
            _data.Align(8);
            _metadata.AddFieldRelativeVirtualAddress(field.Handle, _data.Count);
            _data.WriteBytes(data);
        }
    }

    private void WriteMethod(MethodEntry method, MethodBodyStreamEncoder bodies)
    {
        var body = method.BuiltBody!;
        var layout = new IlLayout(body);
        var encoded = bodies.AddMethodBody(
            layout.Size,
            Math.Max(body.MaxStack, 1),
            body.Handlers.Count,
            hasSmallExceptionRegions: false,
            LocalSignature(body.Locals),
            MethodBodyAttributes.InitLocals);
        layout.Write(new BlobWriter(encoded.Instructions), TokenOf);
        foreach (var handler in body.Handlers)
        {
            var start = layout.OffsetOf(handler.TryStart);
            var end = layout.OffsetOf(handler.TryEnd);
            encoded.ExceptionRegions.AddCatch(start, end - start, end, layout.OffsetOf(handler.HandlerEnd) - end, handler.Exception);
        }

        var firstParameter = MetadataTokens.ParameterHandle(_metadata.GetRowCount(TableIndex.Param) + 1);
        for (var i = 0; i < method.ParameterNames.Length; i++)
        {
            _metadata.AddParameter(ParameterAttributes.None, _metadata.GetOrAddString(method.ParameterNames[i]), i + 1);
        }

        _metadata.AddMethodDefinition(
            method.Attributes,
            MethodImplAttributes.IL,
            _metadata.GetOrAddString(method.Name),
            MethodSignature(method.IsStatic, method.Result, method.Parameters),
            encoded.Offset,
            firstParameter);
    }

    private void WriteProperties(TypeEntry type)
    {
        for (var i = 0; i < type.Properties.Count; i++)
        {
            var property = type.Properties[i];
            var signature = new BlobBuilder();
            new BlobEncoder(signature).PropertySignature(isInstanceProperty: true).Parameters(0, result => property.Type.Encode(result.Type()), _ => { });
            var handle = _metadata.AddProperty(PropertyAttributes.None, _metadata.GetOrAddString(property.Name), _metadata.GetOrAddBlob(signature));
            if (i == 0)
            {
                _metadata.AddPropertyMap(type.Handle, handle);
            }

            _metadata.AddMethodSemantics(handle, MethodSemanticsAttributes.Getter, property.Getter.Handle);
        }
    }

    private StandaloneSignatureHandle LocalSignature(IReadOnlyList<IlType> locals)
    {
        if (locals.Count == 0)
        {
            return default;
        }

        var signature = new BlobBuilder();
        var encoder = new BlobEncoder(signature).LocalVariableSignature(locals.Count);
        foreach (var local in locals)
        {
            local.Encode(encoder.AddVariable().Type(local.ByReference));
        }

        return _metadata.AddStandaloneSignature(_metadata.GetOrAddBlob(signature));
    }

    private BlobHandle MethodSignature(bool isStatic, IlType? result, IlType[] parameters)
    {
        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature(isInstanceMethod: !isStatic).Parameters(
            parameters.Length,
            encoder =>
            {
                if (result is null)
                {
                    encoder.Void();
                }
                else
                {
                    result.Encode(encoder.Type(result.ByReference));
                }
            },
            encoder =>
            {
                foreach (var parameter in parameters)
                {
                    parameter.Encode(encoder.AddParameter().Type(parameter.ByReference));
                }
            });
        return _metadata.GetOrAddBlob(signature);
    }

    private static int TokenOf(object token) => token switch
    {
        MethodEntry method => MetadataTokens.GetToken(method.Handle),
        FieldEntry field => MetadataTokens.GetToken(field.Handle),
        MemberHandle member => MetadataTokens.GetToken(member.Handle),
        MemberReferenceHandle member => MetadataTokens.GetToken(member),
        TypeReferenceHandle type => MetadataTokens.GetToken(type),
        TypeDefinitionHandle type => MetadataTokens.GetToken(type),
        EntityHandle type => MetadataTokens.GetToken(type),
        UserStringHandle text => MetadataTokens.GetToken(text),
        _ => throw new InvalidOperationException($"No token for {token.GetType().Name}."),
    };
}
