namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>One statement of a safe form, as a call of its own.</summary>
/// <param name="Text">Without a semicolon at the end, which <see cref="Terminated"/> has.</param>
/// <param name="SuppressTransaction">It must run outside of the migration's transaction.</param>
internal sealed record SqlCommand(string Text, bool SuppressTransaction = false)
{
    /// <summary>With a semicolon: <c>dotnet ef migrations script</c> writes whatever follows right behind it, at least the row of the migrations history.</summary>
    public string Terminated => Text.EndsWith(";", StringComparison.Ordinal) ? Text : Text + ";";
}
