using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Expand;

public sealed class ExpandWrongUseTests
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, ExpandWrongUses.All.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void WrongUse_SaysWhatToDo(int number)
    {
        var (_, says, use) = ExpandWrongUses.All[number];
        var builder = new MigrationBuilder(Change.Provider);

        var exception = Assert.ThrowsAny<ArgumentException>(() => use(builder));

        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        Assert.Empty(builder.Operations);
        Assert.Throws<InvalidOperationException>(() => use(new MigrationBuilder("Microsoft.EntityFrameworkCore.SqlServer")));
    }
}
