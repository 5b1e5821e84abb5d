namespace PgQuery;

/// <summary>A field of a node with its value, which is exactly one of the kinds below.</summary>
public readonly struct PgField
{
    private static readonly object NumberTag = new();
    private static readonly object BoolTag = new();

    private readonly object _value;
    private readonly long _number;

    internal PgField(string name, object value)
    {
        Name = name;
        _value = value;
    }

    internal PgField(string name, long number)
    {
        Name = name;
        _value = NumberTag;
        _number = number;
    }

    internal PgField(string name, bool value)
    {
        Name = name;
        _value = BoolTag;
        _number = value ? 1 : 0;
    }

    /// <summary>PostgreSQL's name of the field, for example <c>relname</c>.</summary>
    public string Name { get; }

    /// <summary>The node, or null when the value is no single node.</summary>
    public PgNode? Node => _value as PgNode;

    /// <summary>Whether the value is a list of nodes.</summary>
    public bool IsList => _value is PgNode[];

    /// <summary>The list, or an empty one when the value is no list.</summary>
    public PgNodeList List => new(_value as PgNode[]);

    /// <summary>The text (also the name of an enum's value), or null when the value is no text.</summary>
    public string? Text => _value as string;

    /// <summary>The number, or null when the value is no number.</summary>
    public long? Number => ReferenceEquals(_value, NumberTag) ? _number : null;

    /// <summary>The truth value, or null when the value is none.</summary>
    public bool? Boolean => ReferenceEquals(_value, BoolTag) ? _number != 0 : null;

    internal object Raw => _value;

    internal long RawNumber => _number;

    /// <inheritdoc/>
    public override string ToString() => _value switch
    {
        string text => $"{Name}: \"{text}\"",
        PgNode node => $"{Name}: {node.Kind}",
        PgNode[] list => FormattableString.Invariant($"{Name}: {list.Length} nodes"),
        _ when Boolean is { } value => $"{Name}: {(value ? "true" : "false")}",
        _ => FormattableString.Invariant($"{Name}: {_number}"),
    };
}
