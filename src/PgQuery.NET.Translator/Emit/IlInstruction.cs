using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace PgQuery.Translator.Emit;

/// <summary>One instruction. At most one of the operands is set, as the opcode asks for.</summary>
internal sealed record IlInstruction(
    OpCode OpCode,
    long Number = 0,
    IlLabel? Label = null,
    IlLabel[]? Targets = null,
    object? Token = null);

/// <summary>A catch clause. The handler starts where the protected range ends.</summary>
internal sealed record IlHandler(IlLabel TryStart, IlLabel TryEnd, IlLabel HandlerEnd, EntityHandle Exception);
