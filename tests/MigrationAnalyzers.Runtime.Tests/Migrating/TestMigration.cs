using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Migrating;

/// <summary>A migration as two functions.</summary>
/// <param name="Id">EF's id: <c>20240101000000_First</c>.</param>
/// <param name="Up">What it does.</param>
public sealed record TestMigration(string Id, Action<MigrationBuilder> Up)
{
    public Action<MigrationBuilder> Down { get; init; } = static _ => { };

    /// <summary>The n-th migration, by an id that sorts so.</summary>
    public static TestMigration Number(int number, Action<MigrationBuilder> up, Action<MigrationBuilder>? down = null) =>
        new(FormattableString.Invariant($"2024010100{number:00}00_Migration{number}"), up) { Down = down ?? (static _ => { }) };

    /// <summary>The migration object that EF makes of it.</summary>
    internal Migration ToMigration() => new Delegating(this);

    private sealed class Delegating(TestMigration test) : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => test.Up(migrationBuilder);

        protected override void Down(MigrationBuilder migrationBuilder) => test.Down(migrationBuilder);
    }
}
