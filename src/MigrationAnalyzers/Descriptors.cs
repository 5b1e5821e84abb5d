using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers;

/// <summary>
/// One descriptor for each rule, made from the facts that stand beside the rule. They are fields because release tracking sees no others.
/// </summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor DBM1001 = Create("DBM1001");
    public static readonly DiagnosticDescriptor DBM1002 = Create("DBM1002");
    public static readonly DiagnosticDescriptor DBM1003 = Create("DBM1003");
    public static readonly DiagnosticDescriptor DBM1004 = Create("DBM1004");
    public static readonly DiagnosticDescriptor DBM1005 = Create("DBM1005");
    public static readonly DiagnosticDescriptor DBM1006 = Create("DBM1006");
    public static readonly DiagnosticDescriptor DBM1007 = Create("DBM1007");
    public static readonly DiagnosticDescriptor DBM1008 = Create("DBM1008");
    public static readonly DiagnosticDescriptor DBM1009 = Create("DBM1009");
    public static readonly DiagnosticDescriptor DBM1010 = Create("DBM1010");
    public static readonly DiagnosticDescriptor DBM1011 = Create("DBM1011");
    public static readonly DiagnosticDescriptor DBM1012 = Create("DBM1012");
    public static readonly DiagnosticDescriptor DBM1013 = Create("DBM1013");
    public static readonly DiagnosticDescriptor DBM1014 = Create("DBM1014");
    public static readonly DiagnosticDescriptor DBM1015 = Create("DBM1015");
    public static readonly DiagnosticDescriptor DBM1016 = Create("DBM1016");
    public static readonly DiagnosticDescriptor DBM1017 = Create("DBM1017");
    public static readonly DiagnosticDescriptor DBM1018 = Create("DBM1018");
    public static readonly DiagnosticDescriptor DBM1019 = Create("DBM1019");
    public static readonly DiagnosticDescriptor DBM1020 = Create("DBM1020");
    public static readonly DiagnosticDescriptor DBM2001 = Create("DBM2001");
    public static readonly DiagnosticDescriptor DBM2002 = Create("DBM2002");
    public static readonly DiagnosticDescriptor DBM2003 = Create("DBM2003");
    public static readonly DiagnosticDescriptor DBM2004 = Create("DBM2004");
    public static readonly DiagnosticDescriptor DBM2005 = Create("DBM2005");
    public static readonly DiagnosticDescriptor DBM2006 = Create("DBM2006");
    public static readonly DiagnosticDescriptor DBM2007 = Create("DBM2007");
    public static readonly DiagnosticDescriptor DBM2008 = Create("DBM2008");
    public static readonly DiagnosticDescriptor DBM2009 = Create("DBM2009");
    public static readonly DiagnosticDescriptor DBM3001 = Create("DBM3001");
    public static readonly DiagnosticDescriptor DBM3002 = Create("DBM3002");
    public static readonly DiagnosticDescriptor DBM3003 = Create("DBM3003");
    public static readonly DiagnosticDescriptor DBM3004 = Create("DBM3004");
    public static readonly DiagnosticDescriptor DBM3005 = Create("DBM3005");
    public static readonly DiagnosticDescriptor DBM3006 = Create("DBM3006");
    public static readonly DiagnosticDescriptor DBM3007 = Create("DBM3007");
    public static readonly DiagnosticDescriptor DBM3008 = Create("DBM3008");
    public static readonly DiagnosticDescriptor DBM3009 = Create("DBM3009");
    public static readonly DiagnosticDescriptor DBM3010 = Create("DBM3010");
    public static readonly DiagnosticDescriptor DBM3011 = Create("DBM3011");
    public static readonly DiagnosticDescriptor DBM3012 = Create("DBM3012");
    public static readonly DiagnosticDescriptor DBM3013 = Create("DBM3013");
    public static readonly DiagnosticDescriptor DBM3014 = Create("DBM3014");
    public static readonly DiagnosticDescriptor DBM3015 = Create("DBM3015");
    public static readonly DiagnosticDescriptor DBM3016 = Create("DBM3016");
    public static readonly DiagnosticDescriptor DBM4001 = Create("DBM4001");
    public static readonly DiagnosticDescriptor DBM4002 = Create("DBM4002");
    public static readonly DiagnosticDescriptor DBM4003 = Create("DBM4003");
    public static readonly DiagnosticDescriptor DBM4004 = Create("DBM4004");
    public static readonly DiagnosticDescriptor DBM4005 = Create("DBM4005");
    public static readonly DiagnosticDescriptor DBM4006 = Create("DBM4006");
    public static readonly DiagnosticDescriptor DBM4007 = Create("DBM4007");
    public static readonly DiagnosticDescriptor DBM4008 = Create("DBM4008");
    public static readonly DiagnosticDescriptor DBM4009 = Create("DBM4009");
    public static readonly DiagnosticDescriptor DBM4010 = Create("DBM4010");
    public static readonly DiagnosticDescriptor DBM4011 = Create("DBM4011");
    public static readonly DiagnosticDescriptor DBM4012 = Create("DBM4012");
    public static readonly DiagnosticDescriptor DBM5001 = Create("DBM5001");
    public static readonly DiagnosticDescriptor DBM5002 = Create("DBM5002");
    public static readonly DiagnosticDescriptor DBM5003 = Create("DBM5003");
    public static readonly DiagnosticDescriptor DBM5004 = Create("DBM5004");
    public static readonly DiagnosticDescriptor DBM5005 = Create("DBM5005");
    public static readonly DiagnosticDescriptor DBM5006 = Create("DBM5006");
    public static readonly DiagnosticDescriptor DBM5007 = Create("DBM5007");
    public static readonly DiagnosticDescriptor DBM5008 = Create("DBM5008");
    public static readonly DiagnosticDescriptor DBM5009 = Create("DBM5009");
    public static readonly DiagnosticDescriptor DBM5010 = Create("DBM5010");
    public static readonly DiagnosticDescriptor DBM5011 = Create("DBM5011");
    public static readonly DiagnosticDescriptor DBM5012 = Create("DBM5012");
    public static readonly DiagnosticDescriptor DBM5013 = Create("DBM5013");
    public static readonly DiagnosticDescriptor DBM5014 = Create("DBM5014");
    public static readonly DiagnosticDescriptor DBM6001 = Create("DBM6001");
    public static readonly DiagnosticDescriptor DBM6002 = Create("DBM6002");
    public static readonly DiagnosticDescriptor DBM6003 = Create("DBM6003");
    public static readonly DiagnosticDescriptor DBM7001 = Create("DBM7001");
    public static readonly DiagnosticDescriptor DBM7002 = Create("DBM7002");
    public static readonly DiagnosticDescriptor DBM7003 = Create("DBM7003");
    public static readonly DiagnosticDescriptor DBM7004 = Create("DBM7004");
    public static readonly DiagnosticDescriptor DBM7005 = Create("DBM7005");
    public static readonly DiagnosticDescriptor DBM7006 = Create("DBM7006");
    public static readonly DiagnosticDescriptor DBM7007 = Create("DBM7007");
    public static readonly DiagnosticDescriptor DBM7008 = Create("DBM7008");
    public static readonly DiagnosticDescriptor DBM8001 = Create("DBM8001");
    public static readonly DiagnosticDescriptor DBM8002 = Create("DBM8002");
    public static readonly DiagnosticDescriptor DBM8003 = Create("DBM8003");
    public static readonly DiagnosticDescriptor DBM8004 = Create("DBM8004");
    public static readonly DiagnosticDescriptor DBM8005 = Create("DBM8005");
    public static readonly DiagnosticDescriptor DBM8006 = Create("DBM8006");
    public static readonly DiagnosticDescriptor DBM8007 = Create("DBM8007");
    public static readonly DiagnosticDescriptor DBM8008 = Create("DBM8008");
    public static readonly DiagnosticDescriptor DBM8009 = Create("DBM8009");
    public static readonly DiagnosticDescriptor DBM8010 = Create("DBM8010");
    public static readonly DiagnosticDescriptor DBM8011 = Create("DBM8011");
    public static readonly DiagnosticDescriptor DBM8012 = Create("DBM8012");
    public static readonly DiagnosticDescriptor DBM8013 = Create("DBM8013");
    public static readonly DiagnosticDescriptor DBM8014 = Create("DBM8014");
    public static readonly DiagnosticDescriptor DBM8015 = Create("DBM8015");
    public static readonly DiagnosticDescriptor DBM8016 = Create("DBM8016");
    public static readonly DiagnosticDescriptor DBM8017 = Create("DBM8017");
    public static readonly DiagnosticDescriptor DBM8018 = Create("DBM8018");
    public static readonly DiagnosticDescriptor DBM8019 = Create("DBM8019");
    public static readonly DiagnosticDescriptor DBM8020 = Create("DBM8020");
    public static readonly DiagnosticDescriptor DBM8021 = Create("DBM8021");
    public static readonly DiagnosticDescriptor DBM8022 = Create("DBM8022");
    public static readonly DiagnosticDescriptor DBM8023 = Create("DBM8023");
    public static readonly DiagnosticDescriptor DBM9001 = Create("DBM9001");
    public static readonly DiagnosticDescriptor DBM9002 = Create("DBM9002");
    public static readonly DiagnosticDescriptor DBM9003 = Create("DBM9003");
    public static readonly DiagnosticDescriptor DBM9004 = Create("DBM9004");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        DBM1001,
        DBM1002,
        DBM1003,
        DBM1004,
        DBM1005,
        DBM1006,
        DBM1007,
        DBM1008,
        DBM1009,
        DBM1010,
        DBM1011,
        DBM1012,
        DBM1013,
        DBM1014,
        DBM1015,
        DBM1016,
        DBM1017,
        DBM1018,
        DBM1019,
        DBM1020,
        DBM2001,
        DBM2002,
        DBM2003,
        DBM2004,
        DBM2005,
        DBM2006,
        DBM2007,
        DBM2008,
        DBM2009,
        DBM3001,
        DBM3002,
        DBM3003,
        DBM3004,
        DBM3005,
        DBM3006,
        DBM3007,
        DBM3008,
        DBM3009,
        DBM3010,
        DBM3011,
        DBM3012,
        DBM3013,
        DBM3014,
        DBM3015,
        DBM3016,
        DBM4001,
        DBM4002,
        DBM4003,
        DBM4004,
        DBM4005,
        DBM4006,
        DBM4007,
        DBM4008,
        DBM4009,
        DBM4010,
        DBM4011,
        DBM4012,
        DBM5001,
        DBM5002,
        DBM5003,
        DBM5004,
        DBM5005,
        DBM5006,
        DBM5007,
        DBM5008,
        DBM5009,
        DBM5010,
        DBM5011,
        DBM5012,
        DBM5013,
        DBM5014,
        DBM6001,
        DBM6002,
        DBM6003,
        DBM7001,
        DBM7002,
        DBM7003,
        DBM7004,
        DBM7005,
        DBM7006,
        DBM7007,
        DBM7008,
        DBM8001,
        DBM8002,
        DBM8003,
        DBM8004,
        DBM8005,
        DBM8006,
        DBM8007,
        DBM8008,
        DBM8009,
        DBM8010,
        DBM8011,
        DBM8012,
        DBM8013,
        DBM8014,
        DBM8015,
        DBM8016,
        DBM8017,
        DBM8018,
        DBM8019,
        DBM8020,
        DBM8021,
        DBM8022,
        DBM8023,
        DBM9001,
        DBM9002,
        DBM9003,
        DBM9004,
    ];

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_byId = All.ToImmutableDictionary(static d => d.Id, StringComparer.Ordinal);

    public static DiagnosticDescriptor Of(RuleInfo rule) => s_byId[rule.Id];

    private static DiagnosticDescriptor Create(string id)
    {
        var rule = MigrationRules.InfoOf(id);
        return new DiagnosticDescriptor(
            id,
            rule.Title,
            rule.MessageFormat,
            rule.Category,
            rule.DefaultSeverity switch
            {
                RuleSeverity.Info => DiagnosticSeverity.Info,
                RuleSeverity.Warning => DiagnosticSeverity.Warning,
                _ => throw new ArgumentOutOfRangeException(nameof(id), rule.DefaultSeverity, null),
            },
            isEnabledByDefault: rule.IsEnabledByDefault,
            description: rule.Remedy,
            helpLinkUri: rule.HelpLink,
            // Options are read for many files; what is wrong with them is said once, at the end. What of the baseline is not needed is known only then.
            customTags: id is "DBM9001" or "DBM9004" ? new[] { WellKnownDiagnosticTags.CompilationEnd } : []);
    }
}
