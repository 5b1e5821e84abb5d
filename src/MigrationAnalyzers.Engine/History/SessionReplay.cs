using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>SET, BEGIN, COMMIT, ROLLBACK; subscriptions.</summary>
internal static class SessionReplay
{
    public static SchemaCatalog Set(SchemaCatalog catalog, SetParameter set, MigrationStatement statement)
    {
        var session = catalog.Session;

        // A statement that may not run leaves the value unknown.
        var value = statement.Has(Circumstances.Conditional) ? null : set.Value;
        if (!set.Local)
        {
            return catalog with
            {
                Session = session with
                {
                    Parameters = session.Parameters.SetItem(set.Name, value),
                    LocalParameters = session.LocalParameters.Remove(set.Name),
                },
            };
        }

        // Outside a transaction SET LOCAL does nothing but warn.
        return statement.Transaction is null
            ? catalog
            : catalog with { Session = session with { LocalParameters = session.LocalParameters.SetItem(set.Name, value) } };
    }

    /// <summary>CREATE SUBSCRIPTION.</summary>
    public static SchemaCatalog Subscribe(SchemaCatalog catalog, ServerCommand create, bool isCertain) => catalog with
    {
        Subscriptions = catalog.Subscriptions.SetItem(create.Subscription!, new SubscriptionInfo(create.IsDisabled && isCertain, create.HasNoSlot && isCertain)),
    };

    /// <summary>ALTER SUBSCRIPTION: ENABLE, DISABLE, or a parameter of it is set.</summary>
    public static SchemaCatalog AlterSubscription(SchemaCatalog catalog, OtherStatement alter, bool isCertain)
    {
        if (alter is not { Objects: [var name], Subcommands: [var change] } || !catalog.Subscriptions.TryGetValue(name.Name, out var known))
        {
            return catalog;
        }

        known = change is "SET" ? known with { HasNoSlot = false } : known with { IsDisabled = change is "DISABLE" && isCertain };
        return catalog with { Subscriptions = catalog.Subscriptions.SetItem(name.Name, known) };
    }

    public static SchemaCatalog Control(SchemaCatalog catalog, TransactionControl control) => control.Kind switch
    {
        TransactionControlKind.Begin => catalog with { Session = catalog.Session with { AtBegin = catalog } },
        TransactionControlKind.Rollback when catalog.Session.AtBegin is { } begin => begin,
        TransactionControlKind.Commit or TransactionControlKind.Rollback => catalog with { Session = catalog.Session with { AtBegin = null } },
        TransactionControlKind.Savepoint when control.Name is { } name =>
            catalog with { Session = catalog.Session with { Savepoints = catalog.Session.Savepoints.Add((name, catalog)) } },
        TransactionControlKind.Release when IndexOf(catalog, control) is >= 0 and var index => WithSavepoints(catalog, catalog, index),
        TransactionControlKind.RollbackTo when IndexOf(catalog, control) is >= 0 and var index =>
            WithSavepoints(catalog.Session.Savepoints[index].Catalog, catalog, index + 1),
        TransactionControlKind.Savepoint or TransactionControlKind.Release or TransactionControlKind.RollbackTo => catalog,
        _ => throw new ArgumentOutOfRangeException(nameof(control), control, null),
    };

    // Of several with one name it is the last.
    private static int IndexOf(SchemaCatalog catalog, TransactionControl control) =>
        catalog.Session.Savepoints.FindLastIndex(s => string.Equals(s.Name, control.Name, StringComparison.Ordinal));

    private static SchemaCatalog WithSavepoints(SchemaCatalog catalog, SchemaCatalog current, int count) =>
        catalog with { Session = catalog.Session with { Statement = current.Session.Statement, Savepoints = current.Session.Savepoints.GetRange(0, count) } };
}
