using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.SqlFiles;

/// <summary>A .sql file. What is read from its text is kept as long as the text is, so that a keystroke reads one file again.</summary>
internal sealed class SqlFile
{
    private static readonly ConditionalWeakTable<SourceText, Content> s_contents = new();

    private readonly Content _content;

    public SqlFile(AdditionalText file, SourceText text)
    {
        Additional = file;
        Text = text;
        Path = file.Path;
        (Folder, FileName) = SplitPath(Path);
        _content = s_contents.GetValue(text, static t => new Content(t.ToString()));
    }

    public AdditionalText Additional { get; }

    public SourceText Text { get; }

    public string Path { get; }

    /// <summary>The path without the file's name, with slashes.</summary>
    public string Folder { get; }

    public string FileName { get; }

    /// <summary>The file's name without <c>.sql</c>.</summary>
    public string Name => FileName.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) ? FileName.Substring(0, FileName.Length - 4) : FileName;

    public string Sql => _content.Sql;

    /// <summary>The comments that begin at the start of a line.</summary>
    public ImmutableArray<SqlLineComment> LineComments => _content.LineComments.Value;

    /// <summary>The comments that suppress.</summary>
    public ImmutableArray<SqlSuppression> Suppressions => Whole(Path).Suppressions;

    /// <summary>The whole file as one section.</summary>
    public SqlSection Whole(ScriptTransaction transaction) => new(0, Sql.Length, transaction);

    public ImmutableArray<MigrationStatement> Read(SqlSection section) =>
        _content.Sections.GetOrAdd((Path, section), key => Lower(Whole(key.Path), key.Section));

    public static (string Folder, string Name) SplitPath(string path)
    {
        var normal = path.Replace('\\', '/');
        var slash = normal.LastIndexOf('/');
        return slash < 0 ? ("", normal) : (normal.Substring(0, slash), normal.Substring(slash + 1));
    }

    private SqlText Whole(string path) => _content.Texts.GetOrAdd(path, p => SqlText.OfFile(p, Sql));

    private static ImmutableArray<MigrationStatement> Lower(SqlText whole, SqlSection section)
    {
        var text = section.Text ?? whole.Text.Substring(section.Start, section.Length);
        var statements = SqlFrontEnd.Read(whole.Part(text, section.Start));
        return TransactionPlan.ForScript(section.HasPlaceholders ? WithoutPlaceholders(statements, text, section.Start) : statements, section.Transaction);
    }

    /// <summary>What a statement does with the value of a placeholder is not known; nor whether it parses.</summary>
    private static ImmutableArray<MigrationStatement> WithoutPlaceholders(ImmutableArray<MigrationStatement> statements, string text, int textStart)
    {
        for (var i = 0; i < statements.Length; i++)
        {
            var (start, length) = statements[i].Origin.SqlStatement;
            if (statements[i].Operations is [InvalidSql { Origin: var place }])
            {
                statements = statements.SetItem(i, Unknown(statements[i], "it does not parse without the value of its placeholders", place));
            }
            else if (start >= textStart && start - textStart + length <= text.Length && Placeholders.IsIn(text.Substring(start - textStart, length)))
            {
                statements = statements.SetItem(i, Unknown(statements[i], "it depends on the value of a placeholder", statements[i].Origin));
            }
        }

        return statements;

        static MigrationStatement Unknown(MigrationStatement statement, string reason, Origin place) =>
            statement with { Operations = [new UnknownSql(reason) { Origin = place }], Literals = [] };
    }

    private sealed class Content(string sql)
    {
        public string Sql { get; } = sql;

        public Lazy<ImmutableArray<SqlLineComment>> LineComments { get; } = new(() => SqlLineComment.Of(sql));

        public ConcurrentDictionary<string, SqlText> Texts { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<(string Path, SqlSection Section), ImmutableArray<MigrationStatement>> Sections { get; } = new();
    }
}
