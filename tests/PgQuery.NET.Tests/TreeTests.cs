using PgQuery.Tree;

namespace PgQuery.Tests;

public sealed class TreeTests
{
    [Fact]
    public void Index_HasTypedProperties()
    {
        var index = Parse<IndexStmt>("create unique index concurrently if not exists ix on only s.t using gin (a desc nulls last, lower(b)) include (c) where d is not null");

        Assert.Equal("ix", index.Idxname);
        Assert.True(index.Unique);
        Assert.True(index.Concurrent);
        Assert.True(index.IfNotExists);
        Assert.Equal("gin", index.AccessMethod);
        Assert.Equal("s", index.Relation!.Schemaname);
        Assert.Equal("t", index.Relation.Relname);
        Assert.False(index.Relation.Inh);
        var first = Assert.IsType<IndexElem>(index.IndexParams[0]);
        Assert.Equal(SortByDir.SORTBY_DESC, first.Ordering);
        Assert.Equal(SortByNulls.SORTBY_NULLS_LAST, first.NullsOrdering);
        Assert.Equal(["lower"], Assert.IsType<FuncCall>(((IndexElem)index.IndexParams[1]).Expr).Funcname.Strings());
        Assert.Single(index.IndexIncludingParams);
        Assert.Equal(NullTestType.IS_NOT_NULL, Assert.IsType<NullTest>(index.WhereClause).Nulltesttype);
    }

    [Fact]
    public void AlterTable_HasTypedCommands()
    {
        var alter = Parse<AlterTableStmt>("alter table if exists t add column c varchar(20) not null default 'x', drop column d cascade, add constraint fk foreign key (a) references r (b) on delete cascade not valid");

        Assert.True(alter.MissingOk);
        Assert.Equal(ObjectType.OBJECT_TABLE, alter.Objtype);
        Assert.Equal(
            [AlterTableType.AT_AddColumn, AlterTableType.AT_DropColumn, AlterTableType.AT_AddConstraint],
            alter.Cmds.OfType<AlterTableCmd>().Select(c => c.Subtype));
        var column = Assert.IsType<ColumnDef>(((AlterTableCmd)alter.Cmds[0]).Def);
        Assert.Equal("c", column.Colname);
        Assert.Equal(["pg_catalog", "varchar"], column.TypeName!.Names.Strings());
        Assert.Equal([ConstrType.CONSTR_NOTNULL, ConstrType.CONSTR_DEFAULT], column.Constraints.OfType<Constraint>().Select(c => c.Contype));
        Assert.Equal(DropBehavior.DROP_CASCADE, ((AlterTableCmd)alter.Cmds[1]).Behavior);
        var key = Assert.IsType<Constraint>(((AlterTableCmd)alter.Cmds[2]).Def);
        Assert.Equal("fk", key.Conname);
        Assert.True(key.SkipValidation);
        Assert.Equal("r", key.Pktable!.Relname);
        Assert.Equal("c", key.FkDelAction);
    }

    [Fact]
    public void FieldCalledKind_IsNamedAfterItsEnum()
    {
        Assert.Equal(TransactionStmtKind.TRANS_STMT_COMMIT, Parse<TransactionStmt>("commit").TransactionStmtKind);
        Assert.Equal(VariableSetKind.VAR_SET_VALUE, Parse<VariableSetStmt>("set a = 1").VariableSetKind);
        Assert.Equal(ReindexObjectType.REINDEX_OBJECT_TABLE, Parse<ReindexStmt>("reindex table t").ReindexObjectType);
        Assert.Equal(A_Expr_Kind.AEXPR_IN, Assert.IsType<A_Expr>(PgParser.ParseExpression("a in (1)").Node).A_Expr_Kind);
    }

