namespace PgQuery.Tests;

/// <summary>A call of libpg_query: parse, scan, plpgsql, fingerprint or normalize.</summary>
internal sealed record OracleQuestion(string Function, string Sql);
