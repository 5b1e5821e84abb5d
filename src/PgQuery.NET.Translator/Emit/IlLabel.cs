namespace PgQuery.Translator.Emit;

/// <summary>A place in a method body; its offset is known after layout.</summary>
internal sealed class IlLabel
{
    /// <summary>The index of the instruction that the label precedes.</summary>
    public int Instruction { get; set; } = -1;
}
