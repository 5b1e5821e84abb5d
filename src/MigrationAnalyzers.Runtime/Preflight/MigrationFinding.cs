using MigrationAnalyzers.Engine.Rules;

namespace MigrationAnalyzers.Runtime.Preflight;

/// <summary>What a rule found in a pending migration.</summary>
/// <param name="Id">The rule's, as in DBM1001.</param>
/// <param name="Severity">Warning: a proved hazard. Info: anything else.</param>
/// <param name="MigrationId">EF's id.</param>
/// <param name="StepNumber">The step of the plan, from 1 on.</param>
/// <param name="Sql">The statement, or the beginning of it, on one line.</param>
/// <param name="Message">With the real size of the table where that is known.</param>
/// <param name="Remedy">The safe form.</param>
internal sealed record MigrationFinding(string Id, RuleSeverity Severity, string MigrationId, int StepNumber, string Sql, string Message, string Remedy);
