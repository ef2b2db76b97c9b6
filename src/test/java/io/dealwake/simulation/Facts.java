package io.dealwake.simulation;

import io.dealwake.reaction.Reaction;
import java.util.Map;
import java.util.TreeMap;

/** A reaction as its public fields by name, so that it can be compared with one that was worked out otherwise. */
final class Facts {
    private Facts() {}

    static String keyOf(Reaction reaction) {
        return reaction.leg().dealId() + "/" + reaction.leg().symbol() + "/"
                + reaction.window().code();
    }

    /** All but the restatement. */
    static Map<String, Object> of(Reaction reaction) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("role", reaction.role());
        reaction.benchmark().ifPresent(found -> facts.put("benchmark", found));
        facts.put("status", reaction.status().name());
        reaction.reason().ifPresent(found -> facts.put("reason", found.code()));
        facts.put("model", reaction.model().code());
        facts.put("returnKind", reaction.returnKind().code());
        facts.put("announcedAt", reaction.announcedAt());
        facts.put("eventDay", reaction.eventDay());
        reaction.move().ifPresent(found -> {
            facts.put("basePrice", found.basePrice());
            facts.put("baseTime", found.baseTime());
            facts.put("lastPrice", found.lastPrice());
            facts.put("lastTime", found.lastTime());
            facts.put("rawReturn", found.rawReturn());
        });
        reaction.benchmarkReturn().ifPresent(found -> facts.put("benchmarkReturn", found));
        reaction.abnormal().ifPresent(found -> {
            facts.put("expectedReturn", found.expectedReturn());
            facts.put("abnormalReturn", found.abnormalReturn());
        });
        reaction.significance().ifPresent(found -> {
            facts.put("standardError", found.standardError());
            facts.put("standardErrorNaive", found.standardErrorNaive());
            facts.put("degreesOfFreedom", found.degreesOfFreedom());
            facts.put("tStatistic", found.tStatistic());
            facts.put("tStatisticNaive", found.tStatisticNaive());
            facts.put("pValue", found.pValue());
            found.pEmpirical().ifPresent(p -> facts.put("pEmpirical", p));
        });
        reaction.estimation().ifPresent(found -> {
            found.alpha().ifPresent(alpha -> facts.put("alpha", alpha));
            found.beta().ifPresent(beta -> facts.put("beta", beta));
            found.sigma().ifPresent(sigma -> facts.put("sigma", sigma));
            facts.put("estimationDays", found.days());
            facts.put("estimationFrom", found.from());
            facts.put("estimationTo", found.to());
        });
        reaction.marketValue().ifPresent(found -> {
            facts.put("sharesOutstanding", found.sharesOutstanding());
            facts.put("marketCapBefore", found.capBefore());
            facts.put("marketCapChange", found.capChange());
            facts.put("peakMarketCapChange", found.peakCapChange());
            facts.put("peakTime", found.peakTime());
            found.abnormalValueChange().ifPresent(change -> facts.put("abnormalValueChange", change));
        });
        reaction.volumeRatio().ifPresent(found -> facts.put("volumeRatio", found));
        facts.put("confoundedBy", reaction.confoundedBy());
        facts.put("gaps", reaction.gaps());
        return facts;
    }
}
