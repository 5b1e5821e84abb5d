namespace MigrationAnalyzers.Engine.History;

/// <summary>A subscription as far as the migrations tell.</summary>
/// <param name="IsDisabled">It is known not to be enabled.</param>
/// <param name="HasNoSlot">It was made with <c>slot_name = none</c>.</param>
internal sealed record SubscriptionInfo(bool IsDisabled, bool HasNoSlot);
