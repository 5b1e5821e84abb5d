using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads statements about enums and domains.</summary>
internal static class TypeStatementReader
{
    public static void Read(CreateEnumStmt create, StatementScope scope) =>
        scope.Add(new CreateEnum(Names.Of(create.TypeName), Names.Texts(create.Vals)) { Origin = scope.Leading });

    public static void Read(CompositeTypeStmt create, StatementScope scope)
    {
        var constraints = ImmutableArray.CreateBuilder<ConstraintDefinition>();
        var attributes = ImmutableArray.CreateBuilder<ColumnDefinition>(create.Coldeflist.Count);
        foreach (var node in create.Coldeflist)
        {
            if (node is ColumnDef attribute)
            {
                attributes.Add(ColumnReader.Read(attribute, scope, constraints));
            }
        }

        scope.Add(new CreateCompositeType(Names.Of(create.Typevar), attributes.ToImmutable()) { Origin = scope.Leading });
    }

    /// <summary>A subcommand of ALTER TYPE; null for what is none.</summary>
    public static AlterCompositeType? Attribute(RelationName type, AlterTableCmd command, Origin origin, int end, StatementScope scope)
    {
        AttributeChange? change = command.Subtype switch
        {
            AlterTableType.AT_AddColumn => AttributeChange.Add,
            AlterTableType.AT_DropColumn => AttributeChange.Drop,
            AlterTableType.AT_AlterColumnType => AttributeChange.ChangeType,
            _ => null,
        };
        return change is not { } known ? null : new AlterCompositeType(type, known, command.Name ?? (command.Def as ColumnDef)?.Colname ?? "")
        {
            Origin = origin,
            NewType = (command.Def as ColumnDef)?.TypeName is { } written ? TypeReader.Read(written, scope.Tokens, end) : null,
            Cascade = command.Behavior == DropBehavior.DROP_CASCADE,
            IfExists = command.MissingOk,
        };
    }

    public static void Read(AlterEnumStmt alter, StatementScope scope)
    {
        var type = Names.Of(alter.TypeName);
        var origin = Clause(scope);
        scope.Add(alter.OldVal is { } old
            ? new RenameEnumValue(type, old, alter.NewVal ?? "") { Origin = origin }
            : new AddEnumValue(type, alter.NewVal ?? "") { Origin = origin, IfNotExists = alter.SkipIfNewValExists, Neighbor = alter.NewValNeighbor });
    }

    public static void Read(CreateDomainStmt create, StatementScope scope)
    {
        var domain = new CreateDomain(Names.Of(create.Domainname), TypeReader.Read(create.TypeName, scope.Tokens, scope.End)) { Origin = scope.Leading };
        var checks = ImmutableArray.CreateBuilder<SqlExpression>();
        var names = ImmutableArray.CreateBuilder<string>();
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
                    names.Add(check.Conname ?? "");
                    break;
            }
        }

        scope.Add(domain with { Checks = checks.ToImmutable(), CheckNames = names.ToImmutable() });
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
            Name = alter.Name ?? (alter.Def as Constraint)?.Conname,
            Default = command == "SetDefault" ? scope.Expression(alter.Def!, scope.Tokens.FindWord(scope.First, scope.End, "default") + 1, scope.End) : null,
            Check = alter.Def is Constraint { Contype: ConstrType.CONSTR_CHECK, RawExpr: { } check, Location: var location } ? ConstraintReader.Parenthesized(check, location, scope) : null,
            IsNotNull = alter.Def is Constraint { Contype: ConstrType.CONSTR_NOTNULL },
            IfExists = alter.MissingOk,
        });
    }

    // ALTER TYPE name ADD VALUE, ALTER DOMAIN name SET NOT NULL.
    private static Origin Clause(StatementScope scope)
    {
        var first = scope.Tokens.AfterName(scope.First + 2, scope.End);
        return scope.Over(first, KeywordRun.Clause(scope.Tokens, first, scope.End));
    }
}
