using MigrationAnalyzers.LockLab.Facts;
using MigrationAnalyzers.LockLab.Measuring;
using MigrationAnalyzers.LockLab.Verifying;
using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.LockLab.Tests;

/// <summary>The measured files are what servers do: a sample of them is measured again each time.</summary>
public sealed class LiveServerTests
{
    private const int CasesOfSample = 36;

    [Fact]
    public async Task SampleOfCases_BehavesAsRecorded()
    {
        var sample = Sample().ToArray();

        var measured = await Laboratory.MeasureAsync(sample, PostgresServer.Majors, CancellationToken.None);

        var differing =
            from pair in sample.Zip(measured)
            from recorded in pair.First.Results
            from version in recorded.Versions.Where(static v => v >= PostgresServer.Majors[0])
            let now = pair.Second.Results.SingleOrDefault(r => r.Versions.Contains(version))
            let prediction = Prediction.Of(pair.First, version)
            where now is null || !prediction.Observed(now).Equals(prediction.Observed(recorded))
            select $"{pair.First.Name} on {version}: recorded <{prediction.Observed(recorded)}>, now <{(now is null ? "could not be prepared" : prediction.Observed(now))}>";
        Assert.Empty(differing);
    }

    [Fact]
    public async Task Measurement_SeesEachKindOfWork()
    {
        LockCase[] cases =
        [
            new("rewrite", ["alter table t add column x float8 default random()"]),
            new("scan", ["alter table t add constraint ck check (a > 0)"]),
            new("foreign key", ["alter table t add constraint fk foreign key (p_id) references p (id)"]),
            new("concurrently", ["create index concurrently ix on t (d)"]) { OutsideTransaction = true },
            new("error", ["alter table t add constraint u unique (a) not valid"]),
            new("unprepared", ["select 1"]) { Setup = ["create table t (id int)"] },
        ];

        var measured = await Laboratory.MeasureAsync(cases, [18], CancellationToken.None);

        Assert.Equal("t:AE t_a[i]:AE t_b[i]:AE t_c[i]:AE t_pkey[i]:AE", measured[0].Results[0].Locks);
        Assert.Equal(["idx:t_a", "idx:t_b", "idx:t_c", "idx:t_pkey", "t"], measured[0].Results[0].Rewritten);
        Assert.Equal(["SCAN[t]"], measured[1].Results[0].Messages);
        Assert.Equal(("p:SRE t:SRE", "FKSCAN[fk]"), (measured[2].Results[0].Locks, measured[2].Results[0].Messages[0]));
        Assert.Equal(("t:SUE", "build[ix]"), (measured[3].Results[0].Locks, measured[3].Results[0].Messages[0]));
        Assert.Equal("UNIQUE constraints cannot be marked NOT VALID", measured[4].Results[0].Error);
        Assert.Empty(measured[5].Results);
    }

    /// <summary>Spread evenly over all files, another part of them each day.</summary>
    private static IEnumerable<LockCase> Sample()
    {
        var all = LockCaseFile.Read(RepositoryFiles.MeasuredFiles).Where(static c => c.Results.Length > 0).ToList();
        var step = all.Count / CasesOfSample;
        return all.Where((_, i) => i % step == DateTime.UtcNow.DayOfYear % step);
    }
}
