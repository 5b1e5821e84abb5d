using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Sql;

/// <summary>SQL of another database system.</summary>
public sealed class DBM7006OtherDatabase : Rule
{
    /// <summary>Types that PostgreSQL does not have, and what it has instead. The grammar accepts any name.</summary>
    private static readonly ImmutableDictionary<string, (string System, string Instead)> s_types = new Dictionary<string, (string System, string Instead)>(StringComparer.Ordinal)
    {
        ["nvarchar"] = ("SQL Server", "varchar or text"),
        ["ntext"] = ("SQL Server", "text"),
        ["datetime"] = ("SQL Server", "timestamp or timestamptz"),
        ["datetime2"] = ("SQL Server", "timestamp or timestamptz"),
        ["datetimeoffset"] = ("SQL Server", "timestamptz"),
        ["smalldatetime"] = ("SQL Server", "timestamp"),
        ["uniqueidentifier"] = ("SQL Server", "uuid"),
        ["varbinary"] = ("SQL Server", "bytea"),
        ["rowversion"] = ("SQL Server", "the system column xmin"),
        ["tinyint"] = ("MySQL", "smallint"),
        ["mediumint"] = ("MySQL", "integer"),
        ["tinytext"] = ("MySQL", "text"),
        ["mediumtext"] = ("MySQL", "text"),
        ["longtext"] = ("MySQL", "text"),
        ["longblob"] = ("MySQL", "bytea"),
        ["mediumblob"] = ("MySQL", "bytea"),
        ["blob"] = ("MySQL", "bytea"),
        ["varchar2"] = ("Oracle", "varchar or text"),
        ["nvarchar2"] = ("Oracle", "varchar or text"),
        ["clob"] = ("Oracle", "text"),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public override RuleInfo Info { get; } = new(
        "DBM7006",
        "SQL of another database system",
        "This is SQL of {0}, and PostgreSQL rejects it: {1}",
        """
        Write it in PostgreSQL's words. In migrations that are shared by several providers, say for which one the SQL is.
          if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
          {
              migrationBuilder.Sql("UPDATE settings SET value = 'on' WHERE id = 7");
          }
        """,
        RuleSeverity.Warning);

    public override bool ChecksDown => true;

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is InvalidSql { Foreign: { } foreign })
        {
            context.Report(foreign.System, foreign.Remark);
        }
        else if (context.Operation.Origin.FrontEnd is FrontEnd.SqlInCode or FrontEnd.SqlFile)
        {
            foreach (var type in TypesOf(context.Operation))
            {
                if (type is { Schema: null } && s_types.TryGetValue(type.Name, out var known) && !IsUsers(type, context))
                {
                    context.Report(known.System, $"there is no type {type.Name}; use {known.Instead}");
                    return;
                }
            }
        }
    }

    private static IEnumerable<SqlType?> TypesOf(MigrationOperation operation) => operation switch
    {
        CreateTable o => o.Columns.Select(static c => c.Type),
        AddColumn o => [o.Column.Type],
        AlterColumnType o => [o.NewType],
        _ => [],
    };

    private static bool IsUsers(SqlType type, OperationContext context)
    {
        var name = new RelationName(type.Schema, type.Name);
        return context.Catalog.Domains.ContainsKey(name) || context.Catalog.Enums.ContainsKey(name) || context.Catalog.Composites.ContainsKey(name);
    }
}
