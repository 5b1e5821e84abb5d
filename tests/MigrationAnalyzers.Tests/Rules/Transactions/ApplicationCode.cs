namespace MigrationAnalyzers.Tests.Rules.Transactions;

/// <summary>An application around calls of the database, with one migration.</summary>
internal static class ApplicationCode
{
    /// <param name="members">Of the class App, which has the context <c>db</c>.</param>
    /// <param name="up">The body of the migration's Up.</param>
    /// <param name="hosted">The application refers to the generic host.</param>
    public static string With(string members, string up = "", bool hosted = true) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using System.Transactions;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        public sealed class ShopContext : DbContext { }
        public sealed class OtherContext : DbContext { }

        public static class App
        {
            private static readonly ShopContext db = new();
            private static readonly OtherContext other = new();
            private static readonly DbContext any = db;

        {{members}}
        }

        [DbContext(typeof(ShopContext))]
        [Migration("20240102030405_First")]
        public sealed class First : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                {{up}}
            }
        }

        {{(hosted ? "namespace Microsoft.Extensions.Hosting { public interface IHost { } public interface IHostedService { } }" : "")}}
        """;
}
