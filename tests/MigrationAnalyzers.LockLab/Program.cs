using MigrationAnalyzers.LockLab;

return await LockLabCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None).ConfigureAwait(false);
