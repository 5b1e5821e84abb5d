using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Ef.Calls;

internal static class IndexCalls
{
    public static void CreateIndex(EfCall call, CommandList commands)
    {
        if (call.Relation("table") is not { } table)
        {
            CallLowering.UnknownName(call, commands);
            return;
        }

        var concurrently = call.Annotation(NpgsqlAnnotations.CreatedConcurrently);
        if (concurrently is UnknownValue unknown)
        {
            CallLowering.Opaque(call, "CreateIndex: " + unknown.Reason, commands);
            return;
        }

        var isConcurrent = TableCalls.IsTrue(concurrently);
        var create = new CreateIndex(table, call.Name("name"), Keys(call))
        {
            Origin = call.Origin,
            Unique = call.Flag("unique") == true,
            Concurrently = isConcurrent,
            Method = CallArguments.AsText(call.Annotation(NpgsqlAnnotations.IndexMethod)) is { Length: > 0 } method ? method.ToLowerInvariant() : null,
            Filter = call.Expression("filter"),
            Include = CallArguments.AsNames(call.Annotation(NpgsqlAnnotations.IndexInclude)) ?? [],
            NullsNotDistinct = call.Annotation(NpgsqlAnnotations.NullsDistinct) is ConstantValue { Constant: false },
        };

        // Npgsql itself runs a concurrent build outside of the transaction.
        commands.Add(call, suppressed: isConcurrent, create);
    }

    /// <summary>Npgsql has no concurrent form of it: the annotation is ignored.</summary>
    public static void DropIndex(EfCall call, CommandList commands)
    {
        if (call.Relation("name") is { } index)
        {
            commands.Add(call, new DropIndex(index, call.Relation("table")) { Origin = call.Origin });
        }
        else
        {
            CallLowering.UnknownName(call, commands);
        }
    }

    public static void RenameIndex(EfCall call, CommandList commands)
    {
        if (call.Relation("name") is not { } index || call.Name("newName") is not { } newName)
        {
            CallLowering.UnknownName(call, commands);
        }
        else if (!string.Equals(index.Name, newName, StringComparison.Ordinal))
        {
            commands.Add(call, new RenameIndex(index, newName, call.Relation("table")) { Origin = call.Origin });
        }
    }

    private static ImmutableArray<IndexKey> Keys(EfCall call)
    {
        if (call.Names("column", "columns") is not { } columns)
        {
            return [];
        }

        if (CallArguments.AsText(call.Annotation(NpgsqlAnnotations.TsVectorConfig)) is { } configuration)
        {
            return [new IndexKey(null, SqlFrontEnd.ReadExpression(TsVector.Expression(configuration, columns)))];
        }

        var method = CallArguments.AsText(call.Annotation(NpgsqlAnnotations.IndexMethod));
        var sorts = method is null or "btree";
        var operators = call.Annotation(NpgsqlAnnotations.IndexOperators) as SequenceValue;
        var collations = (call.Annotation(NpgsqlAnnotations.RelationalCollation) ?? call.Annotation(NpgsqlAnnotations.IndexCollation)) as SequenceValue;
        var nulls = call.Annotation(NpgsqlAnnotations.IndexNullSortOrder) as SequenceValue;
        var keys = ImmutableArray.CreateBuilder<IndexKey>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            keys.Add(new IndexKey(columns[i], null)
            {
                Descending = sorts && IsDescending(call, i),
                NullsFirst = sorts ? NullsFirst(ItemAt(nulls, i)) : null,
                Collation = CallArguments.AsText(ItemAt(collations, i)) is { Length: > 0 } collation ? collation : null,
                OperatorClass = CallArguments.AsText(ItemAt(operators, i)) is { Length: > 0 } @operator ? @operator : null,
            });
        }

        return keys.MoveToImmutable();
    }

    /// <summary>EF 7's <c>descending</c>, where an empty array means all columns; before that an annotation of Npgsql's own.</summary>
    private static bool IsDescending(EfCall call, int column) => call["descending"] switch
    {
        SequenceValue { Items.IsEmpty: true } => true,
        SequenceValue descending => TableCalls.IsTrue(ItemAt(descending, column)),
        _ => ItemAt(call.Annotation(NpgsqlAnnotations.IndexSortOrder) as SequenceValue, column) is ConstantValue { EnumMember: "Descending" },
    };

    private static bool? NullsFirst(Value? order) => (order as ConstantValue)?.EnumMember switch
    {
        "NullsFirst" => true,
        "NullsLast" => false,
        _ => null,
    };

    private static Value? ItemAt(SequenceValue? sequence, int index) => sequence is not null && index < sequence.Items.Length ? sequence.Items[index] : null;
}
