package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.alert.Alert;
import io.dealwake.feed.TapeEvent;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.Reaction;
import io.dealwake.reaction.Reason;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a leg from its first version to its end, through both stages. */
class LifeOfALegTest {
    private static final StagesRun IN_TIME = run(AmdCase.events());
    private static final Instant TUESDAY_NIGHT = Instant.parse("2025-10-07T22:00:00Z");
    private static final LocalDate EVENT_DAY = LocalDate.parse("2025-10-06");

    @ParameterizedTest
    @ValueSource(
            strings = {"2025-10-06T14:00:00Z", "2025-10-06T20:00:00Z", "2025-10-09T14:00:00Z", "2025-10-17T14:00:00Z"})
    void shouldGiveALateLegTheSameFinals(String observedAt) {
        Leg late = version(AmdCase.AMD, AmdCase.AMD_NEWS, Instant.parse(observedAt), false);

        StagesRun run = run(replaced(AmdCase.AMD, late));

        assertThat(run.finals()).isEqualTo(IN_TIME.finals());
        assertThat(alertsOf(run, "AMD"))
                .hasSameSizeAs(alertsOf(IN_TIME, "AMD"))
                .allSatisfy(alert -> assertThat(alert.firedAt()).isAfterOrEqualTo(late.observedAt()));
    }

    @Test
    void shouldWithdrawReactionsAndAlertsOfALegThatIsWithdrawn() {
        StagesRun run = run(with(version(AmdCase.AMD, AmdCase.AMD_NEWS, TUESDAY_NIGHT, true)));

        assertThat(finalsOf(run, AmdCase.AMD.id()).values()).hasSize(6).allSatisfy(reaction -> {
            assertThat(reaction.status()).isEqualTo(Reaction.Status.NOT_COMPUTABLE);
            assertThat(reaction.reason()).contains(Reason.WITHDRAWN);
        });
        assertThat(alertsOf(run, "AMD"))
                .filteredOn(alert -> alert.status() == Alert.Status.WITHDRAWN)
                .hasSize(5)
                .allSatisfy(alert -> {
                    assertThat(alert.sequence()).isEqualTo(2);
                    assertThat(alert.firedAt()).isEqualTo(TUESDAY_NIGHT);
                });
        assertThat(finalsOf(run, AmdCase.RIVAL.id())).isEqualTo(finalsOf(IN_TIME, AmdCase.RIVAL.id()));
        assertThat(run.finals().get("openai-amd-2025/AMD/[0,0]").restatement())
                .contains(new Reaction.Restatement(1, "leg-withdrawn"));
        assertThat(run.finals().get("openai-amd-2025/AMD/[0,+2]").restatement()).isEmpty();
    }

    @Test
    void shouldRestateWhatWasFinalWhenTheTimeOfTheNewsIsAmended() {
        Instant earlier = AmdCase.AMD_NEWS.minusSeconds(600);

        StagesRun run = run(with(version(AmdCase.AMD, earlier, TUESDAY_NIGHT, false)));

        Reaction restated = run.finals().get("openai-amd-2025/AMD/[0,0]");
        assertThat(restated.announcedAt()).isEqualTo(earlier);
        assertThat(restated.restatement()).contains(new Reaction.Restatement(1, "leg-amended"));
        assertThat(run.finals().get("openai-amd-2025/AMD/[0,+2]").restatement()).isEmpty();
        assertThat(alertsOf(run, "AMD")).isEqualTo(alertsOf(IN_TIME, "AMD"));
    }

    /** The leg of AMD ends on 2025-10-20 and is forgotten with the close of 2025-11-03. */
    @ParameterizedTest
    @CsvSource({
        "2025-10-07T10:50:00Z, 2025-10-20T20:00:00Z, 6",
        "2025-10-07T10:50:00Z, 2025-10-21T19:59:59.999999Z, 6",
        "2025-10-27T10:50:00Z, 2025-11-03T20:59:59.999999Z, 6",
        "2025-10-27T10:50:00Z, 2025-11-03T21:00:00Z, 0"
    })
    void shouldTakeBackWhatWasToldOfAVersionThatHasEnded(Instant announcedAt, Instant observedAt, int withdrawn) {
        List<TapeEvent> events = with(version(AmdCase.AMD, announcedAt, observedAt, true));

        for (double restarts : new double[] {0, 0.02}) {
            StagesRun run = new StagesRun(1, 5, restarts).run(events);
            assertThat(alertsOf(run, "AMD"))
                    .filteredOn(alert -> alert.status() == Alert.Status.WITHDRAWN)
                    .hasSize(withdrawn)
                    .allSatisfy(alert -> assertThat(alert.sequence()).isEqualTo(2));
        }
    }

