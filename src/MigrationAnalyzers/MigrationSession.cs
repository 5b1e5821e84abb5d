using System.Collections.Concurrent;
using System.Collections.Immutable;
using MigrationAnalyzers.Ef;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis;
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
    private readonly Lazy<ImmutableDictionary<string, SchemaHistory>> _histories;
    private readonly Lazy<ImmutableDictionary<string, SyntaxTree>> _trees;

    private MigrationSession(Compilation compilation, EfSymbols symbols, OptionsSource options)
    {
        _compilation = compilation;
        _options = options;
        options.EfCoreMajor = symbols.EfCoreMajor;
        _reader = new MigrationReader(compilation, symbols, tree => options.For(tree).Provider);
        _histories = new(BuildHistories);
        _trees = new(IndexTrees);
    }

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

        var options = _options.For(lowered.Trees[0]);
        var history = HistoryOf(lowered.Migration);
        var id = lowered.Migration.Id;
        var catalog = history?.Before(id) ?? SchemaCatalog.Unknown;
        foreach (var finding in MigrationAnalysis.Analyze(lowered.Migration, catalog, options, history?.After(id) ?? [], history?.Until(id) ?? []))
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

    /// <summary>The migration with the calls that it is made of, for a fix. It is read anew.</summary>
    public MigrationCalls? ReadCalls(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        _reader.IsMigration(type) ? _reader.ReadCalls(type, cancellationToken) : null;

    /// <summary>The catalog that the migrations before this one leave behind.</summary>
    public SchemaCatalog CatalogBefore(Migration migration) => HistoryOf(migration)?.Before(migration.Id) ?? SchemaCatalog.Unknown;

    private SchemaHistory? HistoryOf(Migration migration) =>
        _histories.Value.TryGetValue(migration.ContextType ?? "", out var history) ? history : null;

    private ImmutableDictionary<string, SchemaHistory> BuildHistories()
    {
        var byContext = new Dictionary<string, List<Migration>>(StringComparer.Ordinal);
        foreach (var type in MigrationTypes(_compilation.Assembly.GlobalNamespace))
        {
            if (Read(type, CancellationToken.None) is { Migration: var migration })
            {
                var context = migration.ContextType ?? "";
                if (!byContext.TryGetValue(context, out var list))
                {
                    byContext.Add(context, list = []);
                }

                list.Add(migration);
            }
        }

        return byContext.ToImmutableDictionary(static p => p.Key, static p => new SchemaHistory(p.Value), StringComparer.Ordinal);
    }

    private IEnumerable<INamedTypeSymbol> MigrationTypes(INamespaceSymbol root)
    {
        foreach (var member in root.GetMembers())
        {
            if (member is INamespaceSymbol inner)
            {
                foreach (var type in MigrationTypes(inner))
                {
                    yield return type;
                }
            }
            else if (member is INamedTypeSymbol type && _reader.IsMigration(type))
            {
                yield return type;
            }
        }
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
