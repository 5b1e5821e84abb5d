namespace PgQuery.Tests;

/// <summary>What Node's libpg-query says: a text, or an error with its cursor, or that its C code gave up.</summary>
internal sealed record OracleAnswer(string? Text, string? Error, int Cursor, bool Aborted);
