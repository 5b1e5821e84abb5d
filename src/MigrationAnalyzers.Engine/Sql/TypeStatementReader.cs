using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads statements about enums and domains.</summary>
internal static class TypeStatementReader
{
    public static void Read(CreateEnumStmt create, StatementScope scope) =>
        scope.Add(new CreateEnum(Names.Of(create.TypeName), Names.Texts(create.Vals)) { Origin = scope.Leading });

    public static void Read(AlterEnumStmt alter, StatementScope scope)
    {
        var type = Names.Of(alter.TypeName);
        var origin = Clause(scope);
        scope.Add(alter.OldVal is { } old
            ? new RenameEnumValue(type, old, alter.NewVal ?? "") { Origin = origin }
            : new AddEnumValue(type, alter.NewVal ?? "") { Origin = origin, IfNotExists = alter.SkipIfNewValExists });
    }

    public static void Read(CreateDomainStmt create, StatementScope scope)
    {
        var domain = new CreateDomain(Names.Of(create.Domainname), TypeReader.Read(create.TypeName, scope.Tokens, scope.End)) { Origin = scope.Leading };
        var checks = ImmutableArray.CreateBuilder<SqlExpression>();
        foreach (var node in create.Constraints)
        {
            switch (node)
            {
                case Constraint { Contype: ConstrType.CONSTR_NOTNULL }:
                    domain = domain with { NotNull = true };
                    break;
                case Constraint { Contype: ConstrType.CONSTR_DEFAULT } value:
                    domain = domain with { Default = ColumnReader.Default(value, scope) };
                    break;
                case Constraint { Contype: ConstrType.CONSTR_CHECK, RawExpr: { } expression } check:
                    checks.Add(ConstraintReader.Parenthesized(expression, check.Location, scope));
                    break;
            }
        }

        scope.Add(domain with { Checks = checks.ToImmutable() });
    }

    public static void Read(AlterDomainStmt alter, StatementScope scope)
    {
        // The codes are those of AlterDomainStmt in parsenodes.h.
        var command = alter.Subtype switch
        {
            "T" => alter.Def is null ? "DropDefault" : "SetDefault",
            "N" => "DropNotNull",
            "O" => "SetNotNull",
            "C" => "AddConstraint",
            "X" => "DropConstraint",
            "V" => "ValidateConstraint",
            _ => alter.Subtype ?? "",
        };
        scope.Add(new AlterDomain(Names.Of(alter.TypeName), command)
        {
            Origin = Clause(scope),
            NotValid = alter.Def is Constraint { SkipValidation: true },
        });
    }

    // ALTER TYPE name ADD VALUE, ALTER DOMAIN name SET NOT NULL.
    private static Origin Clause(StatementScope scope)
    {
        var first = scope.Tokens.AfterName(scope.First + 2, scope.End);
        return scope.Over(first, KeywordRun.Clause(scope.Tokens, first, scope.End));
    }
}
