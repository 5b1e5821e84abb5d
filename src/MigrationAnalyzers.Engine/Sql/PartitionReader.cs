using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads PARTITION BY and FOR VALUES.</summary>
internal static class PartitionReader
{
    /// <summary>Null where an expression of the key cannot be compared with others.</summary>
    public static PartitionKey? Key(PartitionSpec? specification)
    {
        if (specification is null)
        {
            return null;
        }

        var operands = ImmutableArray.CreateBuilder<string>(specification.PartParams.Count);
        foreach (var node in specification.PartParams)
        {
            if (node is not PartitionElem element || (element.Name ?? PredicateReader.Operand(element.Expr)) is not { } operand)
            {
                return null;
            }

            operands.Add(operand);
        }

        var method = specification.Strategy switch
        {
            PartitionStrategy.PARTITION_STRATEGY_LIST => PartitionMethod.List,
            PartitionStrategy.PARTITION_STRATEGY_HASH => PartitionMethod.Hash,
            _ => PartitionMethod.Range,
        };
        return new PartitionKey(method, operands.ToImmutable());
    }

    public static PartitionBound? Bound(PartitionBoundSpec? specification) => specification switch
    {
        null => null,
        { IsDefault: true } => new DefaultBound(),

        // The codes are those of PARTITION_STRATEGY_* in parsenodes.h.
        { Strategy: "l" } => List(specification.Listdatums),
        { Strategy: "r" } => new RangeBound(Limits(specification.Lowerdatums), Limits(specification.Upperdatums)),
        { Strategy: "h" } => new HashBound(specification.Modulus, specification.Remainder),
        _ => null,
    };

    private static ListBound List(PgNodeList values)
    {
        var constants = ImmutableArray.CreateBuilder<PredicateConstant?>(values.Count);
        var hasNull = false;
        foreach (var value in values)
        {
            if (ExpressionReader.IsNull(value))
            {
                hasNull = true;
            }
            else
            {
                constants.Add(PredicateConstants.Read(value));
            }
        }

        return new ListBound(constants.ToImmutable(), hasNull);
    }

    private static ImmutableArray<RangeLimit> Limits(PgNodeList values)
    {
        var limits = ImmutableArray.CreateBuilder<RangeLimit>(values.Count);
        foreach (var value in values)
        {
            // The grammar leaves MINVALUE and MAXVALUE as names of columns, which cannot stand here (transformPartitionRangeBounds).
            limits.Add(value is ColumnRef column
                ? new RangeLimit(null, ExpressionReader.ColumnName(column) switch { "minvalue" => -1, "maxvalue" => 1, _ => 0 })
                : new RangeLimit(PredicateConstants.Read(value), 0));
        }

        return limits.MoveToImmutable();
    }
}
