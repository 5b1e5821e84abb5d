using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Compatibility;

namespace MigrationAnalyzers.Engine.Rules.Reversibility;

/// <summary>
/// What Down leaves behind of each operation of Up. How something was before is known from the earlier migrations, or from the operation itself: a column that is
/// added was not there. What is not known is taken to be undone.
/// </summary>
internal static class LeftBehind
{
    /// <summary>The operations of Up that Down does not undo, with what is left of each, in words.</summary>
    public static ImmutableArray<(MigrationOperation Operation, string Left)> Of(MigrationContext context)
    {
        if (Any(context, static o => IsUndecided(o)))
        {
            return [];
        }

        var expected = new ExpectedState(context.CatalogBefore, Uncertain(context), RenamedIndexes(context), NamesAddedByDown(context));
        foreach (var analyzed in context.Up)
        {
            expected.Touch(analyzed);
        }

        return expected.Differences(context.CatalogAfterDown);
    }

    /// <summary>It may have done anything, to anything, or what was done before may be undone by it.</summary>
    private static bool IsUndecided(MigrationOperation operation) =>
        operation is OpaqueOperation or UnknownSql or InvalidSql or TransactionControl or SetParameter { Name: "search_path" };

    /// <summary>What statements touch that may not run.</summary>
    private static HashSet<RelationName> Uncertain(MigrationContext context)
    {
        var result = new HashSet<RelationName>();
        foreach (var analyzed in context.Up.AddRange(context.Down))
        {
            if (analyzed.Statement.Has(Circumstances.Conditional | Circumstances.Repeated))
            {
                foreach (var name in Names(analyzed))
                {
                    result.Add(name);
                }
            }
        }

        return result;
    }

    private static IEnumerable<RelationName> Names(AnalyzedOperation analyzed)
    {
        switch (analyzed.Operation)
        {
            case RenameTable rename:
                yield return rename.Table;
                yield return rename.NewTable;
                break;
            case TableOperation operation:
                yield return operation.Table;
                break;
            case DropIndex drop:
                yield return drop.Table ?? analyzed.CatalogBefore.TableOfIndex(drop.Index) ?? drop.Index;
                break;
            case OtherStatement other:
                foreach (var name in other.Relations.AddRange(other.Objects))
                {
                    yield return name;
                }

                break;
            case RenameEnumValue rename:
                yield return rename.Type;
                break;
            case RenameType rename:
                yield return rename.Type;
                yield return rename.NewType;
                break;
            case var made when MadeHere.NameOf(made) is { } name:
                yield return name;
                break;
        }
    }

    /// <summary>Tables on which the name alone of an index or a constraint may differ; null stands for any table.</summary>
    private static HashSet<RelationName>? RenamedIndexes(MigrationContext context)
    {
        var result = new HashSet<RelationName>();
        foreach (var analyzed in context.Up.AddRange(context.Down))
        {
            switch (analyzed.Operation)
            {
                case RenameConstraint rename:
                    result.Add(rename.Table);
                    break;
                case RenameIndex rename:
                    if ((rename.Table ?? analyzed.CatalogBefore.TableOfIndex(rename.Index)) is not { } table)
                    {
                        return null;
                    }

                    result.Add(table);
                    break;
            }
        }

        return result;
    }

    /// <summary>The indexes and constraints that Down adds, without those that Up has dropped under the same names.</summary>
    private static HashSet<RelationName> NamesAddedByDown(MigrationContext context)
    {
        var dropped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var analyzed in context.Up)
        {
            if ((analyzed.Operation as DropConstraint)?.Name is { } constraint)
            {
                dropped.Add(constraint);
            }
            else if (analyzed.Operation is DropIndex drop)
            {
                dropped.Add(drop.Index.Name);
            }
        }

        var result = new HashSet<RelationName>();
        foreach (var analyzed in context.Down)
        {
            var added = analyzed.Operation switch
            {
                AddConstraint add when add.Constraint.Name is null || !dropped.Contains(add.Constraint.Name) => add.Table,
                CreateIndex create when create.Name is null || !dropped.Contains(create.Name) => create.Table,
                _ => (RelationName?)null,
            };
            if (added is { } table)
            {
                result.Add(table);
            }
        }

        return result;
    }

    private static bool Any(MigrationContext context, Func<MigrationOperation, bool> condition)
    {
        foreach (var analyzed in context.Up)
        {
            if (condition(analyzed.Operation))
            {
                return true;
            }
        }

        foreach (var analyzed in context.Down)
        {
            if (condition(analyzed.Operation))
            {
                return true;
            }
        }

        return false;
    }
}
