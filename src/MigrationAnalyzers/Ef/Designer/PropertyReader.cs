using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.Ef.Designer;

/// <summary>Reads the calls on <c>b.Property&lt;T&gt;("Name")</c>.</summary>
internal sealed class PropertyReader
{
    /// <summary>A model has few types and many columns.</summary>
    private readonly Dictionary<string, SqlType?> _types = new(StringComparer.Ordinal);

    public DesignerProperty Read(string name, TypeSyntax? type, ImmutableArray<CallChain.Call> calls) =>
        Continue(new DesignerProperty(name, new ColumnDefinition(name, null) { Nullable = IsNullable(type) }, IsNamed: false), calls);

    public DesignerProperty Continue(DesignerProperty property, ImmutableArray<CallChain.Call> calls)
    {
        var column = property.Column;
        var isNamed = property.IsNamed;
        foreach (var call in calls)
        {
            switch (call.Name)
            {
                case "HasColumnName" when call.Text(0) is { } name:
                    column = column with { Name = name };
                    isNamed = true;
                    break;

                case "HasColumnType" when call.Text(0) is { } type:
                    column = column with { Type = TypeOf(type) };
                    break;

                case "IsRequired":
                    column = column with { Nullable = call.Flags() is [false] };
                    break;

                case "HasDefaultValueSql" when call.Text(0) is { } sql:
                    column = column with { Default = SqlFrontEnd.ReadExpression(sql) };
                    break;

                case "HasDefaultValue" when call.Arguments is [var value]:
                    column = column with { Default = LiteralOf(value) };
                    break;

                case "HasComputedColumnSql" when call.Text(0) is { } computed:
                    column = column with
                    {
                        GenerationExpression = SqlFrontEnd.ReadExpression(computed),
                        Generated = call.Flags() is [true] ? Engine.Model.GeneratedKind.Stored : Engine.Model.GeneratedKind.Virtual,
                    };
                    break;

                case "UseCollation":
                    column = column with { Collation = call.Text(0) };
                    break;

                case "UseIdentityByDefaultColumn" or "UseIdentityAlwaysColumn":
                case "HasAnnotation" when Strategy(call) is "IdentityByDefaultColumn" or "IdentityAlwaysColumn":
                    column = column with { Generated = Engine.Model.GeneratedKind.Identity, Nullable = false };
                    break;

                case "UseSerialColumn":
                case "HasAnnotation" when Strategy(call) == "SerialColumn":
                    column = column with { Type = column.Type is { } integer ? TypeOf(SerialOf(integer.Name)) : null, Nullable = false };
                    break;
            }
        }

        return new DesignerProperty(property.Name, column, isNamed);
    }

    private SqlType? TypeOf(string text)
    {
        if (!_types.TryGetValue(text, out var type))
        {
            _types.Add(text, type = SqlFrontEnd.ReadType(text));
        }

        return type;
    }

    private static string SerialOf(string integer) => integer switch
    {
        "int8" => "bigserial",
        "int2" => "smallserial",
        _ => "serial",
    };

    private static string? Strategy(CallChain.Call call) =>
        call.Text(0) == "Npgsql:ValueGenerationStrategy" && call.Arguments is [_, MemberAccessExpressionSyntax member] ? member.Name.Identifier.ValueText : null;

    /// <summary>IsRequired is written only where the CLR type does not say it. What a type is that only its name is known of, is not known.</summary>
    private static bool? IsNullable(TypeSyntax? type) => type switch
    {
        NullableTypeSyntax or ArrayTypeSyntax => true,
        PredefinedTypeSyntax predefined => predefined.Keyword.Kind() is SyntaxKind.StringKeyword or SyntaxKind.ObjectKeyword,
        IdentifierNameSyntax { Identifier.ValueText: "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "Guid" } => false,
        GenericNameSyntax { Identifier.ValueText: "List" or "Dictionary" } => true,
        _ => null,
    };

    /// <summary>The literal that Npgsql makes of it; where that is not known the expression has no volatility, as everywhere.</summary>
    private static SqlExpression LiteralOf(ExpressionSyntax value) =>
        TextOf(value) is { } text
            ? new SqlExpression(text) { IsConstant = true, Volatility = Volatility.Immutable }
            : new SqlExpression("{" + value + "}") { IsConstant = true };

    private static string? TextOf(ExpressionSyntax value) => value switch
    {
        CastExpressionSyntax cast => TextOf(cast.Expression),
        ParenthesizedExpressionSyntax inner => TextOf(inner.Expression),
        PrefixUnaryExpressionSyntax negative when negative.IsKind(SyntaxKind.UnaryMinusExpression) && TextOf(negative.Operand) is { } text => "-" + text,
        LiteralExpressionSyntax { Token.Value: string text } => "'" + text.Replace("'", "''") + "'",
        LiteralExpressionSyntax { Token.Value: bool flag } => flag ? "TRUE" : "FALSE",
        LiteralExpressionSyntax { Token.Value: decimal number } => number.ToString("0.0###########################", CultureInfo.InvariantCulture),
        LiteralExpressionSyntax { Token.Value: double or float and IFormattable } => null,
        LiteralExpressionSyntax { Token.Value: int or long or uint or ulong } literal => Convert.ToString(literal.Token.Value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
