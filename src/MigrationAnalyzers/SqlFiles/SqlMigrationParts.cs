using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles;

/// <summary>The scripts of one migration, which may stand in two files.</summary>
internal sealed class SqlMigrationParts
{
    private (SqlFile File, SqlScript Script)? _up;
    private (SqlFile File, SqlScript Script)? _down;

    public SqlMigrationParts(SqlFile file, SqlScript script, AnalysisOptions options)
    {
        Options = options;
        Add(file, script);
    }

    public AnalysisOptions Options { get; }

    public string Id => (_up ?? _down)!.Value.Script.Id;

    public string? Order => (_up ?? _down)!.Value.Script.Order;

    public IEnumerable<string> Paths => new[] { _up?.File.Path, _down?.File.Path }.OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>False where the script belongs to another migration, or this one has one of that direction.</summary>
    public bool TryAdd(SqlFile file, SqlScript script)
    {
        var isSame = script.Order is null || Order is null
            ? string.Equals(script.Id, Id, StringComparison.Ordinal)
            : string.Equals(script.Order, Order, StringComparison.Ordinal);
        if (!isSame || (script.Direction == MigrationDirection.Up ? _up : _down) is not null)
        {
            return false;
        }

        Add(file, script);
        return true;
    }

    public Migration ToMigration(MigrationRunner runner)
    {
        var place = new SourceLocation((_up ?? _down)!.Value.File.Path, 0, 0);
        return new Migration(
            Id,
            new MigrationUnit(MigrationDirection.Up, Read(_up)),
            new MigrationUnit(MigrationDirection.Down, Read(_down)),
            _down is null ? DownShape.NotApplicable : DownShape.Present)
        {
            Order = Order ?? Id,
            Runner = runner,
            NameLocation = place,
            DownLocation = _down is { File.Path: var path } ? new SourceLocation(path, 0, 0) : place,
        };
    }

    private static System.Collections.Immutable.ImmutableArray<MigrationStatement> Read((SqlFile File, SqlScript Script)? part) =>
        part is { } known ? TransactionPlan.Join(known.Script.Sections.Select(known.File.Read)) : [];

    private void Add(SqlFile file, SqlScript script)
    {
        if (script.Direction == MigrationDirection.Up)
        {
            _up = (file, script);
        }
        else
        {
            _down = (file, script);
        }
    }
}
