using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>Tells which operation of Down undoes which of Up.</summary>
internal static class Counterpart
{
    /// <summary>The operation takes back what the other did, or makes again what it took away.</summary>
    public static bool Undoes(MigrationOperation down, MigrationOperation up) => (up, down) switch
    {
        (AddColumn u, DropColumn d) => u.Table.Equals(d.Table) && Is(u.Column.Name, d.Column),
        (DropColumn u, AddColumn d) => u.Table.Equals(d.Table) && Is(u.Column, d.Column.Name),
        (DropColumn u, SetColumnDefault or DropColumnDefault or SetNotNull) => ColumnOf(down) is var (table, column) && u.Table.Equals(table) && Is(u.Column, column),
        (RenameColumn u, RenameColumn d) => u.Table.Equals(d.Table) && Is(u.Column, d.NewName) && Is(u.NewName, d.Column),
        (CreateTable u, DropTable d) => u.Table.Equals(d.Table),
        (DropTable u, CreateTable d) => u.Table.Equals(d.Table),
        (DropTable u, CreateIndex d) => u.Table.Equals(d.Table),
        (DropTable u, AddConstraint d) => u.Table.Equals(d.Table),
        (RenameTable u, RenameTable d) => u.Table.Equals(d.NewTable) && u.NewTable.Equals(d.Table),
        (AddConstraint u, DropConstraint d) => u.Table.Equals(d.Table) && Is(u.Constraint.Name, d.Name),
        (DropConstraint u, AddConstraint d) => u.Table.Equals(d.Table) && Is(u.Name, d.Constraint.Name),
        (RenameConstraint u, RenameConstraint d) => u.Table.Equals(d.Table) && Is(u.Name, d.NewName) && Is(u.NewName, d.Name),
        (CreateIndex u, DropIndex d) => Is(u.Name, d.Index.Name),
        (DropIndex u, CreateIndex d) => Is(u.Index.Name, d.Name),
        (RenameIndex u, RenameIndex d) => Is(u.Index.Name, d.NewName) && Is(u.NewName, d.Index.Name),
        (OtherStatement { Relations: [var old], NewName: { } name, Column: null }, OtherStatement { Relations: [var renamed], NewName: { } back, Column: null }) => old.Equals(back) && name.Equals(renamed),
        (OtherStatement { Command: "DropStmt" } u, _) => MadeBy(down) is { } made && (u.Relations.Contains(made) || u.Objects.Contains(made)),
        _ => ColumnOf(up) is var (table, column) && ColumnOf(down) is var (sameTable, sameColumn) && table.Equals(sameTable) && Is(column, sameColumn),
    };

    /// <summary>The operation makes a key or an index again that went with a column (ALTER TABLE ... DROP COLUMN takes all that is made of the column away).</summary>
    /// <param name="before">The catalog before the column was dropped.</param>
    public static bool MakesAgainWhatWentWith(MigrationOperation up, MigrationOperation down, SchemaCatalog before) => up is DropColumn { Table: var table, Column: var column } && down switch
    {
        AddConstraint { Constraint.Name: { } name } add => add.Table.Equals(table) && before.Find(table)?.Constraint(name) is { } gone && ConstraintReplay.Mentions(gone, column),
        CreateIndex { Name: { } name } create => create.Table.Equals(table) && before.Find(table)?.Index(name)?.Mentions(column) == true,
        _ => false,
    };

    private static RelationName? MadeBy(MigrationOperation operation) => operation switch
    {
        CreateEnum create => create.Type,
        CreateDomain create => create.Domain,
        CreateCompositeType create => create.Type,
        CreateFunction create => create.Function,
        CreateTable { AsSelect: true } create => create.Table,
        OtherStatement { Command: "ViewStmt" or "CreateSeqStmt" or "CreateForeignTableStmt", Relations: [var relation, ..] } => relation,
        OtherStatement { Command: "CreateExtensionStmt", Objects: [var made, ..] } => made,
        _ => null,
    };

    /// <summary>Of an operation that changes a property of a column.</summary>
    private static (RelationName Table, string Column)? ColumnOf(MigrationOperation operation) => operation switch
    {
        AlterColumnType o => (o.Table, o.Column),
        SetNotNull o => (o.Table, o.Column),
        DropNotNull o => (o.Table, o.Column),
        SetColumnDefault o => (o.Table, o.Column),
        DropColumnDefault o => (o.Table, o.Column),
        _ => null,
    };

    private static bool Is(string? a, string? b) => string.Equals(a, b, StringComparison.Ordinal);
}