    [Fact]
    public void Constants_HaveTheirValues()
    {
        Assert.Equal(5, Assert.IsType<IntegerNode>(Const("5").Ival).Ival);
        Assert.Equal(0, Assert.IsType<IntegerNode>(Const("0").Ival).Ival);
        Assert.Equal("1.5", Assert.IsType<FloatNode>(Const("1.5").Fval).Fval);
        Assert.Equal("", Assert.IsType<StringNode>(Const("''").Sval).Sval);
        Assert.Equal("a\n\t\"\\é😀\u0001", Assert.IsType<StringNode>(Const("E'a\\n\\t\"\\\\é😀\\x01'").Sval).Sval);
        Assert.Equal("b01", Assert.IsType<BitStringNode>(Const("B'01'").Bsval).Bsval);
        Assert.True(Assert.IsType<BooleanNode>(Const("true").Boolval).Boolval);
        Assert.False(Assert.IsType<BooleanNode>(Const("false").Boolval).Boolval);
        Assert.True(Const("null").Isnull);
    }

    [Fact]
    public void LongString_IsNotMixedUpWithAnother()
    {
        var one = new string('x', 100) + "1";
        var two = new string('x', 100) + "2";

        Assert.Equal(one, ((StringNode)Const($"'{one}'").Sval!).Sval);
        Assert.Equal(two, ((StringNode)Const($"'{two}'").Sval!).Sval);
        Assert.Equal("é", ((StringNode)Const("'é'").Sval!).Sval);
        Assert.Equal("Ã©", ((StringNode)Const("'Ã©'").Sval!).Sval);
    }

    [Fact]
    public void PlainDistinct_IsAListWithANullNode()
    {
        var select = Parse<SelectStmt>("select distinct a from t");

        Assert.Equal("", Assert.Single(select.DistinctClause).Kind);
        Assert.Empty(Parse<SelectStmt>("select a from t").DistinctClause);
    }

    [Fact]
    public void AbsentFields_ReadAsNothing()
    {
        var index = Parse<IndexStmt>("create index on t (a)");

        Assert.Null(index.Idxname);
        Assert.False(index.Concurrent);
        Assert.Null(index.WhereClause);
        Assert.Empty(index.Options);
        Assert.False(index.Has("idxname"));
        Assert.Null(index.String("no_such_field"));
        Assert.Null(index.Node("idxname"));
        Assert.Equal(0, index.Int("accessMethod"));
        Assert.Equal(ObjectType.Unknown, index.Enum<ObjectType>("accessMethod"));
        Assert.Equal(-1, index.Location);
    }

    [Fact]
    public void GenericAccess_GivesTheSameAsTheTypedOne()
    {
        PgNode node = Parse<IndexStmt>("create index concurrently ix on t (a)");

        Assert.Equal("IndexStmt", node.Kind);
        Assert.Equal("ix", node.String("idxname"));
        Assert.True(node.Bool("concurrent"));
        Assert.Equal("t", node.Node("relation")!.String("relname"));
        Assert.Equal("a", node.List("indexParams")[0].String("name"));
        Assert.Equal(["idxname", "relation", "accessMethod", "indexParams", "concurrent"], node.GetFields().Select(f => f.Name));
    }

    [Theory]
    [InlineData("with größe as (select 1) select * from größe", "with")]
    [InlineData("  with größe as (select 1) select * from größe", "with")]
    public void LocationZero_IsNotTakenForNone(string sql, string token)
    {
        var clause = PgParser.Parse(sql).Statements[0].Root.Descendants().OfType<WithClause>().Single();

        Assert.Equal(token, PgParser.TokenSpan(sql, clause.Location).Of(sql));
    }

    [Fact]
    public void Locations_ArePositionsOfTheirTokens()
    {
        const string Sql = "select '漢字😀' as größe, \"Ü\" + 'é'::text from \"Straße\" as é where ü in (1, 'ß')";
        var nodes = PgParser.Parse(Sql).Statements[0].Root.Descendants().ToList();

        Assert.Equal(
            ["'漢字😀'", "\"Ü\"", "+", "'é'", "::", "text", "\"Straße\"", "ü", "in", "1", "'ß'"],
            nodes.Where(n => n.Location >= 0 && n is not ResTarget).Select(n => n.Location).Order().Select(at => PgParser.TokenSpan(Sql, at).Of(Sql)));
        var list = nodes.OfType<A_Expr>().Single(e => e.A_Expr_Kind == A_Expr_Kind.AEXPR_IN);
        Assert.Equal("(", PgParser.TokenSpan(Sql, list.RexprListStart).Of(Sql));
        Assert.Equal(")", PgParser.TokenSpan(Sql, list.RexprListEnd).Of(Sql));
    }

