using PgQuery.Translator.Ir;

namespace PgQuery.Translator.Outlining;

/// <summary>The locals that statements name themselves, regions they call left out.</summary>
internal sealed record LocalUsage(IReadOnlySet<int> Read, IReadOnlySet<int> Written)
{
    public static LocalUsage Of(List<Statement> statements)
    {
        var read = new HashSet<int>();
        var written = new HashSet<int>();
        foreach (var expression in Walk.Expressions(statements))
        {
            switch (expression)
            {
                case LocalGet get:
                    read.Add(get.Local);
                    break;
                case LocalTee tee:
                    written.Add(tee.Local);
                    break;
            }
        }

        written.UnionWith(Walk.Statements(statements).OfType<LocalSet>().Select(set => set.Local));
        return new LocalUsage(read, written);
    }
}
