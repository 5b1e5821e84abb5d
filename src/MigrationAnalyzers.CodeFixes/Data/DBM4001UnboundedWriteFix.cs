using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgQuery.Tree;

namespace MigrationAnalyzers.CodeFixes.Data;

/// <summary>Writes the rows in batches by a key of the table, each in a transaction of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM4001UnboundedWriteFix : MigrationCodeFixProvider
{
    private const string Title = "Write the rows in batches, each in a transaction of its own";

    public DBM4001UnboundedWriteFix()
        : base("DBM4001")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is WriteRows { Kind: RowWriteKind.Update or RowWriteKind.Delete or RowWriteKind.Insert };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is not { Sql: { } sql, Operation: WriteRows write, Statement.Operations.Length: 1 }
            || target.Statement.Has(Circumstances.InDoBlock | Circumstances.Repeated)
            || BatchedWriteForm.TryCreate(TextOf(sql, target.Statement), target.Catalog) is not { } form)
        {
            yield break;
        }

        // The planner knows of the new values only after ANALYZE; where rows are deleted, what is left is distributed much as before.
        var analyze = write.Kind == RowWriteKind.Delete || target.IsAnalyzedAfter(write.Table) ? null : new SqlCommand("ANALYZE " + SqlIdentifier.Quote(form.Target));
        if (target.HasRuntime && IsTheOnlyStatement(target, sql) && SafeForm(form) is { } call)
        {
            yield return new ReplaceSqlCall(Title, Id, analyze is null ? [call] : [call, analyze]);
        }
        else
        {
            var block = new SqlCommand(form.Block(), SuppressTransaction: true);
            yield return new ReplaceStatement(Title, Id, analyze is null ? [block] : [block, analyze]);
        }
    }

    private static string TextOf(string sql, MigrationStatement statement) => sql.Substring(statement.Origin.SqlStatement.Start, statement.Origin.SqlStatement.Length);

    private static bool IsTheOnlyStatement(FixTarget target, string sql) =>
        target.Unit.Statements.Count(s => s.Command == target.Statement.Command) == 1 && !sql.Contains("--") && !sql.Contains("/*");

    /// <summary>Null where the runtime has no form that says the same.</summary>
    private static WrittenCall? SafeForm(BatchedWriteForm form)
    {
        var text = form.Text;
        if (text.HasOtherNames || !text.Walked.Inh || text.Tail.Length > 0)
        {
            return null;
        }

        var where = ("where", Text(form.Where ?? "TRUE"));
        switch (text.Root)
        {
            case UpdateStmt when text.Values is { } set:
                return WrittenCall.SafeForm("UpdateInBatches", ("table", Literal(text.Table.Name)), ("set", Text(set)), where, Schema("schema", text.Table));

            case DeleteStmt:
                return WrittenCall.SafeForm("DeleteInBatches", ("table", Literal(text.Table.Name)), where, Schema("schema", text.Table));

            case InsertStmt { Cols: { Count: > 0 } columns, Override: OverridingKind.OVERRIDING_NOT_SET } when text.InsertedValues() is { IsEmpty: false } values
                && columns.Count == values.Length && columns.All(static c => c is ResTarget { Name: not null, Indirection.Count: 0 }):
                return WrittenCall.SafeForm(
                    "InsertInBatches",
                    ("target", Literal(form.Target.Name)),
                    ("columns", Array(columns.Select(static c => Literal(((ResTarget)c).Name!)))),
                    ("source", Literal(text.Table.Name)),
                    ("values", Array(values.Select(Text))),
                    where,
                    Schema("schema", form.Target),
                    Schema("sourceSchema", text.Table));

            default:
                return null;
        }

        static string Array(IEnumerable<string> texts) => "new[] { " + string.Join(", ", texts) + " }";

        static (string, string?) Schema(string parameter, RelationName table) => MigrationBuilderCode.Schema(parameter, table.Schema);

        static string Literal(string text) => MigrationBuilderCode.Literal(text);

        static string Text(string text) => MigrationBuilderCode.Literal(new SqlTokens(text).InOneLine());
    }
}
