using System.Collections.Immutable;
using System.Text;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>Reads the arguments of a call as what an operation needs.</summary>
internal static class CallArguments
{
    private const int MaxNameBytes = 63;

    /// <summary>The constant text of the argument; null where it is absent, null or not known.</summary>
    public static string? Text(this EfCall call, string parameter) => AsText(call[parameter]);

    public static string? AsText(Value? value) => (value as TextValue)?.Text.Value;

    /// <summary>The argument is written and not the literal null.</summary>
    public static bool Has(this EfCall call, string parameter) => call[parameter] is { } value and not ConstantValue { IsNull: true };

    /// <summary>Null where it is not known.</summary>
    public static bool? Flag(this EfCall call, string parameter, bool absent = false) => call[parameter] switch
    {
        null => absent,
        ConstantValue { Constant: bool value } => value,
        ConstantValue { IsNull: true } => absent,
        _ => null,
    };

    public static int? Number(this EfCall call, string parameter) => (call[parameter] as ConstantValue)?.Constant as int?;

    /// <summary>
    /// The schema; null for the default one. A schema that is chosen at run time gets a name of its own, made of the expression: tables of that
    /// schema are then the same table throughout, and no table of another schema.
    /// </summary>
    public static string? Schema(this EfCall call, string parameter = "schema") => call[parameter] switch
    {
        null or ConstantValue => null,
        TextValue text => Truncate(text.Text.Value),
        UnknownValue unknown => "{" + unknown.Syntax + "}",
        _ => null,
    };

    /// <summary>The table (or other relation) that the arguments name; null where the name is not known.</summary>
    public static RelationName? Relation(this EfCall call, string parameter, string schemaParameter = "schema") =>
        call.Name(parameter) is { Length: > 0 } name ? SqlFrontEnd.Name(call.Schema(schemaParameter), name) : null;

    /// <summary>A name as the catalog will have it.</summary>
    public static string? Name(this EfCall call, string parameter) => call.Text(parameter) is { } name ? Truncate(name) : null;

    /// <summary>PostgreSQL cuts names off after 63 bytes of UTF-8 (NAMEDATALEN), before a character that does not fit.</summary>
    public static string Truncate(string name)
    {
        if (name.Length * 3 <= MaxNameBytes || Encoding.UTF8.GetByteCount(name) <= MaxNameBytes)
        {
            return name;
        }

        var length = Math.Min(name.Length, MaxNameBytes);
        while (Encoding.UTF8.GetByteCount(name.Substring(0, length)) > MaxNameBytes)
        {
            length--;
        }

        return name.Substring(0, length > 0 && char.IsHighSurrogate(name[length - 1]) ? length - 1 : length);
    }

    /// <summary>The names given in one of the two parameters (EF has overloads for one column and for several); null where they are not known.</summary>
    public static ImmutableArray<string>? Names(this EfCall call, string one, string several)
    {
        if (call.Name(one) is { } single)
        {
            return [single];
        }

        return AsNames(call[several] ?? call[one]);
    }

    public static ImmutableArray<string>? AsNames(Value? value)
    {
        if (value is not SequenceValue sequence)
        {
            return null;
        }

        var names = ImmutableArray.CreateBuilder<string>(sequence.Items.Length);
        foreach (var item in sequence.Items)
        {
            if (AsText(item) is not { } name)
            {
                return null;
            }

            names.Add(Truncate(name));
        }

        return names.MoveToImmutable();
    }

    public static Value? Annotation(this EfCall call, string name) => call.Annotations.TryGetValue(name, out var value) ? value : null;

    public static Value? OldAnnotation(this EfCall call, string name) => call.OldAnnotations.TryGetValue(name, out var value) ? value : null;

    public static SqlExpression? Expression(this EfCall call, string parameter) => call[parameter] switch
    {
        null or ConstantValue { IsNull: true } => null,
        TextValue text => SqlFrontEnd.ReadExpression(text.Text.Value),
        UnknownValue unknown => new SqlExpression("{" + unknown.Syntax + "}"),
        _ => new SqlExpression("{" + parameter + "}"),
    };

    /// <summary>A referential action: EF's enum has PostgreSQL's names.</summary>
    public static ReferentialAction Action(this EfCall call, string parameter) =>
        (call[parameter] as ConstantValue)?.EnumMember is { } name && Enum.TryParse<ReferentialAction>(name, out var action)
            ? action
            : ReferentialAction.NoAction;
}
