using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.SqlFiles;

/// <summary>The scripts of one migration, which may stand in two files.</summary>
internal sealed class SqlMigrationParts
{
    /// <summary>Migrations that an earlier compilation has made of the same texts: they are the same objects, so that they are not replayed again.</summary>
    private static readonly ConditionalWeakTable<SourceText, ConcurrentDictionary<string, Kept>> s_kept = new();

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

    /// <summary>The text that the migration is read from first.</summary>
    public SourceText Text => (_up ?? _down)!.Value.File.Text;

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
        var all = s_kept.GetValue(Text, static _ => new ConcurrentDictionary<string, Kept>(StringComparer.Ordinal));
        var name = string.Join("|", Paths) + "|" + Id;
        if (all.TryGetValue(name, out var kept) && kept.Migration.Runner == runner && IsSame(kept.Up, _up) && IsSame(kept.Down, _down))
        {
            return kept.Migration;
        }

        var made = Make(runner);
        all[name] = new Kept(made, _up, _down);
        return made;
    }

    private Migration Make(MigrationRunner runner)
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

    private static ImmutableArray<MigrationStatement> Read((SqlFile File, SqlScript Script)? part) =>
        part is { } known ? TransactionPlan.Join(known.Script.Sections.Select(known.File.Read)) : [];

    private static bool IsSame((SqlFile File, SqlScript Script)? one, (SqlFile File, SqlScript Script)? other) => (one, other) switch
    {
        (null, null) => true,
        ({ } a, { } b) => ReferenceEquals(a.File.Text, b.File.Text)
            && string.Equals(a.Script.Order, b.Script.Order, StringComparison.Ordinal)
            && a.Script.Sections.SequenceEqual(b.Script.Sections),
        _ => false,
    };

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

    private sealed record Kept(Migration Migration, (SqlFile File, SqlScript Script)? Up, (SqlFile File, SqlScript Script)? Down);
}
