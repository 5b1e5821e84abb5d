using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Configuration;

/// <summary>A JSON value with its place in the text.</summary>
internal abstract record JsonValue(int Start, int Length);

internal sealed record JsonNull(int Start, int Length) : JsonValue(Start, Length);

internal sealed record JsonBoolean(int Start, int Length, bool Value) : JsonValue(Start, Length);

/// <param name="Text">As it is written: whether it fits a type is the reader's question.</param>
internal sealed record JsonNumber(int Start, int Length, string Text) : JsonValue(Start, Length);

internal sealed record JsonText(int Start, int Length, string Value) : JsonValue(Start, Length);

internal sealed record JsonArray(int Start, int Length, ImmutableArray<JsonValue> Items) : JsonValue(Start, Length);

internal sealed record JsonObject(int Start, int Length, ImmutableArray<(JsonText Name, JsonValue Value)> Members) : JsonValue(Start, Length);
