namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Whether PostgreSQL can prove something; ordered, so that of two parts of which both are needed the lesser counts, and of two of which one is enough the greater.</summary>
internal enum Proof
{
    Fails,

    /// <summary>It depends on what is not known here, as on the order of texts in some collation.</summary>
    Unknown,

    Holds,
}
