using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// Columns that take the place of others, as a split or a merge makes them: until the others are dropped, a trigger gives them what the UPDATE of the migration would, whenever the version of the
/// application writes that knows the others; and these what the UPDATE of Down would, where there is one, whenever the version writes that knows the new ones.
/// </summary>
internal sealed class FilledColumnsForm
{
    private readonly FilledColumns _forth;
    private readonly FilledColumns? _back;
    private readonly ImmutableArray<ColumnDefinition> _sources;
    private readonly RelationName _table;
    private readonly RowTriggerForm _trigger;

    private FilledColumnsForm(RelationName table, FilledColumns forth, FilledColumns? back, ImmutableArray<ColumnDefinition> sources)
    {
        (_table, _forth, _back, _sources) = (table, forth, back, sources);
        string[] names = [.. forth.Reads, .. Targets];
        _trigger = new RowTriggerForm(table, RowTriggerForm.TriggerName(names), RowTriggerForm.FunctionName(table, names), Body)
        {
            UpdateOf = back is null ? forth.Reads : [.. names],
            KeepsSearchPath = forth.UsesSearchPath || back?.UsesSearchPath == true,
        };
    }

    /// <summary>The columns that are dropped in the end.</summary>
    public ImmutableArray<string> Sources => _forth.Reads;

    /// <summary>Both versions see what the other writes.</summary>
    public bool IsBothWays => _back is not null;

    /// <summary>Before the UPDATE, so that no row is missed. Can be run again.</summary>
    public ImmutableArray<SqlCommand> Create => _trigger.Create;

    /// <summary>Before the columns are dropped.</summary>
    public ImmutableArray<SqlCommand> Drop => _trigger.Drop;

    private IEnumerable<string> Targets => _forth.Values.Select(static v => v.Column.Name);

    /// <summary>Null where a trigger could give another value than the UPDATE, or could not tell who writes.</summary>
    /// <param name="added">The columns that the migration adds, as it leaves them.</param>
    /// <param name="dropped">Those that are to be dropped, with the defaults that they have until then.</param>
    /// <param name="catalog">The schema right before the UPDATE.</param>
    /// <param name="back">The UPDATE of Down; null where there is none.</param>
    public static FilledColumnsForm? TryCreate(
        WriteRows update, IReadOnlyList<ColumnDefinition> added, IReadOnlyList<ColumnDefinition> dropped, SchemaCatalog catalog, WriteRows? back = null)
    {
        if (update is not { Kind: RowWriteKind.Update, Statement: { } statement }
            || catalog.Find(update.Table) is not { PartitionOf: null, IsPartitioned: false, Inherits.IsEmpty: true, OfType: null } table
            || !catalog.Descendants(update.Table).IsEmpty
            // It would fire after this one, and could change what that has seen.
            || table.Objects.Any(static o => o.Kind == TableObjectKind.Trigger && string.CompareOrdinal(o.Name, "~") > 0)
            || FilledColumns.TryRead(statement, [.. added.Where(HasKnownStart)], [.. dropped.Where(HasKnownStart)]) is not { } forth)
        {
            return null;
        }

        ImmutableArray<ColumnDefinition> sources = [.. forth.Reads.Select(r => dropped.First(d => d.Name == r))];
        if (back is null)
        {
            return new FilledColumnsForm(update.Table, forth, null, sources);
        }

        return back is { Kind: RowWriteKind.Update, Statement: { } undoing }
            && back.Table.Equals(update.Table)
            && FilledColumns.TryRead(undoing, sources, [.. forth.Values.Select(static v => v.Column)]) is { } read
            && read.Values.Length == sources.Length
                ? new FilledColumnsForm(update.Table, forth, read, sources)
                : null;
    }

    /// <summary>Nobody but the application gives it a value, and what it is where that does not is the same in each row.</summary>
    private static bool HasKnownStart(ColumnDefinition column) =>
        column is { Generated: GeneratedKind.None, Type: not { IsSerial: true }, Collation: null, Default: null or { IsConstant: true, Volatility: not null } }
        && !(column.Default?.Text is { } value && (value.Contains("--") || RowTriggerForm.EndsBody(value)));

