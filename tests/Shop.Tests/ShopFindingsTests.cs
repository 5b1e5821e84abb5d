namespace Shop.Tests;

/// <summary>What the build of the sample says, read from its SARIF log: the mistakes are named, the safe forms are not.</summary>
public sealed class ShopFindingsTests
{
    private static readonly ILookup<string, string> IdsByFile = ShopLog.Findings
        .Where(finding => finding.Level is "warning" or "error")
        .ToLookup(finding => FileName(finding.File), finding => finding.Id);

    [Theory]
    [InlineData("IndexOrdersByDate.cs", "DBM1001")]
    [InlineData("RenameUserNameToFullName.cs", "DBM3001")]
    [InlineData("RequireOrderCurrency.cs", "DBM1005")]
    [InlineData("AddProductPublicId.cs", "DBM2001")]
    [InlineData("WidenOrderItemId.cs", "DBM2002")]
    [InlineData("StoreTimesInUtc.cs", "DBM1019")]
    [InlineData("StoreTimesInUtc.cs", "DBM2003")]
    [InlineData("ReferenceProductFromOrderItem.cs", "DBM1001")]
    [InlineData("ReferenceProductFromOrderItem.cs", "DBM1003")]
    [InlineData("AddOrderTotal.cs", "DBM4001")]
    [InlineData("CheckOrderItemQuantity.cs", "DBM1004")]
    [InlineData("NormalizeOrderStatus.cs", "DBM4001")]
    [InlineData("DropUserPhone.cs", "DBM3003")]
    [InlineData("DropUserPhone.cs", "DBM6001")]
    [InlineData("IndexOrdersByUserAndDate.cs", "DBM5001")]
    [InlineData("IndexOrdersByUserAndDate.cs", "DBM5002")]
    [InlineData("archive_cancelled_orders.sql", "DBM4001")]
    [InlineData("archive_cancelled_orders.sql", "DBM5001")]
    [InlineData("archive_cancelled_orders.sql", "DBM5010")]
    public void Mistake_IsFound(string file, string id) => Assert.Contains(id, IdsByFile[file]);

    [Theory]
    [InlineData("InitialCreate.cs")]
    [InlineData("IndexUsersByEmail.cs")]
    [InlineData("CheckProductPrice.cs")]
    [InlineData("ValidateProductPriceCheck.cs")]
    [InlineData("refresh_statistics.sql")]
    public void SafeForm_IsLeftAlone(string file) => Assert.Empty(IdsByFile[file]);

    [Fact]
    public void Analyzers_DidNotFail() => Assert.DoesNotContain(IdsByFile.SelectMany(ids => ids), id => id is "AD0001" or "CS8032" or "CS8034");

    /// <summary>Without the folder, and without the timestamp of a migration.</summary>
    private static string FileName(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Length > 15 && name[14] == '_' && name.AsSpan(0, 14).IndexOfAnyExceptInRange('0', '9') < 0 ? name[15..] : name;
    }
}
