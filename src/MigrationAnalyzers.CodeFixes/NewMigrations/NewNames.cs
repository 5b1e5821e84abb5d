using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>The names of new migration classes.</summary>
internal static class NewNames
{
    /// <summary>EF Core keeps ids in a varchar(150), and an id begins with fourteen digits and an underscore.</summary>
    private const int MaxLength = 150 - 15;

    /// <summary>The migration's own name with these after it; each unlike all that is there.</summary>
    public static ImmutableArray<string> Of(MigrationClass migration, IReadOnlyList<string> suffixes)
    {
        var taken = new HashSet<string>(migration.Type.ContainingNamespace.GetMembers().Select(static m => m.Name), StringComparer.OrdinalIgnoreCase);
        taken.UnionWith(migration.Later().Select(static m => NewIds.NameOf(m.Id)));
        return Unlike(taken, suffixes.Select(s => migration.Type.Name + s));
    }

    /// <summary>These names, with a number where something has them already.</summary>
    /// <param name="taken">What is there; the names are added to it.</param>
    public static ImmutableArray<string> Unlike(HashSet<string> taken, IEnumerable<string> wanted)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var full in wanted)
        {
            var name = Cut(full, MaxLength);
            for (var number = 2; !taken.Add(name); number++)
            {
                var digits = number.ToString(CultureInfo.InvariantCulture);
                name = Cut(full, MaxLength - digits.Length) + digits;
            }

            names.Add(name);
        }

        return names.ToImmutable();
    }

    /// <summary>What an operation does, as a part of a name: <c>CreateIxOrdersUserId</c>.</summary>
    public static string Describe(MigrationOperation operation) => operation switch
    {
        CreateIndex { Name: { } name } => "Create" + Pascal(name),
        CreateIndex o => "Index" + Pascal(o.Table.Name),
        DropIndex o => "Drop" + Pascal(o.Index.Name),
        Reindex { Relation: { } relation } => "Reindex" + Pascal(relation.Name),
        AddConstraint { Constraint.Name: { } name } => "Add" + Pascal(name),
        ValidateConstraint o => "Validate" + Pascal(o.Name),
        DropColumn o => "Drop" + Pascal(o.Table.Name) + Pascal(o.Column),
        DropTable o => "Drop" + Pascal(o.Table.Name),
        SetNotNull o => "Require" + Pascal(o.Table.Name) + Pascal(o.Column),
        AlterColumnType o => "Alter" + Pascal(o.Table.Name) + Pascal(o.Column),
        DetachPartition o => "Detach" + Pascal(o.Partition.Name),
        AttachPartition o => "Attach" + Pascal(o.Partition.Name),
        AddEnumValue o => "Add" + Pascal(o.Type.Name) + Pascal(o.Label),
        RefreshMaterializedView o => "Refresh" + Pascal(o.View.Name),
        WriteRows { Kind: RowWriteKind.Delete } o => "DeleteFrom" + Pascal(o.Table.Name),
        WriteRows o => "Fill" + Pascal(o.Table.Name),
        TableOperation o => "Change" + Pascal(o.Table.Name),
        _ => "Alone",
    };

    /// <summary>The letters and digits of a database's name, each word with a capital.</summary>
    public static string Pascal(string name)
    {
        var result = new StringBuilder();
        var begins = true;
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c))
            {
                result.Append(begins ? char.ToUpperInvariant(c) : c);
            }

            begins = !char.IsLetterOrDigit(c);
        }

        return result.ToString();
    }

    private static string Cut(string name, int length) => name.Length <= length ? name : name.Substring(0, length);
}
