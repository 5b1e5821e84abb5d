using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Tests.Effects;

public sealed class KnownConditionTests
{
    [Theory]
    [InlineData("x > 0", "0", "False")]
    [InlineData("x > 0", "5", "True")]
    [InlineData("x > 0", null, "Null")]
    [InlineData("x is not null", null, "False")]
    [InlineData("x is null or x > 30", "5", "False")]
    [InlineData("x < 0 or y > 3", "5", "Unknown")]
    [InlineData("x > 9 and y > 3", "5", "False")]
    public void ConditionOverAKnownValue_GivesOneOfThreeValues(string condition, string? value, string expected)
    {
        var statement = SqlFrontEnd.Read(SqlText.OfFile("m.sql", $"alter table t add check ({condition})"))[0];
        var check = (CheckConstraint)((AddConstraint)statement.Operations[0]).Constraint;
        var known = new KnownCondition(c => c == "x" ? new KnownValue(value is null ? null : new PredicateConstant(value, "int4"), "int4") : null);

        Assert.Equal(expected, known.Evaluate(check.Expression.Predicate!).ToString());
    }
}