    @Test
    void shouldFireNothingTwiceWhenTheTimeOfTheNewsIsAmendedAfterTheEnd() {
        Instant later = AmdCase.AMD_NEWS.plus(Duration.ofDays(1));

        StagesRun run = run(with(version(AmdCase.AMD, later, Instant.parse("2025-10-20T20:30:00Z"), false)));

        assertThat(run.finals().get("openai-amd-2025/AMD/[0,0]").announcedAt()).isEqualTo(later);
        assertThat(run.finals().get("openai-amd-2025/AMD/[0,0]").restatement())
                .contains(new Reaction.Restatement(1, "leg-amended"));
        assertThat(alertsOf(run, "AMD"))
                .filteredOn(alert -> alert.status() == Alert.Status.FIRING)
                .isEqualTo(alertsOf(IN_TIME, "AMD"));
    }

    @Test
    void shouldTakeTheHighestVersionWhicheverWayTheyCame() {
        Leg second = version(AmdCase.AMD, AmdCase.AMD_NEWS.minusSeconds(600), AmdCase.AMD_NEWS, false);
        Leg lower = AmdCase.AMD.version().compareTo(second.version()) < 0 ? AmdCase.AMD : second;
        Leg higher = lower.equals(second) ? AmdCase.AMD : second;
        List<TapeEvent> lowerFirst = replaced(AmdCase.AMD, lower, higher, higher);
        List<TapeEvent> higherFirst = replaced(AmdCase.AMD, higher, lower, higher);

        assertThat(run(higherFirst).finals()).isEqualTo(run(lowerFirst).finals());
        assertThat(run(higherFirst).finals().get("openai-amd-2025/AMD/since").announcedAt())
                .isEqualTo(higher.announcedAt());
    }

    @Test
    void shouldMeasureTwoDealsOfOneSymbolApart() {
        Leg other = AmdCase.leg("another-deal", "AMD", "supplier", AmdCase.AMD_NEWS.plusSeconds(3600));

        StagesRun run = run(with(other));

        Map<String, Reaction> first = finalsOf(run, AmdCase.AMD.id());
        assertThat(first.values())
                .allSatisfy(reaction -> assertThat(reaction.confoundedBy()).containsExactly("another-deal"));
        assertThat(first)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*confoundedBy", ".*restatement")
                .isEqualTo(finalsOf(IN_TIME, AmdCase.AMD.id()));
        Map<String, Reaction> second = finalsOf(run, other.id());
        assertThat(second.get("[0,0]").abnormal())
                .isEqualTo(IN_TIME.finals().get("openai-amd-2025/AMD/[0,0]").abnormal());
        assertThat(second.get("since").move().orElseThrow().basePrice()).isEqualTo(197);
    }

    @Test
    void shouldSayThatASymbolHasNoBenchmark() {
        List<TapeEvent> events = mapped(
                event -> event instanceof TapeEvent.OfSecurity of && of.symbol().equals("AMD")
                        ? new TapeEvent.OfSecurity(withoutBenchmark(of.security()))
                        : event);

        Map<String, Reaction> finals = finalsOf(run(events), AmdCase.AMD.id());

        assertThat(finals.values()).hasSize(6).allSatisfy(reaction -> {
            assertThat(reaction.status()).isEqualTo(Reaction.Status.NOT_COMPUTABLE);
            assertThat(reaction.reason()).contains(Reason.NO_BENCHMARK);
        });
        assertThat(finals.get("[0,0]").move().orElseThrow().rawReturn()).isGreaterThan(0.23);
    }

