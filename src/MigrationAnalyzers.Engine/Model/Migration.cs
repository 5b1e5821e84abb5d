using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

public enum MigrationDirection
{
    Up,
    Down,
}

/// <summary>One direction of a migration: the statements in the order in which they run.</summary>
public sealed record MigrationUnit(MigrationDirection Direction, ImmutableArray<MigrationStatement> Statements)
{
    public static readonly MigrationUnit EmptyUp = new(MigrationDirection.Up, []);

    public static readonly MigrationUnit EmptyDown = new(MigrationDirection.Down, []);

    public IEnumerable<MigrationOperation> Operations => Statements.SelectMany(static s => s.Operations);
}

/// <summary>What the method that undoes a migration looks like.</summary>
public enum DownShape
{
    /// <summary>There is no such thing here (a .sql file).</summary>
    NotApplicable,

    /// <summary>The method is not overridden.</summary>
    Missing,

    /// <summary>It is there and does nothing.</summary>
    Empty,

    /// <summary>It throws without a reason, or NotImplementedException.</summary>
    Throws,

    /// <summary>It throws NotSupportedException with a reason: a decision, not an oversight.</summary>
    ThrowsWithReason,

    /// <summary>It does something.</summary>
    Present,
}

/// <summary>A migration: its identity and both directions.</summary>
/// <param name="Id">EF's migration id (<c>20240131120000_AddIndex</c>), or the file's name.</param>
public sealed record Migration(string Id, MigrationUnit Up, MigrationUnit Down, DownShape DownShape)
{
    /// <summary>Migrations of one history run in the order of these, by ordinal comparison.</summary>
    public string Order { get; init; } = Id;

    public MigrationRunner Runner { get; init; }

    /// <summary>The full name of the DbContext type; null where it is not known.</summary>
    public string? ContextType { get; init; }

    /// <summary>
    /// Statements that would make the schema which the migration leaves behind, as its designer knows it; read when they are first asked for. Null where there
    /// is none.
    /// </summary>
    public Lazy<MigrationUnit?>? TargetModel { get; init; }

    /// <summary>The name of the migration's class or file.</summary>
    public SourceLocation NameLocation { get; init; } = SourceLocation.None;

    /// <summary>The name of the Down method; the class's name where it is missing.</summary>
    public SourceLocation DownLocation { get; init; } = SourceLocation.None;
}
