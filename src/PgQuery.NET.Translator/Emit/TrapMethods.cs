using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace PgQuery.Translator.Emit;

/// <summary>
/// The exceptions of the emitted assembly, and methods that make them. Making is apart from throwing so that the
/// unlikely path is two instructions where it happens: <c>call; throw</c>.
/// </summary>
internal sealed class TrapMethods
{
    private readonly AssemblyBuilder _assembly;
    private readonly TypeEntry _owner;
    private readonly EntityHandle _trap;
    private readonly MethodEntry _trapWithInner;

    public TrapMethods(AssemblyBuilder assembly, TypeEntry owner, string @namespace)
    {
        _assembly = assembly;
        _owner = owner;
        var exception = assembly.Reference("System", "Exception");
        Exception = IlType.Class(exception);
        var trap = assembly.AddType(@namespace, "PgTrapException", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit, exception);
        TrapWithMessage = Constructor(trap, exception, MethodAttributes.Public, ["message"], IlType.String);
        _trapWithInner = Constructor(trap, exception, MethodAttributes.Public, ["message", "innerException"], IlType.String, Exception);
        _trap = trap.Handle;
        var longJump = assembly.AddType(@namespace, "LongJumpException", TypeAttributes.NotPublic | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit, exception);
        LongJump = longJump.Handle;
        NewLongJump = Constructor(longJump, exception, MethodAttributes.Assembly, []);
        Unreachable = Maker("Unreachable", "The parser reached code that PostgreSQL holds to be unreachable.");
        BadCall = Maker("BadCall", "The parser called a function through a pointer that does not point to one of that kind.");
        StackOverflow = Maker("StackOverflow", "The statement is nested too deeply: the parser's stack is full.");
        OutOfMemory = Maker("OutOfMemory", "The statement is too large: the parser's memory is full.");
        Abort = Maker("Abort", "The parser stopped itself: abort.");
        Exit = Maker("Exit", "The parser stopped itself: exit.");
        Dead = Maker("Dead", "This parser instance stopped at an earlier statement and cannot be used any more.");
    }

    public IlType Exception { get; }

    public EntityHandle LongJump { get; }

    public MethodEntry NewLongJump { get; }

    public MethodEntry TrapWithMessage { get; }

    public MethodEntry Unreachable { get; }

    public MethodEntry BadCall { get; }

    public MethodEntry StackOverflow { get; }

    public MethodEntry OutOfMemory { get; }

    public MethodEntry Abort { get; }

    public MethodEntry Exit { get; }

    public MethodEntry Dead { get; }

    /// <summary>
    /// <c>Exception Wrap(Exception e)</c>: the exception to throw for one that ended the parse. It has the original inside,
    /// with the place where it was thrown; one of the runtime (index out of range, division by zero ...) becomes a trap.
    /// </summary>
    public MethodEntry Wrap() => AddTo(_owner, "Wrap", Exception, [Exception], il =>
    {
        var (foreign, create) = (new IlLabel(), new IlLabel());
        var message = il.NewLocal(IlType.String);
        il.LoadArgument(0);
        il.Call(_assembly.Member(_assembly.Reference("System", "Exception"), "get_Message", isStatic: false, IlType.String), OpCodes.Callvirt);
        il.StoreLocal(message);
        il.LoadArgument(0);
        il.Type(OpCodes.Isinst, _trap);
        il.Emit(OpCodes.Brtrue, create);
        il.LoadArgument(0);
        il.Type(OpCodes.Isinst, _assembly.Reference("System", "InsufficientExecutionStackException"));
        il.Emit(OpCodes.Brfalse, foreign);
        il.Text(_assembly.Text("The statement is nested too deeply: the stack of the thread is full."));
        il.StoreLocal(message);
        il.Emit(OpCodes.Br, create);
        il.Mark(foreign);
        il.Text(_assembly.Text("The parser stopped: "));
        il.LoadLocal(message);
        il.Call(
            _assembly.Member(_assembly.Reference("System", "String"), "Concat", isStatic: true, IlType.String, IlType.String, IlType.String),
            OpCodes.Call);
        il.StoreLocal(message);
        il.Mark(create);
        il.LoadLocal(message);
        il.LoadArgument(0);
        il.NewObject(_trapWithInner);
        il.Emit(OpCodes.Ret);
    });

    public static MethodEntry AddTo(TypeEntry owner, string name, IlType? result, IlType[] parameters, Action<IlBody> body)
    {
        var method = new MethodEntry
        {
            Name = name,
            Attributes = MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig,
            Parameters = parameters,
            Result = result,
            Body = body,
        };
        owner.Methods.Add(method);
        return method;
    }

    private MethodEntry Maker(string name, string message) => AddTo(_owner, name, Exception, [], il =>
    {
        il.Text(_assembly.Text(message));
        il.NewObject(TrapWithMessage);
        il.Emit(OpCodes.Ret);
    });

    private MethodEntry Constructor(TypeEntry type, EntityHandle @base, MethodAttributes visibility, string[] names, params IlType[] parameters)
    {
        var method = new MethodEntry
        {
            Name = ".ctor",
            Attributes = visibility | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
            Parameters = parameters,
            ParameterNames = names,
            Result = null,
            Body = il =>
            {
                for (var i = 0; i <= parameters.Length; i++)
                {
                    il.LoadArgument(i);
                }

                il.Call(_assembly.Member(@base, ".ctor", isStatic: false, null, parameters), OpCodes.Call);
                il.Emit(OpCodes.Ret);
            },
        };
        type.Methods.Add(method);
        return method;
    }
}
