using PgQuery.Translator.Ir;
using PgQuery.Translator.Wasm;

namespace PgQuery.Translator.Emit;

/// <summary>Who may call whom, calls through the table included, to find where recursion has to be checked.</summary>
internal sealed class CallGraph
{
    private readonly WasmModule _module;
    private readonly int[][] _callees;
    private readonly Dictionary<string, int[]> _tableBySignature;

    public CallGraph(WasmModule module, IReadOnlyList<Function> functions)
    {
        _module = module;
        _tableBySignature = module.Table
            .Where(function => function >= 0)
            .Distinct()
            .GroupBy(function => module.TypeOf(function).Key)
            .ToDictionary(group => group.Key, group => group.Order().ToArray(), StringComparer.Ordinal);
        _callees = [.. functions.Select(CalleesOf)];
    }

    /// <summary>A set of functions such that every cycle of calls passes through one of them: the targets of back edges.</summary>
    public HashSet<int> RecursionHeads()
    {
        var heads = new HashSet<int>();
        var state = new byte[_callees.Length]; // 1: on the path, 2: done
        for (var root = 0; root < _callees.Length; root++)
        {
            Visit(root);
        }

        return heads;

        void Visit(int node)
        {
            if (state[node] != 0)
            {
                return;
            }

            state[node] = 1;
            foreach (var callee in _callees[node])
            {
                if (state[callee] == 1)
                {
                    heads.Add(callee + _module.Imports.Count);
                }
                else
                {
                    Visit(callee);
                }
            }

            state[node] = 2;
        }
    }

    private int[] CalleesOf(Function function)
    {
        var callees = new SortedSet<int>();
        foreach (var expression in Walk.Expressions(function.Body))
        {
            switch (expression)
            {
                case CallIndirect call:
                    AddTable(call.Signature.Key);
                    break;
                case Call call when call.Function >= _module.Imports.Count:
                    callees.Add(call.Function - _module.Imports.Count);
                    break;
                case Call call:
                    // Any import with a slot as first parameter may be an invoke_*.
                    AddTable(InvokeMethods.TargetOf(_module.Imports[call.Function].Type));
                    break;
            }
        }

        return [.. callees];

        void AddTable(string? signature)
        {
            if (signature is not null && _tableBySignature.TryGetValue(signature, out var targets))
            {
                foreach (var target in targets)
                {
                    if (target >= _module.Imports.Count)
                    {
                        callees.Add(target - _module.Imports.Count);
                    }
                }
            }
        }
    }
}
