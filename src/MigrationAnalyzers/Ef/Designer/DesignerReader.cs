using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.Ef.Designer;

/// <summary>
/// Reads BuildTargetModel, as EF Core's CSharpSnapshotGenerator writes it, by its syntax alone: the method is as large as the whole model, and binding it would
/// cost more than all migrations together. What it does not know it leaves out.
/// </summary>
internal sealed class DesignerReader
{
    private readonly Dictionary<string, DesignerEntity> _entities = new(StringComparer.Ordinal);
    private readonly List<DesignerEntity> _ordered = [];
    private readonly PropertyReader _properties = new();
    private string? _defaultSchema;

    private DesignerReader()
    {
    }

    /// <summary>The statements that would make the schema of the model; null where the class has none.</summary>
    public static MigrationUnit? Read(ClassDeclarationSyntax declaration)
    {
        foreach (var member in declaration.Members)
        {
            if (member is MethodDeclarationSyntax { Identifier.ValueText: "BuildTargetModel", Body: { } body })
            {
                var reader = new DesignerReader();
                reader.ReadModel(CallChain.In(body.Statements));
                return DesignerSchema.Create(reader._ordered, reader._entities);
            }
        }

        return null;
    }

    private void ReadModel(IEnumerable<CallChain> chains)
    {
        foreach (var chain in chains)
        {
            foreach (var call in chain.Calls)
            {
                if (call.Name == "HasDefaultSchema")
                {
                    _defaultSchema = call.Text(0);
                }
            }

            if (chain.Calls is [{ Name: "Entity" or "SharedTypeEntity" } entity, ..] && entity.Text(0) is { } name)
            {
                ReadEntity(EntityOf(name), entity.Nested());
            }
        }
    }

    private DesignerEntity EntityOf(string name)
    {
        if (!_entities.TryGetValue(name, out var entity))
        {
            entity = new DesignerEntity(name);
            _entities.Add(name, entity);
            _ordered.Add(entity);
        }

        return entity;
    }

    private void ReadEntity(DesignerEntity entity, IEnumerable<CallChain> chains)
    {
        foreach (var chain in chains)
        {
            var call = chain.Calls[0];
            var rest = chain.Calls.RemoveAt(0);
            switch (call.Name)
            {
                case "Property" when call.Text(0) is { } property:
                    AddProperty(entity, property, call.TypeArgument, rest);
                    break;

                case "HasBaseType":
                    entity.Base = call.Text(0);
                    break;

                case "ToTable":
                    ReadTable(entity, call);
                    break;

                case "HasCheckConstraint":
                    AddCheck(entity, chain);
                    break;

                case "HasKey" or "HasAlternateKey":
                    AddKey(entity, call, rest);
                    break;

                case "HasIndex":
                    AddIndex(entity, call, rest);
                    break;

                case "HasOne" when call.Text(0) is { } principal:
                    AddForeignKey(entity, principal, rest);
                    break;

                case "WithOwner" when entity.Owner is { } owner:
                    AddForeignKey(entity, owner.Name, rest);
                    break;

                case "OwnsOne" or "OwnsMany" when call.Text(0) is { } owned:
                    ReadOwned(entity, owned, call);
                    break;

                case "ComplexProperty" or "ComplexCollection":
                    ReadComplex(entity, call);
                    break;

                // Which columns are in which table: properties of bases are in each of the tables, or in none; columns are spread; there are none.
                case "UseTpcMappingStrategy" or "SplitToTable" or "SplitToView" or "ToJson":
                    entity.IsUnclear = true;
                    break;
            }
        }
    }

    private void AddProperty(DesignerEntity entity, string name, TypeSyntax? type, ImmutableArray<CallChain.Call> calls)
    {
        if (entity.Property(name) is { } known)
        {
            // NpgsqlPropertyBuilderExtensions.UseIdentityByDefaultColumn(b.Property<int>("Id")) says more of the same property.
            entity.Properties[entity.Properties.IndexOf(known)] = _properties.Continue(known, calls);
        }
        else
        {
            entity.Properties.Add(_properties.Read(name, type, calls));
        }
    }

    private void ReadTable(DesignerEntity entity, CallChain.Call call)
    {
        entity.SaysTable = true;
        var schema = call.Arguments is [_, not LambdaExpressionSyntax, ..] ? call.Text(1) : _defaultSchema;
        entity.Table = call.Text(0) is { } name ? SqlFrontEnd.Name(schema, name) : null;
        foreach (var nested in call.Nested())
        {
            switch (nested.Calls[0].Name)
            {
                case "HasCheckConstraint":
                    AddCheck(entity, nested);
                    break;

                case "ExcludeFromMigrations":
                    entity.IsExcluded = true;
                    break;

                // A property that has another column here than elsewhere.
                case "Property":
                    entity.IsUnclear = true;
                    break;
            }
        }
    }

    private static void AddCheck(DesignerEntity entity, CallChain chain)
    {
        var name = Named(chain.Calls, "HasName") ?? chain.Calls[0].Text(0);
        if (name is not null && chain.Calls[0] is { Arguments.Length: 2 } call && call.Text(1) is { } sql)
        {
            entity.Checks.Add(new CheckConstraint(SqlFrontEnd.ReadExpression(sql)) { Name = name });
        }
    }

