using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>
/// The forms in which the fixes of a migration may be carried out: in place, where no run that breaks off leaves more behind than before, and with migrations of their own for what runs outside of
/// the transaction; and in no form that brings Warnings of other rules. Decided in one place for the light bulb, Fix All and <c>dotnet format</c>.
/// </summary>
/// <param name="InPlace">The fix trades no hazard for another where all stays in the migration, and takes no way out of one: what could be divided before can be divided afterwards.</param>
/// <param name="Divided">What the solution becomes with new migrations; null where nothing needs one, or the migration cannot be divided.</param>
internal sealed record FixForms(bool InPlace, Solution? Divided)
{
    /// <summary>What the title of the form with new migrations says, behind that of the fix.</summary>
    public string DividedTitle { get; init; } = OwnMigration.TitleSuffix;

    /// <summary>What a fix must not bring: a migration that cannot run again, an index that stays INVALID, and, where a migration is divided, one that is not undone.</summary>
    private static readonly string[] s_hazards = [OwnMigration.Rule, "DBM5010", "DBM6001"];

    /// <param name="document">The file before the changes.</param>
    /// <param name="changed">The file with them.</param>
    /// <param name="mayBring">Rules of which the fix may bring Warnings.</param>
    public static async Task<FixForms> OfAsync(Document document, Document changed, ClassPlace place, ImmutableArray<string> mayBring, CancellationToken cancellationToken)
    {
        ImmutableArray<string> unwanted = [.. s_hazards, .. await HeardAsync(document, mayBring, cancellationToken).ConfigureAwait(false)];
        var after = await FindingsAsync(changed, place, unwanted, cancellationToken).ConfigureAwait(false);
        if (after.Count == 0)
        {
            return new FixForms(InPlace: true, Divided: null);
        }

        var before = await FindingsAsync(document, place, unwanted, cancellationToken).ConfigureAwait(false);
        var divided = after.Exists(static f => string.Equals(f.Rule, OwnMigration.Rule, StringComparison.Ordinal))
            ? await DivideAsync(changed, place, cancellationToken).ConfigureAwait(false)
            : null;
        var isBetter = divided is not null && !HasMore(before, await FindingsAsync(divided, changed, place, unwanted, cancellationToken).ConfigureAwait(false));
        var inPlace = !HasMore(before, after)
            && (divided is not null
                || !after.Exists(static f => IsHazardOf(OwnMigration.Rule, f))
                || await DivideAsync(document, place, cancellationToken).ConfigureAwait(false) is null);
        return new FixForms(inPlace, isBetter ? divided : null);
    }

    /// <summary>A <c>.sql</c> file is not divided.</summary>
    /// <param name="before">What is changed already.</param>
    /// <param name="changes">What is changed then.</param>
    public static FixForms Of(SqlFileSource file, IReadOnlyList<TextChange> before, IReadOnlyList<TextChange> changes, ImmutableArray<string> mayBring) =>
        new(mayBring.IsEmpty || !HasMore(WarningsIn(file, before, mayBring), WarningsIn(file, changes, mayBring)), Divided: null);

