using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Runtime.Tests.PublicApi;

/// <summary>The file that the package carries for editors, beside the assembly.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members = XDocument.Load(Path.ChangeExtension(typeof(SafeMigrator).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(static m => m.Attribute("name")!.Value, StringComparer.Ordinal);

    /// <summary>What is written about a member, what it inherits included.</summary>
    public IReadOnlyList<XElement> Of(ISymbol symbol) => Of(symbol.GetDocumentationCommentId()!, symbol);

    public static bool HasText(IEnumerable<XElement> parts, string tag) => parts.Any(p => p.Name.LocalName == tag && IsWritten(p));

    public static bool HasText(IEnumerable<XElement> parts, string tag, string name) =>
        parts.Any(p => p.Name.LocalName == tag && p.Attribute("name")?.Value == name && IsWritten(p));

    public static IEnumerable<string> Exceptions(IEnumerable<XElement> parts) =>
        parts.Where(static p => p.Name.LocalName == "exception" && IsWritten(p)).Select(static p => p.Attribute("cref")!.Value[2..]);

    private static bool IsWritten(XElement part) => part.Value.Trim().Length > 0 || part.HasElements;

    private List<XElement> Of(string id, ISymbol? symbol)
    {
        var own = _members.TryGetValue(id, out var member) ? member.Elements().ToList() : [];
        var inherited = own.Where(static e => e.Name.LocalName == "inheritdoc").SelectMany(e =>
            e.Attribute("cref")?.Value is { } other ? Of(other, null) : InterfaceMember(symbol) is { } implemented ? Of(implemented.GetDocumentationCommentId()!, implemented) : []);
        return [.. own, .. inherited];
    }

    private static ISymbol? InterfaceMember(ISymbol? symbol) => symbol?.ContainingType.AllInterfaces
        .SelectMany(static i => i.GetMembers())
        .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(m), symbol));
}
