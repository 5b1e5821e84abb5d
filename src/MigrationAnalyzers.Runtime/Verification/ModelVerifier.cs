using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Planning;
using MigrationAnalyzers.Runtime.Steps;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Verification;

/// <summary>Compares the tables of the model with those of the database. What the database has besides is not looked at: it need not be EF Core's.</summary>
internal sealed class ModelVerifier(DbContext context, EfServices services)
{
    public async Task<List<VerificationDifference>> VerifyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var result = new List<VerificationDifference>();
        var model = context.GetService<IDesignTimeModel>().Model;
        var relational = model.GetRelationalModel();
        if (services.Assembly.ModelSnapshot is { } snapshot
            && context.GetService<IMigrationsModelDiffer>().HasDifferences(services.Finalize(snapshot.Model).GetRelationalModel(), relational))
        {
            result.Add(new(
                VerificationKind.ModelChanged,
                context.GetType().Name,
                $"The model of {context.GetType().Name} has changes for which there is no migration. dotnet ef migrations add writes one."));
        }

        foreach (var table in relational.Tables.Where(static t => !t.IsExcludedFromMigrations))
        {
            await VerifyTableAsync(connection, table, result, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    private static async Task VerifyTableAsync(NpgsqlConnection connection, ITable table, List<VerificationDifference> result, CancellationToken cancellationToken)
    {
        var name = new TableName(table.Schema, table.Name);
        var facts = await TableFacts.ReadAsync(connection, name, cancellationToken).ConfigureAwait(false);
        if (facts is null)
        {
            result.Add(new(VerificationKind.TableMissing, name.ToString(), $"The table {name} of the model is missing in the database, or not in the search_path. Are all migrations applied (status)?"));
            return;
        }

        var types = await ColumnTypes.NormalizeAsync(
            connection, [.. table.Columns.Select(static c => c.StoreType), .. facts.Columns.Values.Select(static c => c.Type)], cancellationToken).ConfigureAwait(false);
        foreach (var column in table.Columns)
        {
            var of = $"{name}.{column.Name}";
            if (!facts.Columns.TryGetValue(column.Name, out var actual))
            {
                result.Add(new(VerificationKind.ColumnMissing, of, $"The column {of} of the model is missing in the database."));
                continue;
            }

            if (types.GetValueOrDefault(column.StoreType) is var wanted && wanted != types.GetValueOrDefault(actual.Type))
            {
                result.Add(new(VerificationKind.ColumnType, of, $"The column {of} is {actual.Type} in the database and {column.StoreType} in the model."));
            }

            // PostgreSQL's own row version is no column of the table's definition.
            if (actual.IsNullable != column.IsNullable && column.Name is not "xmin")
            {
                result.Add(new(
                    VerificationKind.ColumnNullability,
                    of,
                    $"The column {of} {(actual.IsNullable ? "can be NULL in the database and cannot in the model" : "is NOT NULL in the database and can be NULL in the model")}."));
            }
        }

        VerifyConstraints(table, name, facts, result);
        foreach (var index in table.Indexes)
        {
            var expected = string.Join(", ", index.Columns.Select(static c => c.Name));
            if (!facts.Indexes.TryGetValue(index.Name, out var actual))
            {
                result.Add(new(VerificationKind.IndexMissing, index.Name, $"The index {index.Name} of {name} ({expected}) is missing in the database."));
            }
            else if (actual.Columns != expected || actual.IsUnique != index.IsUnique)
            {
                result.Add(new(
                    VerificationKind.IndexMissing,
                    index.Name,
                    $"The index {index.Name} of {name} is {(actual.IsUnique ? "unique " : "")}on ({actual.Columns}) in the database and {(index.IsUnique ? "unique " : "")}on ({expected}) in the model."));
            }
        }
    }

    private static void VerifyConstraints(ITable table, TableName name, TableFacts facts, List<VerificationDifference> result)
    {
        foreach (var unique in table.UniqueConstraints)
        {
            Check(unique.Name, unique.GetIsPrimaryKey() ? "primary key" : "unique constraint", string.Join(", ", unique.Columns.Select(static c => c.Name)));
        }

        foreach (var key in table.ForeignKeyConstraints)
        {
            Check(key.Name, "foreign key", string.Join(", ", key.Columns.Select(static c => c.Name)));
        }

        void Check(string constraint, string kind, string columns)
        {
            if (!facts.Constraints.TryGetValue(constraint, out var actual))
            {
                result.Add(new(VerificationKind.ConstraintMissing, constraint, $"The {kind} {constraint} of {name} ({columns}) is missing in the database."));
            }
            else if (actual != columns)
            {
                result.Add(new(VerificationKind.ConstraintMissing, constraint, $"The {kind} {constraint} of {name} covers ({actual}) in the database and ({columns}) in the model."));
            }
        }
    }
}
