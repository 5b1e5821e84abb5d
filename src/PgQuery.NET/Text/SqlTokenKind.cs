namespace PgQuery.Text;

internal enum SqlTokenKind
{
    End,
    Word,
    QuotedName,
    String,
    BitString,
    Number,
    Parameter,
    Operator,
    Comment,
}
