namespace MigrationAnalyzers.LockLab.Pages;

/// <summary>A table of the page.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">What stands above the table; may be empty.</param>
/// <param name="Rows">One claim each.</param>
internal sealed record PageSection(string Title, string Text, PageRow[] Rows);

/// <summary>A claim, and the measured case that proves it.</summary>
/// <param name="Operation">In words.</param>
/// <param name="Case">The name of a case in Data.</param>
internal sealed record PageRow(string Operation, string Case);
