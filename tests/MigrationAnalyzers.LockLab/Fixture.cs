using MigrationAnalyzers.LockLab.Facts;

namespace MigrationAnalyzers.LockLab;

/// <summary>The tables that cases are about, and the state of the server that they were measured in.</summary>
internal static class Fixture
{
    /// <summary>Lets writers in and keeps out what waits for them.</summary>
    public const string DefaultBlocker = "lock table t in row exclusive mode";

    /// <summary>A tablespace besides the default one, for SET TABLESPACE.</summary>
    public const string Tablespace = "tsx";

    /// <summary>Of every session.</summary>
    public const string Session = "set timezone = 'UTC'";

    private const string Schema = "create schema s2;";

    private const string Base = """
        create table p(id bigint primary key, v int);
        insert into p select g,g from generate_series(0,1000) g;
        create table t(id bigint primary key, a int, b text, c varchar(50), d numeric(10,2), ts timestamp, tz timestamptz, p_id bigint);
        insert into t select g,g,'x'||g,'c'||g,g,now(),now(),g from generate_series(1,1000) g;
        create index t_a on t(a); create index t_b on t(b); create index t_c on t(c);
        """;

    private const string Partitions = """
        create table pp(id bigint, k int, v text) partition by range(k);
        create table pp1 partition of pp for values from (0) to (100);
        create table pp2 partition of pp for values from (100) to (200);
        insert into pp select g, g%200, 'x' from generate_series(1,1000) g;
        create table ch(id bigint, k int, v text);
        insert into ch select g, 200+g%100,'x' from generate_series(1,500) g;
        """;

    /// <summary>What is run before the case's own statements, as the work of earlier migrations.</summary>
    public static IEnumerable<string> Statements(LockCase lockCase)
    {
        yield return Schema;
        if (lockCase.Extension is { } extension)
        {
            yield return $"create extension \"{extension}\"";
        }

        if (!lockCase.NoBase)
        {
            yield return Base;
        }

        if (lockCase.Partitioned)
        {
            yield return Partitions;
        }

        foreach (var sql in lockCase.Setup ?? [])
        {
            yield return sql;
        }
    }
}