    /// <summary>A migration that has been divided has more Warnings of these rules than before, together with those that come from it.</summary>
    public static async Task<bool> BringsMoreAsync(Document document, ClassPlace place, Solution divided, ImmutableArray<string> rules, CancellationToken cancellationToken)
    {
        var heard = await HeardAsync(document, rules, cancellationToken).ConfigureAwait(false);
        return !heard.IsEmpty
            && HasMore(
                await FindingsAsync(document, place, heard, cancellationToken).ConfigureAwait(false),
                await FindingsAsync(divided, document, place, heard, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The rules that the project has not switched off.</summary>
    private static async Task<ImmutableArray<string>> HeardAsync(Document document, ImmutableArray<string> rules, CancellationToken cancellationToken)
    {
        if (rules.IsEmpty
            || document.Project.CompilationOptions is not { } options
            || await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is not { } tree
            || await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return rules;
        }

        return [.. rules.Where(id => ReportOf(id) != ReportDiagnostic.Suppress)];

        ReportDiagnostic ReportOf(string id) =>
            options.SpecificDiagnosticOptions.TryGetValue(id, out var report)
            || (compilation.Options.SyntaxTreeOptionsProvider is { } provider
                && (provider.TryGetDiagnosticValue(tree, id, cancellationToken, out report) || provider.TryGetGlobalDiagnosticValue(id, cancellationToken, out report)))
                ? report
                : ReportDiagnostic.Default;
    }

    public static Document Change(Document document, SourceText text, IEnumerable<TextChange> changes) =>
        document.WithText(text.WithChanges(changes.OrderBy(static c => c.Span.Start)));

    /// <summary>The solution with new migrations for what runs outside of the transaction; null where nothing needs one, or the migration cannot be divided.</summary>
    public static async Task<Solution?> DivideAsync(Document document, ClassPlace place, CancellationToken cancellationToken) =>
        await MigrationClass.FindAsync(document, place, cancellationToken).ConfigureAwait(false) is { } migration && OwnMigration.Divide(migration) is { } split
            ? await NewMigrationWriter.ApplyAsync(split, cancellationToken).ConfigureAwait(false)
            : null;

    private static bool HasMore(List<(string Rule, bool IsHazard)> before, List<(string Rule, bool IsHazard)> after) =>
        after.Select(static f => f.Rule).Distinct(StringComparer.Ordinal).Any(id => after.Count(f => IsHazardOf(id, f)) > before.Count(f => IsHazardOf(id, f)));

    private static bool IsHazardOf(string rule, (string Rule, bool IsHazard) found) => found.IsHazard && string.Equals(found.Rule, rule, StringComparison.Ordinal);

    /// <summary>In the migration and those that come from it.</summary>
    private static async Task<List<(string Rule, bool IsHazard)>> FindingsAsync(
        Solution divided, Document changed, ClassPlace place, ImmutableArray<string> rules, CancellationToken cancellationToken)
    {
        var project = divided.GetProject(changed.Project.Id)!;
        var all = await FindingsAsync(project.GetDocument(changed.Id)!, place, rules, cancellationToken).ConfigureAwait(false);
        foreach (var added in project.GetChanges(changed.Project).GetAddedDocuments())
        {
            all.AddRange(await FindingsAsync(project.GetDocument(added)!, new ClassPlace(0), rules, cancellationToken).ConfigureAwait(false));
        }

        return all;
    }

    /// <summary>In one of them.</summary>
    private static async Task<List<(string Rule, bool IsHazard)>> FindingsAsync(
        Document document, ClassPlace place, ImmutableArray<string> rules, CancellationToken cancellationToken) =>
        await ProjectMigrations.OfAsync(document.Project, cancellationToken).ConfigureAwait(false) is { Session: var session } migrations
        && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
        && place.In(root) is { } declaration
        && migrations.ModelOf(root.SyntaxTree) is var model
        && model.GetDeclaredSymbol(declaration, cancellationToken) is INamedTypeSymbol type
        && session.ReadCalls(type, model, cancellationToken)?.Lowered is { } lowered
            ? [.. session.FindingsOf(lowered, cancellationToken).Where(f => rules.Contains(f.Rule.Id, StringComparer.Ordinal)).Select(f => (f.Rule.Id, IsHazard(f, lowered.Migration.Up)))]
            : [];

    private static List<(string Rule, bool IsHazard)> WarningsIn(SqlFileSource file, IReadOnlyList<TextChange> changes, ImmutableArray<string> rules) =>
        [.. file.FindingsWith(changes).Where(f => rules.Contains(f.Rule.Id, StringComparer.Ordinal)).Select(static f => (f.Rule.Id, f.Severity >= RuleSeverity.Warning))];

    /// <summary>
    /// Whoever leaves the transaction by choice gets a suggestion only: who is offered a fix has not chosen it. But what a VALIDATE that fails leaves is known, a constraint that is not valid yet,
    /// where nothing else is in the way of the next run.
    /// </summary>
    private static bool IsHazard(Finding finding, MigrationUnit up) =>
        finding.Severity >= RuleSeverity.Warning
        || (string.Equals(finding.Rule.Id, OwnMigration.Rule, StringComparison.Ordinal)
            && !up.Operations.Any(o => ReferenceEquals(o.Origin, finding.Origin)
                && Validated(o) is { } constraint
                && finding.Arguments[1].StartsWith($"constraint \"{constraint}\" ", StringComparison.Ordinal)));

    private static string? Validated(MigrationOperation operation) => operation switch
    {
        ValidateConstraint validate => validate.Name,
        AddConstraint { Constraint: { NotValid: true } constraint } => constraint.Name,
        _ => null,
    };
}
