using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>SET, BEGIN, COMMIT, ROLLBACK.</summary>
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

    public static SchemaCatalog Control(SchemaCatalog catalog, TransactionControl control) => control.Kind switch
    {
        TransactionControlKind.Begin => catalog with { Session = catalog.Session with { AtBegin = catalog } },
        TransactionControlKind.Rollback when catalog.Session.AtBegin is { } begin => begin,
        TransactionControlKind.Commit or TransactionControlKind.Rollback => catalog with { Session = catalog.Session with { AtBegin = null } },
        TransactionControlKind.Savepoint => catalog,
        _ => throw new ArgumentOutOfRangeException(nameof(control), control, null),
    };
}
