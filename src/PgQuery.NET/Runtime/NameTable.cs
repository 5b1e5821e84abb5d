using System.Text;
using PgQuery.Tree;

namespace PgQuery.Runtime;

/// <summary>The names of kinds and fields that a reader has met, found by their bytes, and a cache of short strings.</summary>
internal sealed class NameTable
{
    /// <summary>Longer strings are never shared.</summary>
    internal const int LongestShared = 32;

    /// <summary>Where a hash begins (FNV-1a).</summary>
    internal const uint FirstHash = 2166136261;

    private const int Buckets = 1024;
    private const int SharedStrings = 1024;

    private readonly Entry?[] _buckets = new Entry?[Buckets];
    private readonly string?[] _shared = new string?[SharedStrings];

    /// <summary>Adds a byte to a hash.</summary>
    /// <param name="hash">The hash up to it.</param>
    /// <param name="value">The byte.</param>
    /// <returns>The hash with it.</returns>
    internal static uint NextHash(uint hash, byte value) => unchecked((hash ^ value) * 16777619);

    /// <summary>The entry of a name.</summary>
    /// <param name="name">An ASCII name.</param>
    /// <returns>The entry.</returns>
    internal Entry Get(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        var hash = FirstHash;
        foreach (var value in bytes)
        {
            hash = NextHash(hash, value);
        }

        return Get(bytes, 0, bytes.Length, hash);
    }

    /// <summary>The entry of a name.</summary>
    /// <param name="memory">Memory with the name's bytes.</param>
    /// <param name="start">Where they begin.</param>
    /// <param name="length">How many they are.</param>
    /// <param name="hash">Their hash.</param>
    /// <returns>The entry.</returns>
    internal Entry Get(byte[] memory, int start, int length, uint hash)
    {
        ref var bucket = ref _buckets[hash % Buckets];
        for (var entry = bucket; entry is not null; entry = entry.Next)
        {
            if (entry.Hash == hash && Matches(entry.Text, memory, start, length))
            {
                return entry;
            }
        }

        // Interned, so that a look-up by a literal compares references.
        return bucket = new Entry(string.Intern(Encoding.UTF8.GetString(memory, start, length)), hash, bucket);
    }

    /// <summary>A short string, allocated again only when another one took its place.</summary>
    /// <param name="memory">Memory with the string's bytes.</param>
    /// <param name="start">Where they begin.</param>
    /// <param name="length">How many they are.</param>
    /// <param name="hash">Their hash.</param>
    /// <returns>The string.</returns>
    internal string GetShared(byte[] memory, int start, int length, uint hash)
    {
        ref var shared = ref _shared[hash % SharedStrings];
        if (shared is null || !Matches(shared, memory, start, length))
        {
            shared = Encoding.UTF8.GetString(memory, start, length);
        }

        return shared;
    }

    // A string that is not ASCII never matches: a byte of its own is no character of it.
    private static bool Matches(string text, byte[] memory, int start, int length)
    {
        if (text.Length != length)
        {
            return false;
        }

        for (var i = 0; i < length; i++)
        {
            if (text[i] != memory[start + i] || text[i] >= 0x80)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// A name and what the tree's schema says about it. Fields, not properties: at the first statement, every accessor would
    /// have to be compiled.
    /// </summary>
    internal sealed class Entry
    {
        private readonly string? _directKind;
        private readonly bool _hasOwners;
        private PgNode? _prototype;

        internal Entry(string text, uint hash, Entry? next)
        {
            Text = text;
            Hash = hash;
            Next = next;
            IsLocated = TreeSchema.IsLocated(text);
            IsLocation = text == "location";
            IsPosition = IsLocation || text is "name_location" or "list_start" or "list_end" or "rexpr_list_start" or "rexpr_list_end";
            _directKind = TreeSchema.DirectKind(null, text);
            _hasOwners = text is "name" or "arg" or "val";
        }

        internal readonly string Text;

        internal readonly uint Hash;

        internal readonly Entry? Next;

        /// <summary>As a kind: whether a missing location means 0.</summary>
        internal readonly bool IsLocated;

        /// <summary>As a field: whether it is a node's own location.</summary>
        internal readonly bool IsLocation;

        /// <summary>As a field: whether it holds a byte offset.</summary>
        internal readonly bool IsPosition;

        /// <summary>As a kind: the node that nodes of it are copied from.</summary>
        internal PgNode Prototype => _prototype ??= TreeSchema.CreatePrototype(Text);

        /// <summary>As a field: the kind of the node in it, where the JSON does not say it.</summary>
        /// <param name="owner">Kind of the node that has the field.</param>
        /// <returns>The kind, or null.</returns>
        internal string? DirectKind(string owner) => _directKind ?? (_hasOwners ? TreeSchema.DirectKind(owner, Text) : null);
    }
}
