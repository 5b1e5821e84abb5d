using System.Collections.Concurrent;
using System.Collections.Immutable;
using MigrationAnalyzers.Ef;
using MigrationAnalyzers.Ef.Application;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Suppression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers;

/// <summary>All migrations of one compilation, read when they are first needed.</summary>
internal sealed class MigrationSession
{
    private readonly Compilation _compilation;
    private readonly OptionsSource _options;
    private readonly MigrationReader _reader;
    private readonly ConcurrentDictionary<INamedTypeSymbol, Lazy<LoweredMigration?>> _read = new(SymbolEqualityComparer.Default);
    private readonly ApplicationCallReader _calls;
    private readonly object _gate = new();
    private readonly Lazy<ImmutableDictionary<string, SyntaxTree>> _trees;
    private ImmutableDictionary<string, SchemaHistory>? _histories;
    private int _replayedEarlier;
    private Tuple<INamedTypeSymbol, SemanticModel, MigrationCalls?>? _lastCalls;
    private Tuple<LoweredMigration, ImmutableArray<Finding>>? _lastFindings;

    private MigrationSession(Compilation compilation, EfSymbols symbols, OptionsSource options)
    {
        _compilation = compilation;
        _options = options;
        Symbols = symbols;
        options.EfCoreMajor = symbols.EfCoreMajor;
        _reader = new MigrationReader(compilation, symbols, tree => options.For(tree).Provider);
        _calls = new ApplicationCallReader(compilation);
        _trees = new(IndexTrees);
    }

    /// <summary>The types of EF Core, and the runtime's if it is referenced.</summary>
    public EfSymbols Symbols { get; }

    /// <summary>How many migrations were lowered, because no earlier compilation had read them as they are.</summary>
    internal int Lowered => _reader.ReadAnew;

    /// <summary>How many migrations were replayed on the catalog, because no earlier compilation had replayed them after the same ones.</summary>
    internal int Replayed => (_histories?.Values.Sum(static h => h.Replayed) ?? 0) - _replayedEarlier;

    /// <summary>Null where the compilation does not refer to EF Core's migrations: then nothing more is done.</summary>
    public static MigrationSession? TryCreate(Compilation compilation, OptionsSource options) =>
        EfSymbols.TryCreate(compilation) is { } symbols ? new MigrationSession(compilation, symbols, options) : null;

    public void AnalyzeType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (Read(type, context.CancellationToken) is not { } lowered)
        {
            return;
        }

        foreach (var finding in _options.Files.WithoutAccepted(lowered.Migration.Id, FindingsOf(lowered, context.CancellationToken)))
        {
            context.ReportDiagnostic(FindingDiagnostics.Create(finding, Locate));
        }

