namespace PgQuery.PlPgSql;

internal static class PlPgSqlReader
{
    internal static PlPgSqlFunction? Read(string sql, PgStatement statement) => throw new NotImplementedException();
}
