package io.dealwake.wire;

import io.dealwake.market.Codes;
import io.dealwake.market.ReturnKind;
import io.dealwake.market.Window;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.Reaction;
import io.dealwake.reaction.Reason;
import io.dealwake.study.ModelKind;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A reaction, field by field: flat on the wire, in groups that are there or not in the rooms. */
final class ReactionFields {
    private ReactionFields() {}

    static void put(Reaction reaction, AvroFields to) {
        to.put("dealId", reaction.leg().dealId())
                .put("symbol", reaction.leg().symbol())
                .put("role", reaction.role())
                .putText("benchmark", reaction.benchmark())
                .put("window", reaction.window().code())
                .put("status", reaction.status().name())
                .putText("reason", reaction.reason().map(Reason::code))
                .put("model", reaction.model().code())
                .put("returnKind", reaction.returnKind().code())
                .put("announcedAt", reaction.announcedAt())
                .put("eventDay", reaction.eventDay())
                .put("benchmarkReturn", reaction.benchmarkReturn())
                .put("volumeRatio", reaction.volumeRatio())
                .put("confoundedBy", reaction.confoundedBy())
                .put("gaps", reaction.gaps());
        reaction.move()
                .ifPresent(move -> to.put("basePrice", move.basePrice())
                        .put("baseTime", move.baseTime())
                        .put("lastPrice", move.lastPrice())
                        .put("lastTime", move.lastTime())
                        .put("rawReturn", move.rawReturn()));
        reaction.abnormal()
                .ifPresent(abnormal -> to.put("expectedReturn", abnormal.expectedReturn())
                        .put("abnormalReturn", abnormal.abnormalReturn()));
        reaction.significance().ifPresent(found -> put(found, to));
        reaction.estimation()
                .ifPresent(found -> to.put("alpha", found.alpha())
                        .put("beta", found.beta())
                        .put("sigma", found.sigma())
                        .put("estimationDays", found.days())
                        .put("estimationFrom", found.from())
                        .put("estimationTo", found.to()));
        reaction.marketValue()
                .ifPresent(found -> to.put("sharesOutstanding", found.sharesOutstanding())
                        .put("marketCapBefore", found.capBefore())
                        .put("marketCapChange", found.capChange())
                        .put("peakMarketCapChange", found.peakCapChange())
                        .put("peakTime", found.peakTime())
                        .put("abnormalValueChange", found.abnormalValueChange()));
        to.putRecord(
                "restatement",
                reaction.restatement(),
                (change, at) -> at.put("number", change.number()).put("cause", change.cause()));
    }

    private static void put(Reaction.Significance found, AvroFields to) {
        to.put("standardError", found.standardError())
                .put("standardErrorNaive", found.standardErrorNaive())
                .put("degreesOfFreedom", found.degreesOfFreedom())
                .put("tStatistic", found.tStatistic())
                .put("tStatisticNaive", found.tStatisticNaive())
                .put("pValue", found.pValue())
                .put("pEmpirical", found.pEmpirical());
    }

    static Reaction read(AvroFields from) {
        return new Reaction(
                new LegId(from.text("dealId"), from.text("symbol")),
                from.text("role"),
                from.optionalText("benchmark"),
                Window.parse(from.text("window")),
                Reaction.Status.valueOf(from.text("status")),
                from.optionalText("reason").map(ReactionFields::reason),
                ModelKind.parse(from.text("model")),
                ReturnKind.parse(from.text("returnKind")),
                from.instant("announcedAt"),
                from.date("eventDay"),
                when(from, "basePrice", ReactionFields::move),
                from.optionalNumber("benchmarkReturn"),
                when(
                        from,
                        "abnormalReturn",
                        f -> new Reaction.Abnormal(f.number("expectedReturn"), f.number("abnormalReturn"))),
                when(from, "tStatistic", ReactionFields::significance),
                when(from, "estimationDays", ReactionFields::estimation),
                when(from, "sharesOutstanding", ReactionFields::marketValue),
                from.optionalNumber("volumeRatio"),
                from.texts("confoundedBy"),
                from.texts("gaps"),
                from.record(
                        "restatement",
                        change -> new Reaction.Restatement(change.count("number"), change.text("cause"))));
    }

    private static <T> Optional<T> when(AvroFields from, String field, Function<AvroFields, T> reader) {
        return from.toAvro().get(field) == null ? Optional.empty() : Optional.of(reader.apply(from));
    }

    private static Reason reason(String code) {
        return Codes.find(Reason.class, Reason::code, "reason", code, "one of ours");
    }

    private static Reaction.Move move(AvroFields from) {
        return new Reaction.Move(
                from.number("basePrice"),
                from.instant("baseTime"),
                from.number("lastPrice"),
                from.instant("lastTime"),
                from.number("rawReturn"));
    }

    private static Reaction.Significance significance(AvroFields from) {
        return new Reaction.Significance(
                from.number("standardError"),
                from.number("standardErrorNaive"),
                from.count("degreesOfFreedom"),
                from.number("tStatistic"),
                from.number("tStatisticNaive"),
                from.number("pValue"),
                from.optionalNumber("pEmpirical"));
    }

    private static Reaction.Estimation estimation(AvroFields from) {
        OptionalDouble sigma = from.optionalNumber("sigma");
        LocalDate first = from.date("estimationFrom");
        LocalDate last = from.date("estimationTo");
        return new Reaction.Estimation(
                from.optionalNumber("alpha"),
                from.optionalNumber("beta"),
                sigma,
                from.count("estimationDays"),
                first,
                last);
    }

    private static Reaction.MarketValue marketValue(AvroFields from) {
        return new Reaction.MarketValue(
                from.whole("sharesOutstanding"),
                from.number("marketCapBefore"),
                from.number("marketCapChange"),
                from.number("peakMarketCapChange"),
                from.instant("peakTime"),
                from.optionalNumber("abnormalValueChange"));
    }
}
