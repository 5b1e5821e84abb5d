namespace MigrationAnalyzers.Engine.Model;

/// <summary>How the runner of a script sends it to the server.</summary>
public enum ScriptTransaction
{
    /// <summary>Not known: only BEGIN and COMMIT in the script count.</summary>
    Unknown,

    /// <summary>The runner opens a transaction around the script.</summary>
    OneTransaction,

    /// <summary>Statement by statement, each committed by itself.</summary>
    EachStatement,

    /// <summary>
    /// All of it in one simple query. Several statements in one are an implicit transaction, of which even the first is a part
    /// (exec_simple_query: use_implicit_block); a statement that is alone is not in one.
    /// </summary>
    OneCommand,
}
