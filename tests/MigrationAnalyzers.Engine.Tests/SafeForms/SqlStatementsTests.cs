using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.Engine.Tests.SafeForms;

public class SqlStatementsTests
{
    private static readonly Origin s_origin = new(FrontEnd.MigrationBuilderCall, SourceLocation.None);
    private static readonly RelationName s_orders = new(null, "orders");

    [Fact]
    public void ForeignKeyWithEverything_IsWrittenInFull()
    {
        var key = new ForeignKeyConstraint(["TenantId", "user_id"], new RelationName("auth", "Users"), ["TenantId", "id"])
        {
            Name = "FK_orders",
            OnDelete = ReferentialAction.SetNull,
            OnDeleteColumns = ["user_id"],
            OnUpdate = ReferentialAction.Cascade,
            MatchFull = true,
            Deferrable = true,
            InitiallyDeferred = true,
            NotValid = true,
        };

        Assert.Equal(
            "ALTER TABLE orders ADD CONSTRAINT \"FK_orders\" FOREIGN KEY (\"TenantId\", user_id) REFERENCES auth.\"Users\" (\"TenantId\", id) MATCH FULL "
            + "ON DELETE SET NULL (user_id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED NOT VALID",
            SqlStatements.AddConstraint(Add(key)));
    }

    [Theory]
    [InlineData(ReferentialAction.NoAction, "")]
    [InlineData(ReferentialAction.Restrict, " ON DELETE RESTRICT")]
    [InlineData(ReferentialAction.Cascade, " ON DELETE CASCADE")]
    [InlineData(ReferentialAction.SetNull, " ON DELETE SET NULL")]
    [InlineData(ReferentialAction.SetDefault, " ON DELETE SET DEFAULT")]
    public void ForeignKeyAction_IsKept(ReferentialAction action, string clause) => Assert.Equal(
        "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users" + clause,
        SqlStatements.AddConstraint(Add(new ForeignKeyConstraint(["user_id"], new RelationName(null, "users"), []) { Name = "fk", OnDelete = action })));

    [Fact]
    public void CheckThatEndsInAComment_IsStillClosed() => Assert.Equal(
        "ALTER TABLE orders ADD CONSTRAINT ck CHECK (total >= 0 -- never\n) NO INHERIT",
        SqlStatements.AddConstraint(Add(new CheckConstraint(new SqlExpression("total >= 0 -- never")) { Name = "ck", NoInherit = true })));

    [Fact]
    public void ExclusionConstraint_IsNotWritten() => Assert.Null(SqlStatements.AddConstraint(Add(new ExclusionConstraint { Name = "ex" })));

    [Fact]
    public void IndexWithEverything_IsWrittenInFull()
    {
        var index = new CreateIndex(
            new RelationName("shop", "orders"),
            "IX_orders",
            [
                new IndexKey("User", null) { Descending = true, NullsFirst = false },
                new IndexKey(null, new SqlExpression("lower(email)")) { Collation = "C", OperatorClass = "text_pattern_ops" },
            ])
        {
            Unique = true,
            Concurrently = true,
            IfNotExists = true,
            Method = "btree",
            Include = ["total"],
            NullsNotDistinct = true,
            Filter = new SqlExpression("status = 'open'"),
            Origin = s_origin,
        };

        Assert.Equal(
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"IX_orders\" ON shop.orders USING btree (\"User\" DESC NULLS LAST, "
            + "(lower(email)) COLLATE \"C\" text_pattern_ops) INCLUDE (total) NULLS NOT DISTINCT WHERE status = 'open'",
            SqlStatements.CreateIndex(index));
    }

    [Fact]
    public void DropIndex_KeepsSchemaAndQuotes() => Assert.Equal(
        "DROP INDEX CONCURRENTLY IF EXISTS shop.\"IX_orders\"",
        SqlStatements.DropIndex(new DropIndex(new RelationName("shop", "IX_orders"), null) { Concurrently = true, IfExists = true, Origin = s_origin }));

    private static AddConstraint Add(ConstraintDefinition constraint) => new(s_orders, constraint) { Origin = s_origin };
}
