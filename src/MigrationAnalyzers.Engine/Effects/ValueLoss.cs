namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What a conversion does to values that the new type cannot hold.</summary>
/// <param name="Description">For people, after "the change": "rounds to 2 digits after the point".</param>
public sealed record ValueLoss(string Description)
{
    /// <summary>The statement fails at such a value.</summary>
    public bool Fails { get; init; }

    /// <summary>Values are changed without a word.</summary>
    public bool Changes { get; init; }

    internal static ValueLoss Failing(string description) => new(description) { Fails = true };

    internal static ValueLoss Changing(string description) => new(description) { Changes = true };

    /// <summary>Both; null where there is neither.</summary>
    internal static ValueLoss? Of(ValueLoss? first, ValueLoss? second) => (first, second) switch
    {
        (null, _) => second,
        (_, null) => first,
        _ => new ValueLoss(first.Description + ", and " + second.Description) { Fails = first.Fails || second.Fails, Changes = first.Changes || second.Changes },
    };
}
