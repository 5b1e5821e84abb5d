using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.Engine.Reversal;

/// <summary>Writes the operations of an inverse as SQL, where MigrationBuilder has no call that says the same.</summary>
internal static class InverseSql
{
    /// <summary>Null where the model says less than the statement needs.</summary>
    public static SqlCommand? Write(MigrationOperation operation) => operation switch
    {
        SetNotNull set => Column(set, set.Column, "SET NOT NULL"),
        DropNotNull drop => Column(drop, drop.Column, "DROP NOT NULL"),
        SetColumnDefault set => Column(set, set.Column, "SET DEFAULT " + SqlClauses.Expression(set.Default)),
        DropColumnDefault drop => Column(drop, drop.Column, "DROP DEFAULT"),
        AlterColumnType { NewType: { } type } alter => Column(alter, alter.Column, "TYPE " + type.Text + Using(alter, type)),
        RenameConstraint rename => Table(
            rename, "RENAME CONSTRAINT " + SqlIdentifier.Quote(rename.Name) + " TO " + SqlIdentifier.Quote(rename.NewName)),
        DropConstraint drop => Table(drop, "DROP CONSTRAINT " + SqlIdentifier.Quote(drop.Name)),
        AddConstraint add when SqlStatements.AddConstraint(add) is { } text => new SqlCommand(text),
        CreateIndex create => new SqlCommand(SqlStatements.CreateIndex(create), create.Concurrently),
        DropIndex drop => new SqlCommand(SqlStatements.DropIndex(drop), drop.Concurrently),
        RenameIndex rename => new SqlCommand(
            "ALTER INDEX " + SqlIdentifier.Quote(rename.Index) + " RENAME TO " + SqlIdentifier.Quote(rename.NewName)),
        _ => null,
    };

    private static SqlCommand Table(TableOperation operation, string action) => new(SqlStatements.AlterTable(operation.Table, action));

    private static SqlCommand Column(TableOperation operation, string column, string action) =>
        Table(operation, "ALTER COLUMN " + SqlIdentifier.Quote(column) + " " + action);

    /// <summary>From text to another type there is no assignment cast, PostgreSQL wants to be told.</summary>
    private static string Using(AlterColumnType alter, SqlType type) =>
        IsText(alter.OldType) && !IsText(type) ? " USING " + SqlIdentifier.Quote(alter.Column) + "::" + type.Text : "";

    private static bool IsText(SqlType? type) => type is { IsArray: false, Name: "text" or "varchar" or "bpchar" or "citext" };
}
