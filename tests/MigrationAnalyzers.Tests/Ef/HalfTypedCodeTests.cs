using MigrationAnalyzers.Ef;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Tests.Ef;

/// <summary>While code is being typed it is broken most of the time. It is read as far as it goes, and nothing throws.</summary>
public sealed class HalfTypedCodeTests
{
    private static readonly string s_source = MigrationSource.WithUp(
        """"
                const string table = "t";
                var index = m.CreateIndex(name: "ix", table: table, columns: new[] { "a", "b" }, unique: true, filter: $"a > {1 + 2}");
                index.Annotation("Npgsql:CreatedConcurrently", true);
                m.CreateTable("u", columns: c => new { Id = c.Column<int>(nullable: false).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn), B = c.Column<string>(maxLength: 5) },
                    constraints: t => { t.PrimaryKey("pk", x => x.Id); t.ForeignKey("fk", x => new { x.Id, x.B }, "v", new[] { "a", "b" }, onDelete: ReferentialAction.Cascade); });
                foreach (var (name, type) in new[] { ("a", "b"), ("c", "d") }) { if (name == "x") continue; m.AddColumn<DateTime>(name, table, type: type, defaultValue: new DateTime(2024, 1, 2)); }
                for (var i = 0; i < 2; i++) Helper(m, $"DROP TABLE {Name(i)}");
                switch (m.ActiveProvider) { case "x": return; default: m.Sql("""
                    UPDATE t
                      SET a = 1
                    """ + @"""x""".Trim(), suppressTransaction: true); break; }
                m.AlterColumn<string>("c", "t", type: "text", nullable: false, defaultValue: "", oldType: "text", oldNullable: true);
                m.AlterDatabase().Annotation("Npgsql:Enum:mood", "a,b").OldAnnotation("Npgsql:Enum:mood", "a");
                m.InsertData("t", new[] { "a" }, new object[,] { { 1 }, { 2 } });
        """",
        """
            void Helper(MigrationBuilder b, string sql) => b.Sql(string.Format("{0} -- {1}", sql, typeof(int)));
            static string Name(int i) => i switch { 0 => "a", _ => "b" };
            protected override void Down(MigrationBuilder m) => throw new NotSupportedException("x");
        """).Replace("MigrationBuilder migrationBuilder", "MigrationBuilder m", StringComparison.Ordinal);

    [Fact]
    public void Source_IsValid() => Assert.Equal(12, MigrationSource.Read(s_source).Up.Operations.Count());

    [Fact]
    public void CodeThatEndsAnywhere_IsRead() => ReadAll(s_source, static token => (token.Span.End, int.MaxValue));

    [Fact]
    public void CodeWithoutOneToken_IsRead() => ReadAll(s_source, static token => (token.SpanStart, token.Span.Length));

    /// <summary>Removes what is chosen for each token of the class in turn.</summary>
    private static void ReadAll(string source, Func<SyntaxToken, (int Start, int Length)> remove)
    {
        var compilation = MigrationSource.Compile([(MigrationSource.Path, source)]);
        var tree = compilation.SyntaxTrees.Single();
        var tokens = tree.GetRoot().DescendantTokens().SkipWhile(static t => !t.IsKind(SyntaxKind.ClassKeyword)).ToArray();
        Assert.True(tokens.Length > 300);
        Parallel.ForEach(tokens, token =>
        {
            var (start, length) = remove(token);
            var text = SourceText.From(source.Remove(start, Math.Min(length, source.Length - start)));
            var edited = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(text));

            try
            {
                var reader = new MigrationReader(edited, EfSymbols.TryCreate(edited)!, static _ => ProviderChoice.Auto);
                foreach (var type in edited.GetSymbolsWithName(static _ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>())
                {
                    if (reader.IsMigration(type))
                    {
                        reader.Read(type, CancellationToken.None);
                    }
                }
            }
            catch (Exception exception)
            {
                throw new VerificationException($"Without '{token}' at {start}: {exception}");
            }
        });
    }
}
