using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Locks;

/// <summary>Makes trees of sessions that wait for each other.</summary>
internal static class LockForest
{
    /// <summary>Each session once: under the one for whom it waits that is nearest to a root. A deadlock has no root, so that one of its sessions stands for it.</summary>
    public static ImmutableArray<LockTreeNode> Of(IReadOnlyList<LockTreeNode> sessions)
    {
        var children = sessions.ToDictionary(static s => s.Session.ProcessId, static _ => new List<LockTreeNode>());
        var left = sessions.Where(static s => s.Wait is not null).ToList();
        var roots = sessions.Where(static s => s.Wait is null).ToList();
        var reached = new Queue<LockTreeNode>(roots);
        while (true)
        {
            while (reached.TryDequeue(out var node))
            {
                foreach (var waiter in left.Where(w => w.Wait!.BlockedBy.Contains(node.Session.ProcessId)).ToList())
                {
                    left.Remove(waiter);
                    children[node.Session.ProcessId].Add(waiter);
                    reached.Enqueue(waiter);
                }
            }

            if (left.Count == 0)
            {
                return [.. roots.Select(Build)];
            }

            var one = left[0];
            left.RemoveAt(0);
            roots.Add(one);
            reached.Enqueue(one);
        }

        LockTreeNode Build(LockTreeNode node) => node with { Waiters = [.. children[node.Session.ProcessId].Select(Build)] };
    }
}