        new SuppressionCheck(this, context).Check(type, lowered.Migration);
    }

    /// <summary>The options of the migration's own file.</summary>
    public AnalysisOptions OptionsOf(LoweredMigration lowered) => OptionsOf(lowered.Trees[0]);

    /// <summary>The options of a file.</summary>
    public AnalysisOptions OptionsOf(SyntaxTree tree) => _options.For(tree);

    /// <summary>What is found in a migration and not suppressed in its SQL.</summary>
    public ImmutableArray<Finding> FindingsOf(LoweredMigration lowered, CancellationToken cancellationToken)
    {
        // A fix asks for those of the same migration several times.
        if (_lastFindings is { Item1: var last, Item2: var known } && ReferenceEquals(last, lowered))
        {
            return known;
        }

        var options = OptionsOf(lowered);
        var id = lowered.Migration.Id;
        var history = HistoryOf(lowered.Migration, cancellationToken);
        var catalog = history?.Before(id, cancellationToken) ?? SchemaCatalog.Unknown;
        var (later, earlier) = (history?.After(id) ?? [], history?.Until(id) ?? []);
        var found = MigrationAnalysis.Analyze(lowered.Migration, catalog, options, later, earlier, cancellationToken);
        var settled = SuppressedFindings.Settle(found, MigrationAnalysis.IsApplied(lowered.Migration, options) ? [] : SuppressedFindings.Of(lowered.Migration));
        _lastFindings = Tuple.Create(lowered, settled);
        return settled;
    }

    /// <summary>A call in the application's code, if it is one that applies migrations.</summary>
    public void AnalyzeCall(SyntaxNodeAnalysisContext context)
    {
        if (_calls.Read((InvocationExpressionSyntax)context.Node, context.SemanticModel, context.CancellationToken) is not { } call)
        {
            return;
        }

        var options = _options.For(context.Node.SyntaxTree);
        ImmutableArray<Migration> migrations = call.ContextType is { } type && Histories(context.CancellationToken).TryGetValue(type, out var history) ? history.Migrations : [];
        if (migrations.IsEmpty && !_reader.UsesNpgsqlOnly(options.Provider))
        {
            return;
        }

        foreach (var finding in MigrationAnalysis.Analyze(call, migrations, options))
        {
            context.ReportDiagnostic(FindingDiagnostics.Create(finding, Locate));
        }
    }

    /// <summary>The migration; null where the type is none, or not one of PostgreSQL's.</summary>
    public LoweredMigration? Read(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (!_reader.IsMigration(type))
        {
            return null;
        }

        var lazy = _read.GetOrAdd(type, t => new Lazy<LoweredMigration?>(() => _reader.Read(t, cancellationToken)));
        try
        {
            return lazy.Value;
        }
        catch (OperationCanceledException)
        {
            // Somebody else's token may have ended that reading; this one is still wanted.
            _read.TryRemove(type, out _);
            cancellationToken.ThrowIfCancellationRequested();
            return _reader.Read(type, cancellationToken);
        }
    }

    /// <summary>
    /// The migration with the calls that it is made of, for a fix. They hold bound code, so that only those of the last class are kept: of one migration, all fixes are asked for in a row.
    /// </summary>
    /// <param name="model">Of the tree with Up and Down.</param>
    public MigrationCalls? ReadCalls(INamedTypeSymbol type, SemanticModel model, CancellationToken cancellationToken)
    {
        if (_lastCalls is { Item1: var last, Item3: var known } && SymbolEqualityComparer.Default.Equals(last, type))
        {
            return known;
        }

        var calls = _reader.IsMigration(type) ? _reader.ReadCalls(type, model, cancellationToken) : null;
        _lastCalls = Tuple.Create(type, model, calls);
        return calls;
    }

    /// <summary>The catalog that the migrations before this one leave behind.</summary>
    public SchemaCatalog CatalogBefore(Migration migration, CancellationToken cancellationToken) =>
        HistoryOf(migration, cancellationToken)?.Before(migration.Id, cancellationToken) ?? SchemaCatalog.Unknown;

    /// <summary>The migrations of the same DbContext that run before this one.</summary>
    public ImmutableArray<Migration> MigrationsBefore(Migration migration, CancellationToken cancellationToken) =>
        HistoryOf(migration, cancellationToken)?.Until(migration.Id) ?? [];

    /// <summary>The migrations of the same DbContext that run after this one.</summary>
    public ImmutableArray<Migration> MigrationsAfter(Migration migration, CancellationToken cancellationToken) =>
        HistoryOf(migration, cancellationToken)?.After(migration.Id) ?? [];

    private SchemaHistory? HistoryOf(Migration migration, CancellationToken cancellationToken) =>
        Histories(cancellationToken).TryGetValue(migration.ContextType ?? "", out var history) ? history : null;

    /// <summary>Built once. Who waits for another thread that builds it can still be cancelled.</summary>
    private ImmutableDictionary<string, SchemaHistory> Histories(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Volatile.Read(ref _histories) is { } built)
            {
                return built;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (!Monitor.TryEnter(_gate, millisecondsTimeout: 20))
            {
                continue;
            }

            try
            {
                return _histories ??= BuildHistories(cancellationToken);
            }
            finally
            {
                Monitor.Exit(_gate);
            }
        }
    }

    private ImmutableDictionary<string, SchemaHistory> BuildHistories(CancellationToken cancellationToken)
    {
        var byContext = new Dictionary<string, List<LoweredMigration>>(StringComparer.Ordinal);
        foreach (var lowered in _reader.ReadAll(cancellationToken))
        {
            var context = lowered.Migration.ContextType ?? "";
            if (!byContext.TryGetValue(context, out var list))
            {
                byContext.Add(context, list = []);
            }

            list.Add(lowered);
        }

        var histories = byContext.ToImmutableDictionary(static p => p.Key, static p => HistoryOf(p.Key, p.Value), StringComparer.Ordinal);
        _replayedEarlier = histories.Values.Sum(static h => h.Replayed);
        return histories;
    }

    private static SchemaHistory HistoryOf(string context, List<LoweredMigration> migrations)
    {
        var oldest = migrations[0];
        foreach (var migration in migrations)
        {
            if (string.CompareOrdinal(migration.Migration.Id, oldest.Migration.Id) < 0)
            {
                oldest = migration;
            }
        }

        return KeptHistories.Update(oldest.Trees[0], context, [.. migrations.Select(static m => m.Migration)]);
    }

    private Location Locate(SourceLocation location)
    {
        if (!_trees.Value.TryGetValue(location.Path, out var tree))
        {
            return Location.None;
        }

        var length = tree.Length;
        return Location.Create(tree, TextSpan.FromBounds(Math.Min(location.Start, length), Math.Min(location.End, length)));
    }

    private ImmutableDictionary<string, SyntaxTree> IndexTrees()
    {
        var trees = ImmutableDictionary.CreateBuilder<string, SyntaxTree>(StringComparer.Ordinal);
        foreach (var tree in _compilation.SyntaxTrees)
        {
            trees[tree.FilePath] = tree;
        }

        return trees.ToImmutable();
    }
}
