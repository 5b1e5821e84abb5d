using System.Globalization;
using System.Text;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads SET, RESET, <c>SELECT set_config(...)</c> and LOCK.</summary>
internal static class SettingReader
{
    // LOCKMODE numbers of lockdefs.h.
    private static readonly string[] LockModes =
    [
        "", "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE",
    ];

    public static void Read(VariableSetStmt set, StatementScope scope)
    {
        switch (set.VariableSetKind)
        {
            case VariableSetKind.VAR_SET_VALUE:
                scope.Add(new SetParameter(Name(set), Value(set.Args)) { Origin = scope.Leading, Local = set.IsLocal });
                break;
            case VariableSetKind.VAR_SET_DEFAULT or VariableSetKind.VAR_RESET:
                scope.Add(new SetParameter(Name(set), null) { Origin = scope.Leading, Local = set.IsLocal });
                break;
            case VariableSetKind.VAR_RESET_ALL:
                scope.Add(new SetParameter("all", null) { Origin = scope.Leading });
                break;
            default:
                OtherStatements.Add(scope);
                break;
        }
    }

    /// <summary>Reads <c>SELECT set_config('name', 'value', is_local)</c>, which is SET in another form.</summary>
    public static bool TryReadSetConfig(SelectStmt select, StatementScope scope)
    {
        if (select is not { FromClause.Count: 0, WhereClause: null, WithClause: null, IntoClause: null, Larg: null, TargetList: [ResTarget { Val: FuncCall call }] }
            || Names.Of(call.Funcname) is not { Schema: null or "pg_catalog", Name: "set_config" }
            || call.Args is not [A_Const { Sval: { } name }, A_Const { Sval: { } value }, var local])
        {
            return false;
        }

        while (local is TypeCast cast)
        {
            local = cast.Arg!;
        }

        if (local is not A_Const { Boolval: { } flag })
        {
            return false;
        }

        scope.Add(new SetParameter(name.Sval.ToLowerInvariant(), value.Sval) { Origin = scope.Leading, Local = flag.Boolval });
        return true;
    }

    public static void Read(LockStmt lockStatement, StatementScope scope)
    {
        var mode = lockStatement.Mode is > 0 and < 9 ? LockModes[lockStatement.Mode] : LockModes[8];
        foreach (var node in lockStatement.Relations)
        {
            if (node is RangeVar table)
            {
                scope.Add(new LockTable(Names.Of(table), mode) { Origin = scope.Leading, Only = !table.Inh });
            }
        }
    }

    // PostgreSQL compares names of parameters without regard to case.
    private static string Name(VariableSetStmt set) => (set.Name ?? "").ToLowerInvariant();

    private static string Value(PgNodeList arguments)
    {
        var text = new StringBuilder();
        foreach (var argument in arguments)
        {
            var value = argument is TypeCast cast ? cast.Arg : argument;
            text.Append(text.Length > 0 ? ", " : "").Append(value switch
            {
                A_Const { Sval: { } s } => s.Sval,
                A_Const { Fval: { } f } => f.Fval,
                A_Const { Ival: { } i } => i.Ival.ToString(CultureInfo.InvariantCulture),
                A_Const { Boolval: { } b } => b.Boolval ? "true" : "false",
                _ => "",
            });
        }

        return text.ToString();
    }
}
