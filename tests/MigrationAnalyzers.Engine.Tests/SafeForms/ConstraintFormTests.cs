using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.Engine.Tests.SafeForms;

public class ConstraintFormTests
{
    private static readonly ForeignKeyConstraint s_key = new(["user_id"], new RelationName(null, "users"), ["id"]) { Name = "fk" };

    [Fact]
    public void ForeignKey_IsAddedNotValidAndValidatedOnItsOwn() => Assert.Equal<SqlCommand>(
        [
            new SqlCommand("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID"),
            new SqlCommand("ALTER TABLE orders VALIDATE CONSTRAINT fk", SuppressTransaction: true),
        ],
        ConstraintForm.Write(Add(s_key), partitioned: false, postgresMajor: 14)!.Value);

    [Fact]
    public void WithoutAName_ThereIsNoForm() => Assert.Null(ConstraintForm.Write(Add(s_key with { Name = null }), partitioned: false, postgresMajor: 14));

    [Theory]
    [InlineData(17, false)]
    [InlineData(18, true)]
    public void ForeignKeyOfAPartitionedTable_HasTheFormSince18(int major, bool exists) =>
        Assert.Equal(exists, ConstraintForm.Exists(s_key, partitioned: true, major));

    [Fact]
    public void CheckOfAPartitionedTable_HasTheFormAlways() =>
        Assert.True(ConstraintForm.Exists(new CheckConstraint(new SqlExpression("a > 0")) { Name = "ck" }, partitioned: true, postgresMajor: 12));

    [Fact]
    public void OtherConstraints_HaveNoForm() => Assert.False(ConstraintForm.Exists(new UniqueConstraint(["a"]) { Name = "uq" }, partitioned: false, postgresMajor: 18));

    private static AddConstraint Add(ConstraintDefinition constraint) =>
        new(new RelationName(null, "orders"), constraint) { Origin = new Origin(FrontEnd.MigrationBuilderCall, SourceLocation.None) };
}
