using System.Globalization;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Runtime.Lowering;

/// <summary>Where a command stands in the plan. As a <see cref="SourceLocation.Path"/> it is <c>20240131120000_AddIndex#2#1</c>.</summary>
/// <param name="MigrationId">EF's id.</param>
/// <param name="Step"><see cref="Planning.PlannedStep.Number"/>.</param>
/// <param name="Command">From 1 on, in the order of the step.</param>
internal readonly record struct CommandPlace(string MigrationId, int Step, int Command)
{
    private const char Separator = '#';

    public string Path => string.Create(CultureInfo.InvariantCulture, $"{MigrationId}{Separator}{Step}{Separator}{Command}");

    /// <summary>Null where the path is that of something else.</summary>
    public static CommandPlace? Of(SourceLocation location)
    {
        // An id may have the separator in it, the numbers have not.
        var second = location.Path.LastIndexOf(Separator);
        var first = second > 0 ? location.Path.LastIndexOf(Separator, second - 1) : -1;
        return first >= 0
            && int.TryParse(location.Path.AsSpan(first + 1, second - first - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            && int.TryParse(location.Path.AsSpan(second + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var command)
            ? new CommandPlace(location.Path[..first], step, command)
            : null;
    }
}