    [Fact]
    public void EveryLocationOfTheCorpus_IsTheStartOfAToken()
    {
        foreach (var sql in CorpusFile.Valid)
        {
            // Two characters of several bytes each before everything else: offsets in bytes would be wrong.
            var text = "/*é漢😀*/ " + sql;
            var starts = PgParser.Scan(text).Tokens.Select(t => t.Span.Start).ToHashSet();
            foreach (var node in PgParser.Parse(text).Statements.SelectMany(s => s.Root.DescendantsAndSelf()))
            {
                Assert.True(node.Location < 0 || starts.Contains(node.Location), $"{node.Kind} at {node.Location}: {text}");
            }
        }
    }

    [Fact]
    public void EveryTypedKind_OccursInTheCorpus()
    {
        var found = CorpusFile.Valid
            .SelectMany(sql => PgParser.Parse(sql).Statements)
            .SelectMany(s => s.Root.DescendantsAndSelf())
            .Select(n => n.GetType())
            .ToHashSet();
        var missing = typeof(IndexStmt).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(PgNode)) && !found.Contains(t))
            .Select(t => t.Name);

        // The root of a statement stands above what the API gives out.
        Assert.Equal(["RawStmt"], missing);
    }

    [Fact]
    public void EveryNodeOfTheCorpus_HasAKindAndItsClass()
    {
        foreach (var node in CorpusFile.Valid.SelectMany(sql => PgParser.Parse(sql).Statements).SelectMany(s => s.Root.DescendantsAndSelf()))
        {
            if (node.Kind.Length > 0)
            {
                Assert.NotEqual(typeof(PgNode), node.GetType());
            }
            else
            {
                Assert.Equal(0, node.FieldCount);
            }
        }
    }

    [Fact]
    public void EveryPropertyOfTheCorpus_IsReadable()
    {
        foreach (var node in CorpusFile.Valid.SelectMany(sql => PgParser.Parse(sql).Statements).SelectMany(s => s.Root.DescendantsAndSelf()))
        {
            var given = node.GetFields().Where(f => f.Name != "location").ToList();
            var read = 0;
            foreach (var property in node.GetType().GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.DeclaredOnly))
            {
                read += property.GetValue(node) switch
                {
                    null or false or 0 or 0L or "" => 0,
                    PgNodeList list => list.Count > 0 || given.Any(f => f.IsList && f.List.Count == 0) ? 1 : 0,
                    Enum value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) > 0 ? 1 : 0,
                    -1 when property.Name is "RexprListStart" or "RexprListEnd" or "ListStart" or "ListEnd" or "NameLocation" => 0,
                    _ => 1,
                };
            }

            var nonempty = given.Count(f => !(f.Number == -1 && f.Name is "name_location" or "list_start" or "list_end") && f.Number != 0 && f.Boolean != false && f.Text != "");
            Assert.True(read >= nonempty, $"{node.Kind}: {string.Join(", ", given)}");
        }
    }

    [Fact]
    public void Descendants_AreInTheOrderOfTheText()
    {
        var names = Parse<SelectStmt>("select a, f(b, (c)) from t where d = e").Descendants().OfType<ColumnRef>().Select(c => c.Fields.Strings()[0]);

        Assert.Equal(["a", "b", "c", "d", "e"], names);
    }

    [Fact]
    public void NestedLists_AreListNodes()
    {
        var insert = Parse<SelectStmt>("values (1, 2), (3, 4)");

        Assert.Equal([2, 2], insert.ValuesLists.OfType<ListNode>().Select(l => l.Items.Count));
    }

    private static T Parse<T>(string sql)
        where T : PgNode
        => Assert.IsType<T>(Assert.Single(PgParser.Parse(sql).Statements).Root);

    private static A_Const Const(string sql) => Assert.IsType<A_Const>(PgParser.ParseExpression(sql).Node);
}
