using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads a script into statements.</summary>
internal sealed class ScriptReader(SqlText sql)
{
    private const int DeepestBlock = 16;

    private readonly ImmutableArray<MigrationStatement>.Builder _statements = ImmutableArray.CreateBuilder<MigrationStatement>();
    private int _command;

    public ImmutableArray<MigrationStatement> Read()
    {
        var source = new SqlSource(sql);
        var script = PgParser.Parse(sql.Text);
        if (script.Error is { } error)
        {
            ReadAround(error, source);
        }
        else
        {
            foreach (var statement in script.Statements)
            {
                ReadStatement(source, statement, Surroundings.None);
                _command++;
            }
        }

        return _statements.ToImmutable();
    }

    /// <summary>A statement of the script, of a DO block in it, or of a text that the block executes.</summary>
    public void ReadStatement(SqlSource source, PgStatement statement, Surroundings around)
    {
        if (statement.Root is DoStmt && around.Depth < DeepestBlock)
        {
            new DoBlockReader(this, source, statement, around).Read();
            return;
        }

        var scope = new StatementScope(source, statement, around.Variables) { InLoop = around.InLoop };
        StatementReader.Read(statement.Root, scope);
        _statements.Add(new MigrationStatement(scope.TakeOperations(), scope.Leading)
        {
            Circumstances = around.Circumstances,
            Rounds = around.Rounds,
            LoopEnd = around.LoopEnd,
            Command = _command,
            Literals = LiteralReader.Of(statement.Root),
            LongNames = LongNames.In(scope),
        });
        if (statement.Root is TransactionStmt { Chain: true })
        {
            // COMMIT AND CHAIN begins the next transaction at once.
            Add([new TransactionControl(TransactionControlKind.Begin) { Origin = scope.Leading }], scope.Leading, around);
        }
    }

    public void Add(ImmutableArray<MigrationOperation> operations, Origin origin, Surroundings around) =>
        _statements.Add(new MigrationStatement(operations, origin)
        {
            Circumstances = around.Circumstances,
            Rounds = around.Rounds,
            LoopEnd = around.LoopEnd,
            Command = _command,
        });

    public int Count => _statements.Count;

    // PostgreSQL takes a script as a whole or not at all; the statements around the first error are read all the same: while somebody types one, what is found in the others stays.
    private void ReadAround(PgSyntaxError error, SqlSource source)
    {
        PgStatement? last = null;
        var isAdded = false;
        foreach (var statement in PgParser.ParseStatements(sql.Text).Statements)
        {
            if (EndsBefore(error, statement, source))
            {
                last = statement;
            }
            else if (statement.Span.Start < error.Position)
            {
                continue;
            }
            else if (!isAdded)
            {
                AddError();
            }

            ReadStatement(source, statement, Surroundings.None);
            _command++;
        }

        if (!isAdded)
        {
            AddError();
        }

        void AddError()
        {
            isAdded = true;
            var invalid = SyntaxErrors.Read(error, source, last);
            Add([invalid], invalid.Origin, Surroundings.None);
            _command++;
        }
    }

    /// <summary>The statement must have ended before the error: SELECT /* open comment.</summary>
    private static bool EndsBefore(PgSyntaxError error, PgStatement statement, SqlSource source)
    {
        var semicolon = source.Tokens.IndexAt(statement.Span.End);
        return source.Tokens.IsSign(semicolon, ';') && source.Tokens.Start(semicolon) < error.Position;
    }
}
