using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Configuration;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Ef;

/// <summary>
/// Decides whether a migration is Npgsql's. A migration of another provider is left alone. In this order:
/// <list type="number">
/// <item>The option <c>provider = npgsql</c>: all are.</item>
/// <item>The compilation does not refer to Npgsql's provider: none is.</item>
/// <item>It refers to other providers too, and the namespace names one of them (<c>App.Migrations.SqlServer</c>): it is not.</item>
/// <item>Annotations of its operations: <c>Npgsql:</c> says yes; those of another provider (<c>SqlServer:</c>, <c>Sqlite:</c>) say no.</item>
/// <item>Npgsql's is the only provider that the compilation refers to: it is.</item>
/// <item>With several providers: a namespace that names PostgreSQL says yes; a column type that only another provider has (<c>nvarchar(max)</c>,
/// <c>datetime2</c>, Sqlite's upper-case <c>INTEGER</c>) says no. Otherwise it is.</item>
/// </list>
/// </summary>
internal sealed class ProviderCheck(Compilation compilation)
{
    private const string NpgsqlAssembly = "Npgsql.EntityFrameworkCore.PostgreSQL";

    private static readonly string[] s_otherAnnotations = ["SqlServer:", "Sqlite:", "MySql:", "MySQL:", "Oracle:", "Firebird:", "Cosmos:", "Jet:"];

    private static readonly string[] s_otherAssemblies =
    [
        "Microsoft.EntityFrameworkCore.SqlServer", "Microsoft.EntityFrameworkCore.Sqlite", "Pomelo.EntityFrameworkCore.MySql",
        "MySql.EntityFrameworkCore", "Oracle.EntityFrameworkCore", "FirebirdSql.EntityFrameworkCore.Firebird", "EntityFrameworkCore.Jet",
    ];

    private static readonly string[] s_otherNames = ["SqlServer", "MsSql", "Sqlite", "MySql", "MariaDb", "Oracle", "Firebird"];

    private static readonly string[] s_npgsqlNames = ["Npgsql", "Postgre", "PgSql"];

    private static readonly string[] s_otherTypes =
    [
        "nvarchar", "nchar", "ntext", "datetime", "datetime2", "datetimeoffset", "smalldatetime", "uniqueidentifier", "varbinary", "binary", "tinyint",
        "mediumint", "mediumtext", "longtext", "tinytext", "longblob", "mediumblob", "blob", "varchar2", "nvarchar2", "number", "clob", "nclob", "rowversion",
        "image",
    ];

    private readonly Lazy<References> _references = new(() => References.Of(compilation));

    /// <summary>Npgsql's is the only provider that the compilation refers to, or the option says so.</summary>
    public bool IsNpgsqlOnly(ProviderChoice choice) => choice == ProviderChoice.Npgsql || _references.Value is { HasNpgsql: true, HasOthers: false };

    /// <summary>Without looking into the migration.</summary>
    public bool MayBeNpgsql(INamedTypeSymbol type, ProviderChoice choice)
    {
        if (choice == ProviderChoice.Npgsql)
        {
            return true;
        }

        var references = _references.Value;
        return references.HasNpgsql && !(references.HasOthers && NamespaceSays(type) == false);
    }

    public bool IsNpgsql(INamedTypeSymbol type, IReadOnlyList<Step>[] directions, ProviderChoice choice)
    {
        if (choice == ProviderChoice.Npgsql)
        {
            return true;
        }

        var references = _references.Value;
        if (!references.HasNpgsql)
        {
            return false;
        }

        var othersType = false;
        bool? annotated = null;
        foreach (var steps in directions)
        {
            foreach (var step in steps)
            {
                if (step is not EfCall call)
                {
                    continue;
                }

                annotated = Strongest(annotated, AnnotationsSay(call));
                othersType |= HasOthersType(call);
                foreach (var (_, column) in call.Columns)
                {
                    annotated = Strongest(annotated, AnnotationsSay(column));
                    othersType |= HasOthersType(column);
                }
            }
        }

        return annotated ?? (!references.HasOthers || (NamespaceSays(type) ?? !othersType));
    }

    /// <summary>An annotation of Npgsql's decides: some teams keep one set of migrations for several providers.</summary>
    private static bool? Strongest(bool? one, bool? other) => one == true || other == true ? true : one ?? other;

    private static bool? AnnotationsSay(EfCall call)
    {
        bool? result = null;
        foreach (var annotations in new[] { call.Annotations, call.OldAnnotations })
        {
            foreach (var annotation in annotations)
            {
                if (annotation.Key.StartsWith(NpgsqlAnnotations.Prefix, StringComparison.Ordinal))
                {
                    return true;
                }

                foreach (var other in s_otherAnnotations)
                {
                    if (annotation.Key.StartsWith(other, StringComparison.Ordinal))
                    {
                        result = false;
                    }
                }
            }
        }

        return result;
    }

    private static bool HasOthersType(EfCall call)
    {
        if (call.Text("type") is not { Length: > 0 } type)
        {
            return false;
        }

        // Sqlite's provider writes its four types in upper case, Npgsql writes all of its own in lower case.
        if (type is "INTEGER" or "TEXT" or "REAL" or "BLOB")
        {
            return true;
        }

        var end = type.IndexOf('(');
        var name = (end < 0 ? type : type.Substring(0, end)).Trim();
        foreach (var other in s_otherTypes)
        {
            if (string.Equals(name, other, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool? NamespaceSays(INamedTypeSymbol type)
    {
        var name = type.ContainingNamespace?.ToDisplayString() ?? "";
        foreach (var npgsql in s_npgsqlNames)
        {
            if (name.IndexOf(npgsql, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        foreach (var other in s_otherNames)
        {
            if (name.IndexOf(other, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return false;
            }
        }

        return null;
    }

    private sealed record References(bool HasNpgsql, bool HasOthers)
    {
        public static References Of(Compilation compilation)
        {
            var (npgsql, others) = (false, false);
            foreach (var assembly in compilation.ReferencedAssemblyNames)
            {
                npgsql |= string.Equals(assembly.Name, NpgsqlAssembly, StringComparison.OrdinalIgnoreCase);
                foreach (var other in s_otherAssemblies)
                {
                    others |= string.Equals(assembly.Name, other, StringComparison.OrdinalIgnoreCase);
                }
            }

            return new References(npgsql, others);
        }
    }
}
