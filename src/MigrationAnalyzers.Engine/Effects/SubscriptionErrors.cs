using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Why PostgreSQL refuses ALTER SUBSCRIPTION.</summary>
internal static class SubscriptionErrors
{
    public static string? OfRefresh(string name, EffectScope scope) =>
        scope.Catalog.Subscriptions.TryGetValue(name, out var known)
            ? known.IsDisabled ? "ALTER SUBSCRIPTION ... REFRESH is not allowed for disabled subscriptions" : null
            : Missing(name, scope);

    public static string? Of(OtherStatement alter, EffectScope scope)
    {
        if (alter is not { Objects: [var subscription], Subcommands: [var change] })
        {
            return null;
        }

        return !scope.Catalog.Subscriptions.TryGetValue(subscription.Name, out var known) ? Missing(subscription.Name, scope)
            : change is "ENABLE" && known.HasNoSlot ? "cannot enable subscription that does not have a slot name"
            : null;
    }

    private static string? Missing(string name, EffectScope scope) => scope.Catalog.IsWhole ? $"subscription \"{name}\" does not exist" : null;
}
