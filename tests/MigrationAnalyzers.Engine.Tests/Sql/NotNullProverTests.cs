using System.Reflection;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>
/// Which CHECK proves that a column is not NULL. The servers are asked the same in <see cref="Servers.NotNullProofServerTests"/>.
/// </summary>
public sealed class NotNullProverTests
{
    /// <summary>All conditions of the tests below.</summary>
    public static IEnumerable<string> Checks() =>
        typeof(NotNullProverTests).GetMethods()
            .SelectMany(static method => method.GetCustomAttributes<InlineDataAttribute>().Select(data => (string)data.GetData(method).First()[0]));

    [Theory]
    [InlineData("a is not null")]
    [InlineData("a notnull")]
    [InlineData("a is not null and b > 0")]
    [InlineData("true and a is not null")]
    [InlineData("a is not null and null")]
    [InlineData("not (a is null)")]
    [InlineData("not a is null")]
    [InlineData("not not (a is not null)")]
    [InlineData("(a is not null and b > 0) or (a is not null and c > 0)")]
    [InlineData("(a is not null and b is not null) or a is not null")]
    [InlineData("not (false or a is null)")]
    [InlineData("false or a is not null")]
    [InlineData("a is distinct from null")]
    [InlineData("null is distinct from a")]
    [InlineData("not (null is not distinct from a)")]
    [InlineData("(a is null) = false")]
    [InlineData("(a is not null) = true")]
    [InlineData("(a is null) <> true")]
    [InlineData("(a is not null) <> false")]
    [InlineData("row(a) is not null")]
    public void Proof_IsAccepted(string check) => Assert.Equal(["a"], SqlFrontEnd.ReadExpression(check).ProvesNotNull.ToArray());

    [Theory]
    [InlineData("not (a is null or b is null)")]
    [InlineData("row(a, b) is not null")]
    [InlineData("a is not null and b is not null")]
    [InlineData("not (not (a is not null) or b is null)")]
    public void ProofForTwoColumns_IsAcceptedForBoth(string check) => Assert.Equal(["a", "b"], SqlFrontEnd.ReadExpression(check).ProvesNotNull.ToArray());

    [Theory]
    [InlineData("a > 0")]
    [InlineData("a = a")]
    [InlineData("num_nulls(a) = 0")]
    [InlineData("coalesce(a, 0) = a")]
    [InlineData("a is not null or b is not null")]
    [InlineData("not (a is null and b is null)")]
    [InlineData("(a is not null) is true")]
    [InlineData("a is not null is not false")]
    [InlineData("(a is null) is false")]
    [InlineData("case when a is null then false else true end")]
    [InlineData("a::bigint is not null")]
    [InlineData("a + 0 is not null")]
    [InlineData("a is null")]
    [InlineData("not (a is not null)")]
    public void ConditionThatProvesNothing_IsRefused(string check) => Assert.Empty(SqlFrontEnd.ReadExpression(check).ProvesNotNull.ToArray());
}
