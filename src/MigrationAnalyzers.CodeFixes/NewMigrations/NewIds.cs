using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>
/// The ids of new migrations: the time of the one that they come from, some seconds later. There is room between them, so that each can be divided again; and little of it, as the next
/// migration that is scaffolded gets the time of that moment.
/// </summary>
internal static class NewIds
{
    private const string Format = "yyyyMMddHHmmss";
    private const int Room = 5;

    /// <summary>The part behind the time.</summary>
    public static string NameOf(string id) => id.Length > Format.Length ? id.Substring(Format.Length + 1) : id;

    /// <summary>Null where no second is free before the next migration, or the id is not one of EF Core's.</summary>
    /// <param name="moved">For each of the new migrations: what it and those after it do, which has to run after the ones that are stepped over.</param>
    public static ImmutableArray<string>? Of(MigrationClass migration, ImmutableArray<string> names, IReadOnlyList<IReadOnlyList<MigrationOperation>> moved)
    {
        if (TimeOf(migration.Migration.Id) is not { } time)
        {
            return null;
        }

        var later = migration.Later();
        var gap = later.IsEmpty || TimeOf(later[0].Id) is not { } following ? double.MaxValue : (following - time).TotalSeconds;
        var start = time;
        var next = 0;
        var ids = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < names.Length; i++)
        {
            var wanted = start.AddSeconds(OffsetOf(i + 1, names.Length, gap));
            time = wanted > time ? wanted : time.AddSeconds(1);
            while (next < later.Length && TimeOf(later[next].Id) is { } other && other <= time)
            {
                if (!MayBeSteppedOver(migration, later[next], moved[i]))
                {
                    return null;
                }

                time = other == time ? time.AddSeconds(1) : time;
                next++;
            }

            ids.Add(time.ToString(Format, CultureInfo.InvariantCulture) + "_" + names[i]);
        }

        // An id of another form, whose place is not known.
        return next < later.Length && string.CompareOrdinal(ids[ids.Count - 1], later[next].Id) >= 0 ? null : ids.ToImmutable();
    }

    /// <summary>Where there is little room, more of it is left before the new ones than behind: what stays is divided again more often than what has moved.</summary>
    private static double OffsetOf(int number, int count, double gap) =>
        gap >= Room * (count + 1) ? Room * number : gap > count ? Math.Ceiling(gap * number / (count + 1)) : number;

    /// <summary>For migrations behind the last one. Null where its id is not one of EF Core's.</summary>
    public static ImmutableArray<string>? Behind(string last, ImmutableArray<string> names) => TimeOf(last) is { } time
        ? [.. names.Select((name, i) => time.AddSeconds(i + 1).ToString(Format, CultureInfo.InvariantCulture) + "_" + name)]
        : null;

    private static DateTime? TimeOf(string id) =>
        id.Length > Format.Length + 1
        && id[Format.Length] == '_'
        && DateTime.TryParseExact(id.Substring(0, Format.Length), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;

    /// <summary>The same model was scaffolded for both, as for what an earlier fix has moved, and what is moved now has nothing to do with it.</summary>
    private static bool MayBeSteppedOver(MigrationClass migration, Migration other, IReadOnlyList<MigrationOperation> moved)
    {
        var after = migration.Before.Apply(migration.Migration.Up);
        // What its Down takes away is what its own Up has made.
        var theirs = Footprint.Of(other.Up.Operations.Concat(other.Down.Operations), migration.Before, after, after.Apply(other.Up));
        return Footprint.Of(moved, migration.Before, after).IsApartFrom(theirs)
            && TypeOf(migration, other) is { } type
            && string.Equals(ModelOf(type), ModelOf(migration.Type), StringComparison.Ordinal);
    }

    private static INamedTypeSymbol? TypeOf(MigrationClass migration, Migration other)
    {
        foreach (var tree in migration.Model.Compilation.SyntaxTrees)
        {
            if (string.Equals(tree.FilePath, other.NameLocation.Path, StringComparison.Ordinal)
                && tree.GetRoot().FindToken(other.NameLocation.Start).Parent is ClassDeclarationSyntax declaration)
            {
                return migration.Model.Compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration) as INamedTypeSymbol;
            }
        }

        return null;
    }

    private static string ModelOf(INamedTypeSymbol type) => string.Concat(
        type.GetMembers("BuildTargetModel").SelectMany(static m => m.DeclaringSyntaxReferences).Select(static r => ((MethodDeclarationSyntax)r.GetSyntax()).Body?.ToString()));
}
