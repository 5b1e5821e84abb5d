using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

/// <summary>Migrations between the first one and the one that a test looks at: the model has had users.email, and has it no more.</summary>
internal static class GivenUpEmail
{
    private const string With = """
        modelBuilder.Entity("Shop.User", b =>
        {
            b.Property<long>("id").HasColumnType("bigint");
            b.Property<string>("email").HasColumnType("text");
            b.HasKey("id").HasName("pk_users");
            b.ToTable("users");
        });
        """;

    private const string Without = """
        modelBuilder.Entity("Shop.User", b =>
        {
            b.Property<long>("id").HasColumnType("bigint");
            b.HasKey("id").HasName("pk_users");
            b.ToTable("users");
        });
        """;

    public static ImmutableArray<(string Path, string Text)> Files { get; } =
    [
        NewFile.Named("20240101130000_WithEmail", """migrationBuilder.Sql("ANALYZE users");""", """migrationBuilder.Sql("ANALYZE users");"""),
        NewFile.Designer("20240101130000_WithEmail", With),
        NewFile.Named("20240101140000_WithoutEmail", """migrationBuilder.Sql("ANALYZE users");""", """migrationBuilder.Sql("ANALYZE users");"""),
        NewFile.Designer("20240101140000_WithoutEmail", Without),
    ];
}
