#if !PGQUERY_MODULE
// Holds the place of PgQuery.Module.dll until the build makes it. Every parse ends in an internal error.
namespace PgQuery.Module;

internal sealed class PgModule
{
    internal PgModule() => throw new PgTrapException("the module is missing");

    internal byte[] Memory => [];

    internal int Malloc(int size) => size;

    internal void Free(int pointer) => _ = pointer;

    internal int ParseRaw(int sql) => sql;

    internal void FreeParseResult(int result) => _ = result;

    internal int ParsePlPgSql(int sql) => sql;

    internal int Fingerprint(int sql) => sql;

    internal int Normalize(int sql) => sql;

    internal int Scan(int sql) => sql;

    internal void FreeString(int pointer) => _ = pointer;
}

internal sealed class PgTrapException(string message) : Exception(message);
#endif
