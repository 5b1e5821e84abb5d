using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Expand;

/// <summary>The forms of expand and contract used wrongly, in two ways at least.</summary>
internal static class ExpandWrongUses
{
    private static readonly string LongName = new('x', 64);

    public static IReadOnlyList<(string Method, string Says, Action<MigrationBuilder> Use)> All { get; } =
    [
        ("ExpandRenameColumn", "newName is 'a', as name is: give the name that the column is to have.", m => m.ExpandRenameColumn("a", "t", "a")),
        ("ExpandRenameColumn", "name is empty: give the name as the database has it, without quotes.", m => m.ExpandRenameColumn("", "t", "b")),
        ("ExpandRenameColumn", "choose a shorter one.", m => m.ExpandRenameColumn("a", "t", LongName)),
        ("ContractRenameColumn", "newName is 'a', as name is", m => m.ContractRenameColumn("a", "t", "a")),
        ("ContractRenameColumn", "table is null: give the name", m => m.ContractRenameColumn("a", null!, "b")),
        ("CancelRenameColumn", "newName is null: give the name", m => m.CancelRenameColumn("a", "t", null!)),
        ("CancelRenameColumn", "schema is empty: give the name", m => m.CancelRenameColumn("a", "t", "b", "")),
        ("ExpandRenameTable", "newName is 't', as name is, and newSchema changes nothing: give the name that the table is to have.", m => m.ExpandRenameTable("t", "t")),
        ("ExpandRenameTable", "and newSchema changes nothing", m => m.ExpandRenameTable("t", "t", "s", "s")),
        ("ExpandRenameTable", "newSchema is empty: give the name", m => m.ExpandRenameTable("t", "n", newSchema: "")),
        ("ContractRenameTable", "name is null: give the name", m => m.ContractRenameTable(null!, "n")),
        ("ContractRenameTable", "choose a shorter one.", m => m.ContractRenameTable("t", LongName)),
        ("CancelRenameTable", "newName contains a NUL character, which PostgreSQL allows in no name: take it out.", m => m.CancelRenameTable("t", "n\0")),
        ("CancelRenameTable", "newName is 't', as name is", m => m.CancelRenameTable("t", "t")),
        ("ExpandColumnType", "newType is empty: give SQL, for example bigint.", m => m.ExpandColumnType("a", "t", " ")),
        ("ExpandColumnType", "usingExpression ends with a semicolon, but it is only a part of a statement: leave the semicolon out.", m => m.ExpandColumnType("a", "t", "jsonb", usingExpression: "a::jsonb;")),
        ("ExpandColumnType", "usingBack is empty: leave it out, or give SQL, for example \"data\"::jsonb.", m => m.ExpandColumnType("a", "t", "jsonb", usingBack: "")),
        ("ContractColumnType", "newType is null: give SQL, for example bigint.", m => m.ContractColumnType("a", "t", null!)),
        ("ContractColumnType", "name is empty: give the name", m => m.ContractColumnType(" ", "t", "bigint")),
        ("CancelColumnType", "table is empty: give the name", m => m.CancelColumnType("a", "", "bigint")),
        ("CancelColumnType", "newType ends with a semicolon", m => m.CancelColumnType("a", "t", "bigint;")),
    ];
}
