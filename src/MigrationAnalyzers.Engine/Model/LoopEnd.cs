namespace MigrationAnalyzers.Engine.Model;

/// <summary>What ends the loop around a statement.</summary>
public enum LoopEnd
{
    /// <summary>There is no loop, or it ends in some other way.</summary>
    Other,

    /// <summary>Nothing in the loop leaves it.</summary>
    Never,

    /// <summary>FOR ... IN query, FOREACH: there is a round for each row or element.</summary>
    AfterTheLastRow,

    /// <summary>The loop ends when the statement finds no row, and in no other way.</summary>
    WhenNothingIsFound,
}