    private static void AddKey(DesignerEntity entity, CallChain.Call call, ImmutableArray<CallChain.Call> rest)
    {
        var isPrimary = call.Name == "HasKey";
        if (!isPrimary || !entity.Keys.Exists(static k => k.IsPrimary))
        {
            entity.Keys.Add(new DesignerKey(Named(rest, "HasName"), call.Texts(), isPrimary));
        }
    }

    /// <summary>An index with something that is not known here is left out.</summary>
    private static void AddIndex(DesignerEntity entity, CallChain.Call call, ImmutableArray<CallChain.Call> rest)
    {
        // HasIndex(new[] { "A", "B" }, "name")
        var isNamed = call.Arguments is [not LiteralExpressionSyntax, _];
        var texts = call.Texts();
        var name = isNamed && !texts.IsEmpty ? texts[texts.Length - 1] : null;
        var definition = new CreateIndex(default, null, []) { Origin = DesignerSchema.Origin };
        ImmutableArray<string> included = [];
        ImmutableArray<string> operators = [];
        ImmutableArray<bool>? descending = null;
        foreach (var step in rest)
        {
            switch (step.Name)
            {
                case "HasDatabaseName" or "HasName":
                    name = step.Text(0);
                    break;

                case "IsUnique":
                    definition = definition with { Unique = step.Flags() is not [false] };
                    break;

                case "HasFilter" when step.Text(0) is { } filter:
                    definition = definition with { Filter = SqlFrontEnd.ReadExpression(filter) };
                    break;

                case "IsDescending":
                    descending = step.Flags();
                    break;

                case "HasMethod" when step.Text(0) is { } method:
                    definition = definition with { Method = method.ToLowerInvariant() };
                    break;

                case "AreNullsDistinct":
                    definition = definition with { NullsNotDistinct = step.Flags() is [false] };
                    break;

                case "IncludeProperties":
                    included = step.Texts();
                    break;

                case "HasOperators":
                    operators = step.Texts();
                    break;

                case "IsCreatedConcurrently":
                case "HasAnnotation" when step.Text(0) == "Npgsql:CreatedConcurrently":
                    break;

                default:
                    return;
            }
        }

        var properties = isNamed ? texts.RemoveAt(texts.Length - 1) : texts;
        entity.Indexes.Add(new DesignerIndex(name, properties, included, descending, operators, definition));
    }

    private static void AddForeignKey(DesignerEntity entity, string principal, ImmutableArray<CallChain.Call> rest)
    {
        var oneToOne = rest.Any(static c => c.Name == "WithOne" && c.Arguments.Length <= 1) && rest.All(static c => c.Name != "WithMany");
        var dependent = entity.Name;
        var isOwnership = entity.Owner is not null && string.Equals(entity.Owner.Name, principal, StringComparison.Ordinal);
        ImmutableArray<string> properties = [];
        ImmutableArray<string> principalProperties = [];
        var action = isOwnership ? ReferentialAction.Cascade : ReferentialAction.NoAction;
        foreach (var call in rest)
        {
            switch (call.Name)
            {
                // One to one: the call names the entity that has the key.
                case "HasForeignKey" when oneToOne && call.Texts() is [var named, .. var keys]:
                    (dependent, properties) = (named, [.. keys]);
                    break;

                case "HasForeignKey":
                    properties = call.Texts();
                    break;

                case "HasPrincipalKey" when oneToOne && call.Texts() is [_, .. var keys]:
                    principalProperties = [.. keys];
                    break;

                case "HasPrincipalKey":
                    principalProperties = call.Texts();
                    break;

                case "OnDelete" when call.Arguments is [MemberAccessExpressionSyntax { Name.Identifier.ValueText: var behavior }]:
                    action = behavior switch
                    {
                        "Cascade" => ReferentialAction.Cascade,
                        "SetNull" => ReferentialAction.SetNull,
                        "Restrict" => ReferentialAction.Restrict,

                        // EF itself does the rest: the database has no action.
                        _ => ReferentialAction.NoAction,
                    };
                    break;
            }
        }

        entity.ForeignKeys.Add(new DesignerForeignKey(Named(rest, "HasConstraintName"), dependent, principal, properties, principalProperties, action));
    }

    /// <summary>An owned entity has its owner's table, or one of its own.</summary>
    private void ReadOwned(DesignerEntity owner, string type, CallChain.Call call)
    {
        var owned = EntityOf(owner.Name + "." + (call.Text(1) ?? type) + "#" + type);
        owned.Owner = owner;
        ReadEntity(owned, call.Nested());
    }

    /// <summary>Columns of the same table. A complex property that is optional makes all of its columns so.</summary>
    private void ReadComplex(DesignerEntity entity, CallChain.Call call)
    {
        foreach (var chain in call.Nested())
        {
            if (chain.Calls[0] is { Name: "Property" } property && property.Text(0) is { } name
                && _properties.Read(name, property.TypeArgument, chain.Calls.RemoveAt(0)) is { IsNamed: true } read)
            {
                var nullable = read.Column.Nullable == false ? null : read.Column.Nullable;
                entity.Properties.Add(read with { Name = call.Text(0) + "." + name, Column = read.Column with { Nullable = nullable } });
            }
        }
    }

    private static string? Named(ImmutableArray<CallChain.Call> calls, string method)
    {
        foreach (var call in calls)
        {
            if (string.Equals(call.Name, method, StringComparison.Ordinal))
            {
                return call.Text(0);
            }
        }

        return null;
    }
}
