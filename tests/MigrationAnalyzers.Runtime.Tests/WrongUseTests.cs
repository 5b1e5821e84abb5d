using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests;

/// <summary>Each public safe form used wrongly, in two ways at least: an exception that says what to do, before anything is sent to a server.</summary>
public sealed class WrongUseTests
{
    private static readonly string LongName = new('x', 64);

    private static readonly IReadOnlyList<(string Method, string Says, Action<MigrationBuilder> Use)> Uses =
    [
        ("CreateIndexConcurrently", "name is empty: give the name as the database has it, without quotes.", m => m.CreateIndexConcurrently("", "t", "c")),
        ("CreateIndexConcurrently", "columns is empty: name at least one column.", m => m.CreateIndexConcurrently("ix", "t", Array.Empty<string>())),
        ("CreateIndexConcurrently", "columns is null: name at least one column.", m => m.CreateIndexConcurrently("ix", "t", columns: null!)),
        ("CreateIndexConcurrently", "columns names the column 'a' twice: name each column once.", m => m.CreateIndexConcurrently("ix", "t", ["a", "a"])),
        ("CreateIndexConcurrently", "has 64 bytes, and PostgreSQL cuts names off after 63: choose a shorter one.", m => m.CreateIndexConcurrently(LongName, "t", "c")),
        ("CreateIndexConcurrently", "descending has 1 values for 2 columns: give one for each column, or leave it out.", m => m.CreateIndexConcurrently("ix", "t", ["a", "b"], descending: [true])),
        ("CreateIndexConcurrently", "operators has 3 values for 1 columns", m => m.CreateIndexConcurrently("ix", "t", ["a"], operators: ["x", "y", "z"])),
        ("CreateIndexConcurrently", "set unique to true, or leave nullsDistinct out.", m => m.CreateIndexConcurrently("ix", "t", "c", nullsDistinct: false)),
        ("CreateIndexConcurrently", "filter is empty: leave it out", m => m.CreateIndexConcurrently("ix", "t", "c", filter: " ")),
        ("DropIndexConcurrently", "name is null: give the name", m => m.DropIndexConcurrently(null!)),
        ("DropIndexConcurrently", "schema is empty: give the name", m => m.DropIndexConcurrently("ix", schema: "")),
        ("ReindexConcurrently", "name is empty: give the name", m => m.ReindexConcurrently("  ")),
        ("ReindexConcurrently", "choose a shorter one.", m => m.ReindexConcurrently(LongName)),
        ("AddForeignKeySafely", "The foreign key has 2 columns but refers to 1: name as many principalColumns as columns.", m => m.AddForeignKeySafely("fk", "t", ["a", "b"], "p", ["a"])),
        ("AddForeignKeySafely", "principalTable is empty: give the name", m => m.AddForeignKeySafely("fk", "t", "a", "")),
        ("AddForeignKeySafely", "onDelete is none of NoAction, Restrict, Cascade, SetNull, SetDefault: use one of them.", m => m.AddForeignKeySafely("fk", "t", "a", "p", onDelete: (ReferentialAction)9)),
        ("AddCheckConstraintSafely", "sql is empty: give SQL, for example", m => m.AddCheckConstraintSafely("ck", "t", "")),
        ("AddCheckConstraintSafely", "sql ends with a semicolon, but it is only a part of a statement: leave the semicolon out.", m => m.AddCheckConstraintSafely("ck", "t", "a > 0;")),
        ("AddUniqueConstraintSafely", "columns is empty: name at least one column.", m => m.AddUniqueConstraintSafely("ak", "t", Array.Empty<string>())),
        ("AddUniqueConstraintSafely", "column is null: give the name", m => m.AddUniqueConstraintSafely("ak", "t", (string)null!)),
        ("AddPrimaryKeySafely", "table is null: give the name", m => m.AddPrimaryKeySafely("pk", null!, "a")),
        ("AddPrimaryKeySafely", "columns names the column 'a' twice", m => m.AddPrimaryKeySafely("pk", "t", ["a", "a"])),
        ("ValidateConstraintSafely", "name is null: give the name", m => m.ValidateConstraintSafely(null!, "t")),
        ("ValidateConstraintSafely", "table is empty: give the name", m => m.ValidateConstraintSafely("ck", "")),
        ("AddColumnSafely", "The column is NOT NULL and has no default", m => m.AddColumnSafely<int>("c", "t")),
        ("AddColumnSafely", "leave one of them out.", m => m.AddColumnSafely<int>("c", "t", defaultValue: 1, defaultValueSql: "1")),
        ("AddColumnSafely", "There is no PostgreSQL type that System.Uri stands for: name it with type", m => m.AddColumnSafely<Uri>("c", "t", nullable: true)),
        ("AddColumnSafely", "for which there is no literal: write the value as SQL, in defaultValueSql.", m => m.AddColumnSafely<string[]>("c", "t", "text[]", defaultValue: Array.Empty<string>())),
        ("AddColumnSafely", "Create a sequence, and use type: \"bigint\" with defaultValueSql", m => m.AddColumnSafely<int>("c", "t", "bigserial", nullable: true)),
        ("SetNotNullSafely", "column is empty: give the name", m => m.SetNotNullSafely("", "t")),
        ("SetNotNullSafely", "backfillSql is empty: leave it out", m => m.SetNotNullSafely("c", "t", backfillSql: "")),
        ("UpdateInBatches", "set is null: give SQL", m => m.UpdateInBatches("t", null!, "TRUE")),
        ("UpdateInBatches", "where is empty: give SQL, for example", m => m.UpdateInBatches("t", "a = 1", "")),
        ("UpdateInBatches", "batchSize is a number of rows from 1 to 1000000", m => m.UpdateInBatches("t", "a = 1", "TRUE", batchSize: 0)),
        ("DeleteInBatches", "where is null: give SQL", m => m.DeleteInBatches("t", null!)),
        ("DeleteInBatches", "key names the column 'a' twice", m => m.DeleteInBatches("t", "TRUE", key: ["a", "a"])),
        ("InsertInBatches", "There are 1 values for 2 columns: give an expression for each column.", m => m.InsertInBatches("t", ["a", "b"], "s", ["a"], "TRUE")),
        ("InsertInBatches", "source is empty: give the name", m => m.InsertInBatches("t", ["a"], "", ["a"], "TRUE")),
        ("AttachPartitionSafely", "attach it with Sql(\"ALTER TABLE ... ATTACH PARTITION ... DEFAULT\") while it is empty.", m => m.AttachPartitionSafely("p", "t", "DEFAULT")),
        ("AttachPartitionSafely", "which is no bound: give it as ATTACH PARTITION takes it", m => m.AttachPartitionSafely("p", "t", "2024")),
        ("DetachPartitionConcurrently", "partition is empty: give the name", m => m.DetachPartitionConcurrently("", "t")),
        ("DetachPartitionConcurrently", "table contains a NUL character, which PostgreSQL allows in no name: take it out.", m => m.DetachPartitionConcurrently("p", "t\0")),
        ("AddEnumValue", "before and after are both given: leave one of them out.", m => m.AddEnumValue("e", "v", "a", "b")),
        ("AddEnumValue", "choose a shorter one.", m => m.AddEnumValue("e", LongName)),
        ("SetLockTimeout", "timeout is a time from 1 millisecond to 1 hour", m => m.SetLockTimeout(TimeSpan.Zero)),
        ("SetLockTimeout", "timeout is a time from 1 millisecond to 1 hour", m => m.SetLockTimeout(TimeSpan.FromDays(1))),
        ("ExpandRenameColumn", "name is empty: give the name", m => m.ExpandRenameColumn("", "t", "b")),
        ("ExpandRenameColumn", "choose a shorter one.", m => m.ExpandRenameColumn("a", "t", LongName)),
        ("ContractRenameColumn", "table is null: give the name", m => m.ContractRenameColumn("a", null!, "b")),
        ("ContractRenameColumn", "newName is empty: give the name", m => m.ContractRenameColumn("a", "t", " ")),
        ("CancelRenameColumn", "name is null: give the name", m => m.CancelRenameColumn(null!, "t", "b")),
        ("CancelRenameColumn", "schema is empty: give the name", m => m.CancelRenameColumn("a", "t", "b", "")),
        ("ExpandRenameTable", "name is empty: give the name", m => m.ExpandRenameTable("", "b")),
        ("ExpandRenameTable", "choose a shorter one.", m => m.ExpandRenameTable("a", LongName)),
        ("ContractRenameTable", "newName is null: give the name", m => m.ContractRenameTable("a", null!)),
        ("ContractRenameTable", "schema is empty: give the name", m => m.ContractRenameTable("a", "b", "")),
        ("CancelRenameTable", "name is null: give the name", m => m.CancelRenameTable(null!, "b")),
        ("CancelRenameTable", "newSchema is empty: give the name", m => m.CancelRenameTable("a", "b", newSchema: "")),
        ("ExpandColumnType", "newType is empty: give SQL", m => m.ExpandColumnType("a", "t", "")),
        ("ExpandColumnType", "usingExpression ends with a semicolon", m => m.ExpandColumnType("a", "t", "jsonb", usingExpression: "a::jsonb;")),
        ("ContractColumnType", "name is null: give the name", m => m.ContractColumnType(null!, "t", "bigint")),
        ("ContractColumnType", "newType is null: give SQL", m => m.ContractColumnType("a", "t", null!)),
        ("CancelColumnType", "table is empty: give the name", m => m.CancelColumnType("a", "", "bigint")),
        ("CancelColumnType", "choose a shorter one.", m => m.CancelColumnType(LongName, "t", "bigint")),
        .. Expand.ExpandWrongUses.All,
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Uses.Count)];

    /// <summary>The methods that are tested here: those of the files that are named after their areas.</summary>
    public static TheoryData<string> Methods => [.. typeof(SafeMigrationBuilderExtensions).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(static m => m.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void WrongUse_SaysWhatToDo(int number)
    {
        var (_, says, use) = Uses[number];
        var builder = new MigrationBuilder("Npgsql.EntityFrameworkCore.PostgreSQL");

        var exception = Assert.ThrowsAny<ArgumentException>(() => use(builder));

        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        Assert.Empty(builder.Operations);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void OtherProvider_IsRefusedFirst(int number)
    {
        var (_, _, use) = Uses[number];

        Assert.Throws<InvalidOperationException>(() => use(new MigrationBuilder("Microsoft.EntityFrameworkCore.SqlServer")));
    }

    [Fact]
    public void OtherProvider_IsNamed()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => new MigrationBuilder("Microsoft.EntityFrameworkCore.Sqlite").ReindexConcurrently("ix"));

        Assert.Equal(
            "The safe forms are for PostgreSQL, through Npgsql.EntityFrameworkCore.PostgreSQL, but the migration runs with Microsoft.EntityFrameworkCore.Sqlite. Call them only if "
            + "(migrationBuilder.IsNpgsql()), or keep the migrations of each provider in a project of their own.",
            exception.Message);
    }

    [Fact]
    public void NoBuilder_IsRefused() => Assert.Throws<ArgumentNullException>(() => SafeMigrationBuilderExtensions.ReindexConcurrently(null!, "ix"));

    [Theory]
    [MemberData(nameof(Methods))]
    public void EachMethod_IsUsedWronglyTwice(string method) => Assert.True(Uses.Count(u => u.Method == method) >= 2, $"Two wrong uses of {method} are missing.");
}
