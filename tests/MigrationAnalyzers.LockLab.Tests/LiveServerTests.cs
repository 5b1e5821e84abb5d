using MigrationAnalyzers.LockLab.Facts;
using MigrationAnalyzers.LockLab.Measuring;
using MigrationAnalyzers.LockLab.Verifying;
using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.LockLab.Tests;

/// <summary>The measured files are what servers do: a sample of them is measured again each time.</summary>
public sealed class LiveServerTests
{
    private const int CasesOfSample = 36;

    private const int DebianMajor = 15;

    [Fact]
    public async Task SampleOfCases_BehavesAsRecorded()
    {
        var sample = Sample(RepositoryFiles.MeasuredFiles).ToArray();

        var measured = await Laboratory.MeasureAsync(sample, PostgresServer.Majors, CancellationToken.None);

        Assert.Empty(Differences(sample, measured, PostgresServer.Majors));
    }

    /// <summary>Not every machine has it: elsewhere the message says how to get it.</summary>
    [Fact]
    public async Task DebiansServer_BehavesAsRecorded_OrIsAskedFor()
    {
        var sample = Sample(RepositoryFiles.MeasuredFiles.Where(static f => Path.GetFileName(f) == "lock-facts.json")).ToArray();

        try
        {
            Assert.Empty(Differences(sample, await Laboratory.MeasureOnDebianAsync(sample, DebianMajor, CancellationToken.None), [DebianMajor]));
        }
        catch (PostgresServerException e)
        {
            Assert.Equal("There is no PostgreSQL 15 in /usr/lib/postgresql/15/bin. Install Debian's: apt-get install postgresql-15.", e.Message);
        }
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

    private static IEnumerable<string> Differences(LockCase[] sample, LockCase[] measured, IReadOnlyCollection<int> versions) =>
        from pair in sample.Zip(measured)
        from recorded in pair.First.Results
        from version in recorded.Versions.Intersect(versions)
        let now = pair.Second.Results.SingleOrDefault(r => r.Versions.Contains(version))
        let prediction = Prediction.Of(pair.First, version)
        where now is null || !prediction.Observed(now).Equals(prediction.Observed(recorded))
        select $"{pair.First.Name} on {version}: recorded <{prediction.Observed(recorded)}>, now <{(now is null ? "could not be prepared" : prediction.Observed(now))}>";

    /// <summary>Spread evenly over the files, another part of them each day.</summary>
    private static IEnumerable<LockCase> Sample(IEnumerable<string> files)
    {
        var all = LockCaseFile.Read(files).Where(static c => c.Results.Length > 0).ToList();
        var step = all.Count / CasesOfSample;
        return all.Where((_, i) => i % step == DateTime.UtcNow.DayOfYear % step);
    }
}
