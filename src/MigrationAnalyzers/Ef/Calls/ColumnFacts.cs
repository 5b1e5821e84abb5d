using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>How Npgsql fills a column by itself: the names are those of NpgsqlValueGenerationStrategy.</summary>
internal enum ValueStrategy
{
    None,
    Serial,
    IdentityAlways,
    IdentityByDefault,
}

/// <summary>What AddColumn, AlterColumn or a column of CreateTable says of a column; of AlterColumn either the new or the old one.</summary>
internal sealed class ColumnFacts
{
    /// <summary>The store type as EF compares and writes it; null where it is not known.</summary>
    public string? StoreType { get; private set; }

    /// <summary>Null where it is not known.</summary>
    public bool? Nullable { get; private set; }

    /// <summary>Null where there is none.</summary>
    public Value? DefaultValue { get; private set; }

    public SqlExpression? DefaultSql { get; private set; }

    public SqlExpression? ComputedSql { get; private set; }

    public bool? Stored { get; private set; }

    public string? Comment { get; private set; }

    public string? Collation { get; private set; }

    public string? Compression { get; private set; }

    public ValueStrategy Strategy { get; private set; }

    /// <summary>The identity does not begin at 1, or not with an increment of 1.</summary>
    public bool HasSequenceOptions { get; private set; }

    public bool IsIdentity => Strategy is ValueStrategy.IdentityAlways or ValueStrategy.IdentityByDefault;

    public bool HasDefault => DefaultValue is not null || DefaultSql is not null;

    public static ColumnFacts Read(EfCall call) => Read(call, static name => name, call.TypeArgument, call.Annotations);

    /// <summary>The column before AlterColumn: the parameters with <c>old</c> before their names.</summary>
    public static ColumnFacts ReadOld(EfCall call) => Read(
        call,
        static name => "old" + char.ToUpperInvariant(name[0]) + name.Substring(1),
        call["oldClrType"] is TypeValue { Type: var old } ? old : call.TypeArgument,
        call.OldAnnotations);

    /// <summary>The definition as CREATE TABLE and ADD COLUMN write it.</summary>
    public ColumnDefinition Define(string name)
    {
        var type = ReadType(Strategy == ValueStrategy.Serial ? SerialOf(StoreType) : StoreType);
        var definition = new ColumnDefinition(name, type)
        {
            // PostgreSQL makes identity columns NOT NULL by itself.
            Nullable = IsIdentity || Strategy == ValueStrategy.Serial ? false : Nullable,
            Collation = Collation,
            Comment = Comment,
        };
        if (ComputedSql is { } expression)
        {
            return definition with { Generated = Stored == true ? Engine.Model.GeneratedKind.Stored : Engine.Model.GeneratedKind.Virtual, GenerationExpression = expression, Nullable = Nullable };
        }

        return IsIdentity
            ? definition with { Generated = Engine.Model.GeneratedKind.Identity, HasSequenceOptions = HasSequenceOptions }
            : definition with { Default = Strategy == ValueStrategy.Serial ? null : Default() };
    }

    /// <summary>The DEFAULT clause; null where there is none.</summary>
    public SqlExpression? Default() => DefaultSql ?? (DefaultValue is null ? null : ClrLiterals.ToSql(DefaultValue, StoreType));

    public static SqlType? ReadType(string? storeType) => storeType is null ? null : SqlFrontEnd.ReadType(storeType);

    private static ColumnFacts Read(EfCall call, Func<string, string> parameter, ITypeSymbol? clrType, IReadOnlyDictionary<string, Value> annotations)
    {
        var facts = new ColumnFacts
        {
            StoreType = StoreTypeOf(call, parameter, clrType),
            Nullable = call.Flag(parameter("nullable")),
            DefaultValue = call.Has(parameter("defaultValue")) ? call[parameter("defaultValue")] : null,
            DefaultSql = call.Expression(parameter("defaultValueSql")),
            ComputedSql = call.Expression(parameter("computedColumnSql")),
            Stored = call.Has(parameter("stored")) ? call.Flag(parameter("stored")) : null,
            Comment = call.Text(parameter("comment")),
            Collation = call.Text(parameter("collation")) ?? TextOf(annotations, NpgsqlAnnotations.DefaultColumnCollation),
            Compression = TextOf(annotations, NpgsqlAnnotations.CompressionMethod),
            Strategy = StrategyOf(annotations),
            HasSequenceOptions = annotations.ContainsKey(NpgsqlAnnotations.IdentityOptions),
        };

        // Npgsql makes a stored generated column of its full-text annotations.
        if (TextOf(annotations, NpgsqlAnnotations.TsVectorConfig) is { } configuration
            && annotations.TryGetValue(NpgsqlAnnotations.TsVectorProperties, out var properties)
            && CallArguments.AsNames(properties) is { } columns)
        {
            facts.ComputedSql = SqlFrontEnd.ReadExpression(TsVector.Expression(configuration, columns));
            facts.Stored = true;
        }

        return facts;
    }

    private static string? StoreTypeOf(EfCall call, Func<string, string> parameter, ITypeSymbol? clrType)
    {
        if (call.Has(parameter("type")))
        {
            return call.Text(parameter("type"));
        }

        var facets = new[] { "maxLength", "fixedLength", "precision", "scale" };
        foreach (var facet in facets)
        {
            if (call[parameter(facet)] is not (null or ConstantValue))
            {
                return null;
            }
        }

        return StoreTypes.Of(
            clrType,
            call.Number(parameter("maxLength")),
            call.Flag(parameter("fixedLength")) == true,
            call.Number(parameter("precision")),
            call.Number(parameter("scale")));
    }

    private static string? TextOf(IReadOnlyDictionary<string, Value> annotations, string name) =>
        annotations.TryGetValue(name, out var value) ? CallArguments.AsText(value) : null;

    private static ValueStrategy StrategyOf(IReadOnlyDictionary<string, Value> annotations)
    {
        annotations.TryGetValue(NpgsqlAnnotations.ValueGenerationStrategy, out var value);
        return (value as ConstantValue)?.EnumMember switch
        {
            "SerialColumn" => ValueStrategy.Serial,
            "IdentityAlwaysColumn" => ValueStrategy.IdentityAlways,
            "IdentityByDefaultColumn" => ValueStrategy.IdentityByDefault,

            // Sequence and SequenceHiLo: the column has an ordinary default, or none.
            _ => ValueStrategy.None,
        };
    }

    private static string? SerialOf(string? storeType) => storeType switch
    {
        "int" or "int4" or "integer" => "serial",
        "bigint" or "int8" => "bigserial",
        "smallint" or "int2" => "smallserial",
        _ => storeType,
    };
}
