using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime;

/// <summary>
/// Changes of a PostgreSQL database that is in use, in forms that do not keep others waiting. Any runner of migrations executes them as plain SQL, which can be run
/// again after a failure; <see cref="SafeMigrator"/> also tries locks again, throttles, and goes on where it was interrupted.
/// </summary>
/// <remarks>
/// All of them run outside of a transaction: what stands before them in the migration is committed first, and a migration that fails later begins again with its
/// first operation. Keep them in migrations of their own. Names are taken exactly as given, as EF Core takes them.
/// </remarks>
public static partial class SafeMigrationBuilderExtensions
{
    private static MigrationBuilder Add(this MigrationBuilder migrationBuilder, SafeStep step)
    {
        foreach (var sql in PlainSql.Of(step))
        {
            // A script is all commands one after the other: EF Core ends none of them itself.
            var end = sql.Contains("--", StringComparison.Ordinal) ? "\n;" : ";";
            migrationBuilder.Sql(sql + end, suppressTransaction: true).Annotation(SafeStep.Annotation, step);
        }

        return migrationBuilder;
    }
}