    private static Security withoutBenchmark(Security security) {
        return new Security(
                security.symbol(),
                security.name(),
                Optional.empty(),
                security.calendar(),
                security.currency(),
                security.shares(),
                security.knownAt());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldTakeBlocksLikeSingleTrades(int partitions) {
        List<ProducerRecord<byte[], byte[]>> blocks = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : StagesRun.write(AmdCase.events(), partitions)) {
            blocks.add(asBlock(record));
        }

        StagesRun run = new StagesRun(partitions, 7, 0.01).runRecords(blocks);

        assertThat(run.finals()).isEqualTo(IN_TIME.finals());
        assertThat(AmdCaseTest.sorted(run.alerts)).isEqualTo(AmdCaseTest.sorted(IN_TIME.alerts));
        assertThat(run.rejected).isEmpty();
    }

    private static ProducerRecord<byte[], byte[]> asBlock(ProducerRecord<byte[], byte[]> record) {
        try {
            if (!(TapeRecord.read(record.value()) instanceof TapeRecord.OneTrade one)) {
                return record;
            }
            TapeRecord.Block block = new TapeRecord.Block(
                    record.partition(), List.of(new TapeRecord.Entry(Optional.of(one.trade()), "")));
            return new ProducerRecord<>(
                    record.topic(), record.partition(), record.timestamp(), null, Codecs.BLOCK.encode(block));
        } catch (Unusable e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldRememberNothingOfLegsThatHaveEndedAndFewMarks(int partitions) {
        List<TapeEvent> events = new ArrayList<>(AmdCase.events());
        int sessions = 41;
        for (int day = 0; day < sessions; day++) {
            Session session = AmdCase.NEW_YORK.shift(EVENT_DAY, day + 1);
            for (String symbol : List.of("AMD", "NVDA", "SPY")) {
                events.add(new TapeEvent.OfTrade(Trade.of(symbol, session.open(), 200, 1)));
            }
        }
        events.sort(TapeEvent.ORDER);

        StagesRun run = new StagesRun(partitions, 3, 0).run(events);

        for (int partition = 0; partition < partitions; partition++) {
            Task watch = run.watchers.get(partition);
            Task measure = run.measurers.get(partition);
            for (String store : List.of("watch-legs", "watch-open-minutes", "watch-pending")) {
                assertThat(watch.size(store)).as(store).isZero();
            }
            for (String store : List.of("measure-legs", "measure-alerts", "measure-pending")) {
                assertThat(measure.size(store)).as(store).isZero();
            }
            int home = partition;
            long symbols = List.of("AMD", "NVDA", "SPY").stream()
                    .filter(symbol -> Partitions.of(symbol, partitions) == home)
                    .count();
            assertThat(watch.size("watch-marks")).isLessThanOrEqualTo(15 * symbols);
            assertThat(measure.size("measure-marks")).isLessThanOrEqualTo(15);
        }
    }

    private static StagesRun run(List<TapeEvent> events) {
        return new StagesRun(1, 1, 0).run(events);
    }

    private static Leg version(Leg leg, Instant announcedAt, Instant observedAt, boolean withdrawn) {
        return new Leg(leg.id(), leg.entity(), leg.role(), leg.headline(), announcedAt, observedAt, withdrawn);
    }

    private static List<TapeEvent> with(Leg leg) {
        List<TapeEvent> events = new ArrayList<>(AmdCase.events());
        events.add(new TapeEvent.OfLeg(leg));
        events.sort(TapeEvent.ORDER);
        return events;
    }

    private static List<TapeEvent> replaced(Leg leg, Leg... others) {
        List<TapeEvent> events = new ArrayList<>(AmdCase.events());
        events.removeIf(event -> event instanceof TapeEvent.OfLeg of && of.leg().equals(leg));
        List.of(others).forEach(other -> events.add(new TapeEvent.OfLeg(other)));
        events.sort(TapeEvent.ORDER);
        return events;
    }

    private static List<TapeEvent> mapped(UnaryOperator<TapeEvent> change) {
        return AmdCase.events().stream().map(change).toList();
    }

    private static List<Alert> alertsOf(StagesRun run, String symbol) {
        return AmdCaseTest.sorted(run.alerts).stream()
                .filter(alert -> alert.leg().symbol().equals(symbol))
                .toList();
    }

    private static Map<String, Reaction> finalsOf(StagesRun run, LegId leg) {
        Map<String, Reaction> finals = new TreeMap<>();
        run.finals().values().stream()
                .filter(reaction -> reaction.leg().equals(leg))
                .forEach(reaction -> finals.put(reaction.window().code(), reaction));
        return finals;
    }
}
