using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads CREATE VIEW.</summary>
internal static class ViewReader
{
    public static void Read(ViewStmt view, StatementScope scope) =>
        scope.Add(new OtherStatement(scope.Root.Kind)
        {
            Origin = scope.Leading,
            Relations = ReadRelations.Of(view.Query).Insert(0, Names.Of(view.View)),
            Columns = ReadColumns.Of(view.Query),
            Functions = RoutineReader.CalledBy(view.Query),
            Output = OutputReader.Of(view.Query, view.Aliases, scope),
            Replace = view.Replace,
            Parameters = Parameters(view),
        });

    private static ImmutableArray<string> Parameters(ViewStmt view)
    {
        var names = ImmutableArray.CreateRange(view.Options.OfType<DefElem>().Select(static o => o.Defname ?? ""));
        return view.WithCheckOption is ViewCheckOption.LOCAL_CHECK_OPTION or ViewCheckOption.CASCADED_CHECK_OPTION ? names.Add("check_option") : names;
    }
}
