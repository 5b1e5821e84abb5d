namespace MigrationAnalyzers.PostgresServers.Probes;

/// <summary>What an application has noticed, told apart by who waits for which locks.</summary>
public sealed record TrafficReport(TrafficFigures Writers, TrafficFigures Readers);