    /// <summary>An INSERT gives the columns that its application knows, an UPDATE changes them. What is given or changed on both sides is somebody's who knows both.</summary>
    private string Body => _back is null ? OneWay : BothWays(_back);

    /// <summary>What columns hold that nobody gives.</summary>
    private List<string> Starts => Defaults(_sources.Concat(_forth.Values.Select(static v => v.Column)));

    /// <summary>In an INSERT, OLD is NULL: so are columns that nobody has given, but for their defaults.</summary>
    private string OneWay =>
        "#variable_conflict use_column\nBEGIN\n"
        + (Starts.Count == 0 ? "" : $"    IF TG_OP = 'INSERT' THEN\n{Each("        OLD.", Starts)}    END IF;\n")
        + $"    IF {Changed(Sources)}\n        AND {SyncTriggerForm.Same(List("NEW", Targets), List("OLD", Targets))} THEN\n"
        + Fill(_forth)
        + "    END IF;\n    RETURN NEW;\nEND";

    /// <summary>A row that has only the old columns gets the new ones from them: that is no news for the old ones.</summary>
    private string BothWays(FilledColumns back) =>
        $"#variable_conflict use_column\nDECLARE\n    start {SqlIdentifier.Quote(_table)}%ROWTYPE;\n    by_old_version boolean;\n    by_new_version boolean;\nBEGIN\n"
        + Each("    start.", Starts)
        + (Starts.Count == 0 ? "" : "    IF TG_OP = 'INSERT' THEN\n        OLD := start;\n    END IF;\n")
        + $"    by_old_version := {Changed(Sources)};\n    by_new_version := {Changed(Targets)};\n"
        + "    IF by_old_version AND NOT by_new_version THEN\n"
        + Fill(_forth)
        + "    ELSIF by_new_version AND NOT by_old_version\n"
        + $"        AND ({SyncTriggerForm.Same(List("NEW", Sources), List("start", Sources))}\n"
        + $"            OR {SyncTriggerForm.Differ(List("OLD", Targets), List("start", Targets))}) THEN\n"
        + Fill(back)
        + "    END IF;\n    RETURN NEW;\nEND";

    private static string Changed(IEnumerable<string> columns) => SyncTriggerForm.Differ(List("NEW", columns), List("OLD", columns));

    private static string Fill(FilledColumns columns)
    {
        // NEW.column is a constant when the query is planned, and an expression over it would be computed then, whatever WHERE says: not where OFFSET stands between.
        var (fence, where) = columns.Where is { } condition ? (" OFFSET 0", $"\n        WHERE {condition}") : ("", "");
        var fill = $"        SELECT {string.Join(", ", columns.Values.Select(static v => ValueOf(v.Column, v.Value)))} INTO {List("NEW", columns.Values.Select(static v => v.Column.Name))}\n"
            + $"        FROM (SELECT {List("NEW", columns.Reads)}{fence}) AS {SqlIdentifier.Quote(columns.RowName)}{where};\n";
        var defaults = Defaults(columns.Values.Select(static v => v.Column));

        // As in a row that the UPDATE leaves out.
        return columns.Where is null || defaults.Count == 0 ? fill : fill + $"        IF NOT FOUND THEN\n{Each("            NEW.", defaults)}        END IF;\n";
    }

    /// <summary>NULL would make the write of the other version fail, which knows nothing of the column.</summary>
    private static string ValueOf(ColumnDefinition column, string value) => column.Nullable == false && HasDefault(column) ? $"coalesce({value}, {column.Default!.Text})" : value;

    private static bool HasDefault(ColumnDefinition column) => column.Default is { IsNull: false };

    private static List<string> Defaults(IEnumerable<ColumnDefinition> columns) => [.. columns.Where(HasDefault).Select(static c => $"{SqlIdentifier.Quote(c.Name)} := {c.Default!.Text};\n")];

    private static string Each(string start, List<string> lines) => string.Concat(lines.Select(l => start + l));

    private static string List(string row, IEnumerable<string> columns) => string.Join(", ", columns.Select(c => row + "." + SqlIdentifier.Quote(c)));
}
