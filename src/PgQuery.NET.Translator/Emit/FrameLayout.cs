using System.Reflection;
using PgQuery.Translator.Outlining;

namespace PgQuery.Translator.Emit;

/// <summary>The structure through which a function and its regions share locals.</summary>
internal sealed class FrameLayout
{
    private readonly Dictionary<int, FieldEntry> _fields = [];

    public FrameLayout(AssemblyBuilder assembly, TypeEntry enclosing, OutlinedFunction function)
    {
        var type = assembly.AddType(
            string.Empty,
            $"Frame{function.Function.Index}",
            TypeAttributes.NestedAssembly | TypeAttributes.SequentialLayout | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit,
            assembly.Reference("System", "ValueType"),
            enclosing);
        foreach (var local in function.Frame)
        {
            var field = new FieldEntry { Name = $"l{local}", Type = IlType.Of(function.Function.Locals[local]), Attributes = FieldAttributes.Assembly };
            type.Fields.Add(field);
            _fields.Add(local, field);
        }

        Type = IlType.Struct(type.Handle);
    }

    public IlType Type { get; }

    public FieldEntry FieldOf(int local) => _fields[local];
}
