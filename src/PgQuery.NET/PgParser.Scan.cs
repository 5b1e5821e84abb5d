using PgQuery.Runtime;
using PgQuery.Text;

namespace PgQuery;

/// <content>Tokens.</content>
public static partial class PgParser
{
    // Symbols of PostgreSQL 18's grammar, see gram.h. Keywords are known by their keywordKind.
    private const int Ident = 258;
    private const int UIdent = 259;
    private const int FConst = 260;
    private const int SConst = 261;
    private const int USConst = 262;
    private const int BConst = 263;
    private const int XConst = 264;
    private const int IConst = 266;
    private const int Param = 267;
    private const int SqlComment = 275;
    private const int CComment = 276;

    /// <summary>Splits a text into PostgreSQL's tokens.</summary>
    /// <param name="sql">The text; it need not parse, but its quotes and comments must be closed.</param>
    /// <returns>The tokens, comments included, or the error.</returns>
    public static PgScanResult Scan(string sql)
    {
        if (SqlInput.Check(sql ?? throw new ArgumentNullException(nameof(sql))) is { } error)
        {
            return new PgScanResult([], error);
        }

        var map = new PositionMap(sql, 0, sql.Length, 0, table: null);
        var outcome = ParserPool.Run(instance => instance.ScanTree(sql, map));
        if (outcome.Value is null)
        {
            return new PgScanResult([], ErrorPlace.ToError(outcome, sql, map));
        }

        var list = outcome.Value.List("tokens");
        var tokens = new PgToken[list.Count];
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = list[i];
            var span = PgTextSpan.FromBounds(map.CharOfByte(token.Int("start")), map.CharOfByte(token.Int("end")));
            var (symbol, keyword) = (token.Int("tokenType"), (PgKeywordKind)token.Int("keywordKind"));
            tokens[i] = new PgToken(span, span.Of(sql), symbol, token.String("tokenName") ?? "", KindOf(symbol, keyword), keyword);
        }

        return new PgScanResult(tokens, error: null);
    }

    private static PgTokenKind KindOf(int symbol, PgKeywordKind keyword) => symbol switch
    {
        _ when keyword != PgKeywordKind.NoKeyword => PgTokenKind.Keyword,
        Ident or UIdent => PgTokenKind.Identifier,
        FConst or IConst => PgTokenKind.NumericConstant,
        SConst or USConst => PgTokenKind.StringConstant,
        BConst or XConst => PgTokenKind.BitStringConstant,
        Param => PgTokenKind.Parameter,
        SqlComment or CComment => PgTokenKind.Comment,
        _ => PgTokenKind.Operator,
    };
}
