using System.Collections;
using System.Net;
using System.Text;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Rules.Compatibility;
using MigrationAnalyzers.Engine.Sql;
using MigrationAnalyzers.PostgresServers;
using Npgsql;

namespace MigrationAnalyzers.Engine.Tests.Servers;

/// <summary>What is said of an application that knows an older type of a column is what Npgsql and the server do.</summary>
public sealed class ClientTypesServerTests
{
    /// <summary>A type, a value of it, and the C# types that EF Core and Npgsql read it as.</summary>
    private static readonly (string Type, string Value, Type[] ClrTypes)[] s_types =
    [
        ("smallint", "1", [typeof(short)]),
        ("integer", "1", [typeof(int)]),
        ("bigint", "1", [typeof(long)]),
        ("numeric", "1", [typeof(decimal)]),
        ("real", "1", [typeof(float)]),
        ("double precision", "1", [typeof(double)]),
        ("text", "1", [typeof(string)]),
        ("character varying(20)", "1", [typeof(string)]),
        ("character(1)", "1", [typeof(string)]),
        ("json", "1", [typeof(string)]),
        ("jsonb", "1", [typeof(string)]),
        ("boolean", "true", [typeof(bool)]),
        ("uuid", "00000000-0000-0000-0000-000000000001", [typeof(Guid)]),
        ("bytea", "\\x01", [typeof(byte[])]),
        ("timestamp", "2026-01-01", [typeof(DateTime)]),
        ("timestamptz", "2026-01-01 00:00+00", [typeof(DateTime), typeof(DateTimeOffset)]),
        ("date", "2026-01-01", [typeof(DateOnly), typeof(DateTime)]),
        ("time", "01:00", [typeof(TimeOnly), typeof(TimeSpan)]),
        ("interval", "01:00", [typeof(TimeSpan)]),
        ("bit(1)", "1", [typeof(bool)]),
        ("bit(3)", "101", [typeof(BitArray)]),
        ("bit varying", "101", [typeof(BitArray)]),
        ("inet", "192.0.2.1", [typeof(IPAddress)]),
        ("integer[]", "{1}", [typeof(int[])]),
        ("bigint[]", "{1}", [typeof(long[])]),
        ("text[]", "{1}", [typeof(string[])]),
        ("uuid[]", "{00000000-0000-0000-0000-000000000001}", [typeof(Guid[])]),
    ];

    [Fact]
    public async Task Reads_FailWhereNpgsqlRefusesThem()
    {
        await using var connection = await OpenAsync();
        var wrong = new StringBuilder();
        foreach (var (from, _, clrTypes) in s_types)
        {
            foreach (var (to, value, _) in s_types)
            {
                var claim = ClientTypes.Reads(SqlFrontEnd.ReadType(from)!, SqlFrontEnd.ReadType(to)!, SchemaCatalog.Unknown);
                foreach (var clrType in clrTypes)
                {
                    var works = await CanReadAsync(connection, $"SELECT '{value}'::{to}", clrType);
                    if (claim == (works ? ClientOutcome.Fails : ClientOutcome.Works))
                    {
                        wrong.Append(System.Globalization.CultureInfo.InvariantCulture, $"{from} as {clrType.Name} to {to}: {claim}, but it {(works ? "works" : "fails")}\n");
                    }
                }
            }
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public async Task Writes_FailWhereTheServerRefusesThem()
    {
        await using var connection = await OpenAsync();
        var wrong = new StringBuilder();
        foreach (var (to, _, _) in s_types)
        {
            await ExecuteAsync(connection, $"DROP TABLE IF EXISTS t; CREATE TABLE t (c {to})");
            foreach (var (from, _, _) in s_types)
            {
                var claim = ClientTypes.Writes(SqlFrontEnd.ReadType(from)!, SqlFrontEnd.ReadType(to)!, SchemaCatalog.Unknown, EffectOptions.NewestMajor);
                var works = await ExecuteAsync(connection, $"INSERT INTO t VALUES (NULL::{from})");
                if (claim != (works ? ClientOutcome.Works : ClientOutcome.Fails))
                {
                    wrong.Append(System.Globalization.CultureInfo.InvariantCulture, $"{from} into {to}: {claim}, but it {(works ? "works" : "fails")}\n");
                }
            }
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    private static async Task<bool> CanReadAsync(NpgsqlConnection connection, string query, Type clrType)
    {
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        try
        {
            var read = typeof(NpgsqlDataReader).GetMethod(nameof(NpgsqlDataReader.GetFieldValue))!.MakeGenericMethod(clrType);
            read.Invoke(reader, [0]);
            return true;
        }
        catch (System.Reflection.TargetInvocationException e) when (e.InnerException is InvalidCastException)
        {
            return false;
        }
    }

    private static async Task<bool> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        try
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
            return true;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DatatypeMismatch or PostgresErrorCodes.CannotCoerce)
        {
            return false;
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync()
    {
        var server = await PostgresServer.SharedAsync(PostgresServer.Majors[^1]);
        var database = await server.CreateDatabaseAsync();
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
