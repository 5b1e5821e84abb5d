using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>The statements of one direction of a migration, as EF Core sends them: command by command.</summary>
internal sealed class CommandList
{
    private readonly List<(MigrationStatement Statement, bool Suppressed)> _statements = [];
    private readonly HashSet<int> _uncertain = [];
    private readonly List<Step> _steps = [];
    private int _command = -1;

    /// <summary>One command with a statement for each operation.</summary>
    public void Add(Step step, params MigrationOperation[] operations) => Add(step, suppressed: false, operations);

    /// <param name="suppressed">It runs outside of the migration's transaction.</param>
    public void Add(Step step, bool suppressed, params MigrationOperation[] operations)
    {
        var statements = ImmutableArray.CreateBuilder<MigrationStatement>(operations.Length);
        foreach (var operation in operations)
        {
            statements.Add(new MigrationStatement([operation], operation.Origin));
        }

        AddStatements(step, suppressed, statements.MoveToImmutable());
    }

    /// <param name="suppressed">Null where that is not known.</param>
    public void AddStatements(Step step, bool? suppressed, ImmutableArray<MigrationStatement> statements)
    {
        if (statements.IsEmpty)
        {
            return;
        }

        _command++;
        _steps.Add(step);
        if (suppressed is null)
        {
            _uncertain.Add(_command);
        }

        foreach (var statement in statements)
        {
            _statements.Add((statement with { Circumstances = statement.Circumstances | step.Circumstances, Command = _command }, suppressed == true));
        }
    }

    /// <summary>What each command comes from, by its number.</summary>
    public ImmutableArray<Step> Steps => [.. _steps];

    public MigrationUnit ToUnit(MigrationDirection direction)
    {
        var planned = TransactionPlan.ForEf(_statements);
        if (_uncertain.Count > 0)
        {
            planned = planned.Select(s => _uncertain.Contains(s.Command) ? s with { TransactionIsKnown = false } : s).ToImmutableArray();
        }

        return new MigrationUnit(direction, planned);
    }
}
