package io.dealwake.reaction;

import static io.dealwake.reaction.World.newYork;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dealwake.market.AsOf;
import io.dealwake.market.Hours;
import io.dealwake.market.PriceHistory;
import io.dealwake.market.Session;
import io.dealwake.market.Window;
import io.dealwake.study.ModelKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenLegTest {
    private static final Window DAY = new Window.Sessions(0, 0);
    private static final Window THREE_DAYS = new Window.Sessions(0, 2);
    private static final Window HALF_HOUR = new Window.Elapsed(Duration.ofMinutes(30));
    private static final double EXACT = 1e-12;

    private final World world = new World().closes("2025-02-03", "2025-12-31");

    @Test
    void shouldEndEachWindowAtItsInstant() {
        world.trade(world.own, "2025-10-06T06:49:30", 101)
                .trade(world.market, "2025-10-06T06:49:30", 200)
                .trade(world.own, "2025-10-06T06:55:30", 105)
                .trade(world.market, "2025-10-06T06:55:30", 201);
        Map<String, String> ends = Map.of(
                "PT30M", "2025-10-06T07:20",
                "[0,0]", "2025-10-06T16:00",
                "announcement-close", "2025-10-06T16:00",
                "[-1,+1]", "2025-10-07T16:00",
                "[0,+2]", "2025-10-08T16:00",
                "since", "2025-10-20T16:00");

        ends.forEach((window, end) -> {
            Instant instant = newYork(end);
            Map<String, Reaction> before = World.outcome(world.advance(world.open(), instant.minusNanos(1000)));
            Map<String, Reaction> at = World.outcome(world.advance(world.open(), instant));
            assertThat(before.get(window).status()).as(window + " before").isEqualTo(Reaction.Status.OPEN);
            assertThat(at.get(window).status()).as(window + " at").isEqualTo(Reaction.Status.FINAL);
        });
    }

    @ParameterizedTest
    @CsvSource({
        // announced, trade before and at the boundary, base price
        "2025-10-06T06:50:00, 2025-10-06T06:49:59.999999, 101",
        "2025-10-06T06:50:00, 2025-10-06T06:50:00, 0",
        "2025-10-06T06:50:45, 2025-10-06T06:50:30, 0",
        "2025-10-06T06:51:00, 2025-10-06T06:50:30, 101"
    })
    void shouldStartAtTheLastBoundaryAtOrBeforeTheNews(String announced, String trade, double base) {
        world.announcedAt = newYork(announced);
        world.trade(world.own, trade, 101).trade(world.own, "2025-10-06T07:00:30", 105);
        double friday = world.own
                .close(World.NYSE.session(LocalDate.parse("2025-10-03")).orElseThrow(), AsOf.of(world.announcedAt))
                .orElseThrow()
                .price();

        Reaction.Move move = world.at("2025-10-06T07:05", Window.SINCE).move().orElseThrow();

        assertThat(move.basePrice()).isEqualTo(base == 0 ? friday : base);
        assertThat(move.lastPrice()).isEqualTo(105);
    }

    @Test
    void shouldTakeTheMarketOutByBetaBetweenTheSameTwoTimes() {
        world.trade(world.own, "2025-10-06T06:49:30", 100)
                .trade(world.market, "2025-10-06T06:48:30", 200)
                .trade(world.own, "2025-10-06T07:00:30", 110)
                .trade(world.market, "2025-10-06T07:00:10", 204)
                .trade(world.market, "2025-10-06T07:10:10", 300);

        Reaction reaction = world.at("2025-10-06T07:15", HALF_HOUR);

        double beta = reaction.estimation().orElseThrow().beta().orElseThrow();
        assertThat(reaction.benchmarkReturn().orElseThrow()).isCloseTo(0.02, within(EXACT));
        assertThat(reaction.abnormal().orElseThrow().abnormalReturn()).isCloseTo(0.10 - beta * 0.02, within(EXACT));
        assertThat(reaction.significance()).isEmpty();
        assertThat(reaction.estimation().orElseThrow().alpha()).isEmpty();
        assertThat(reaction.reason()).contains(Reason.NO_INTRADAY_SAMPLE);
    }

    @Test
    void shouldAssumeABetaOfOneWhenOnlyTheBenchmarkIsTakenOut() {
        world.settings = world.settings.withModel(ModelKind.BENCHMARK_ADJUSTED);
        world.trade(world.own, "2025-10-06T06:49:30", 100)
                .trade(world.market, "2025-10-06T06:49:30", 200)
                .trade(world.own, "2025-10-06T07:00:30", 110)
                .trade(world.market, "2025-10-06T07:00:10", 204);

        Reaction reaction = world.at("2025-10-06T07:15", HALF_HOUR);

        assertThat(reaction.abnormal().orElseThrow().abnormalReturn()).isCloseTo(0.08, within(EXACT));
        assertThat(reaction.estimation().orElseThrow().beta()).isEmpty();
    }

    @Test
    void shouldCountPeaksFromTheMinuteAfterTheBaseInTheDirectionOfTheLastPrice() {
        world.trade(world.own, "2025-10-06T06:49:10", 300)
                .trade(world.own, "2025-10-06T06:49:30", 100)
                .trade(world.own, "2025-10-06T06:50:00", 120)
                .trade(world.own, "2025-10-06T06:51:00", 80)
                .trade(world.own, "2025-10-06T06:52:00", 104);
        Reaction.MarketValue up =
                world.at("2025-10-06T06:53", HALF_HOUR).marketValue().orElseThrow();
        assertThat(up.peakCapChange()).isEqualTo(20_000);
        assertThat(up.peakTime()).isEqualTo(newYork("2025-10-06T06:50"));
        assertThat(up.capChange()).isEqualTo(4_000);
        assertThat(up.capBefore()).isEqualTo(100_000);

        world.trade(world.own, "2025-10-06T06:53:00", 96);
        Reaction.MarketValue down =
                world.at("2025-10-06T06:54", HALF_HOUR).marketValue().orElseThrow();
        assertThat(down.peakCapChange()).isEqualTo(-20_000);
        assertThat(down.peakTime()).isEqualTo(newYork("2025-10-06T06:51"));
    }

    @ParameterizedTest
    @CsvSource({"2025-10-06T06:50:00,true", "2025-10-06T06:50:00.000001,false"})
    void shouldUseSharesPublishedAtOrBeforeTheNews(String knownAt, boolean used) {
        world.shares = List.of(World.shares(knownAt, 5));

        Reaction reaction = world.at("2025-10-06T16:00", DAY);

        assertThat(reaction.marketValue().isPresent()).isEqualTo(used);
        assertThat(reaction.reason()).isEqualTo(used ? Optional.empty() : Optional.of(Reason.NO_SHARE_COUNT));
        assertThat(reaction.status()).isEqualTo(Reaction.Status.FINAL);
    }

    @ParameterizedTest
    @CsvSource({
        // hours, announced, end
        "REGULAR,2025-10-06T15:45,2025-10-07T09:45", "EXTENDED,2025-10-06T15:45,2025-10-06T16:15",
        "REGULAR,2025-10-06T06:50,2025-10-06T10:00", "EXTENDED,2025-10-05T12:00,2025-10-06T04:30",
        "REGULAR,2025-11-28T12:45,2025-12-01T09:45"
    })
    void shouldCountTheHoursInUse(Hours hours, String announced, String end) {
        world.announcedAt = newYork(announced);
        world.settings = new MeasureSettings(
                List.of(HALF_HOUR),
                ModelKind.MARKET,
                120,
                -11,
                60,
                hours,
                Duration.ofDays(9),
                10,
                ReturnSettings.defaults());

        assertThat(IntradayMeasure.endOf(HALF_HOUR, world.open().term(), world.settings))
                .isEqualTo(newYork(end));
    }

    @ParameterizedTest
    @CsvSource({"11:30:00,true", "11:29:59.999999,true", "11:28:59.999999,false"})
    void shouldRefuseABaseOlderThanThirtyMinutesOfTrading(String trade, boolean fresh) {
        world.announcedAt = newYork("2025-10-06T12:00");
        world.trade(world.own, "2025-10-06T" + trade, 100).trade(world.own, "2025-10-06T12:01:00", 101);

        Reaction reaction = world.at("2025-10-06T12:05", Window.SINCE);

        // The last trade of the minute before 11:30 stands at that boundary: exactly thirty minutes old.
        assertThat(reaction.reason()
                        .filter(reason -> reason == Reason.STALE_BASE)
                        .isPresent())
                .isEqualTo(!fresh);
        assertThat(reaction.move().isPresent()).isEqualTo(fresh);
    }

    @Test
    void shouldTakeFridaysCloseAsFreshOnMondayMorning() {
        Reaction reaction = world.at("2025-10-20T16:00", Window.SINCE);

        assertThat(reaction.status()).isEqualTo(Reaction.Status.FINAL);
        assertThat(reaction.move().orElseThrow().baseTime()).isEqualTo(newYork("2025-10-03T16:00"));
        assertThat(reaction.move().orElseThrow().lastTime()).isEqualTo(newYork("2025-10-20T16:00"));
    }

    @Test
    void shouldSayWhyWhenNothingWasTradedInTheWindow() {
        Reaction open = world.at("2025-10-06T07:19:59", HALF_HOUR);
        Reaction ended = world.at("2025-10-06T07:20", HALF_HOUR);

        assertThat(open.status()).isEqualTo(Reaction.Status.OPEN);
        assertThat(open.reason()).contains(Reason.NOT_BEGUN);
        assertThat(ended.status()).isEqualTo(Reaction.Status.NOT_COMPUTABLE);
        assertThat(ended.reason()).contains(Reason.NO_TRADE_IN_WINDOW);
    }

    @Test
    void shouldSayWhyWhenThereIsNoBenchmark() {
        world.benchmark = Optional.empty();

        Reaction reaction = world.at("2025-10-21T04:00", DAY);

        assertThat(reaction.status()).isEqualTo(Reaction.Status.NOT_COMPUTABLE);
        assertThat(reaction.reason()).contains(Reason.NO_BENCHMARK);
        assertThat(reaction.move()).isPresent();
    }

    @Test
    void shouldFitAgainWhenAnotherBenchmarkHasAsManyCloses() {
        PriceHistory other = new PriceHistory(World.NYSE);
        for (Session session : World.NYSE.sessions(LocalDate.parse("2025-02-03"), LocalDate.parse("2025-12-31"))) {
            World.close(other, session, 50 + session.date().getDayOfMonth() % 7, OptionalLong.empty());
        }
        Surroundings another = world.surroundings(other);
        world.trade(world.own, "2025-10-07T10:00:30", 111);
        OpenLeg leg = world.open();
        world.advance(leg, newYork("2025-10-06T17:00"));

        Reaction changed = last(leg.advance(newYork("2025-10-07T12:00"), another));

        assertThat(changed.estimation())
                .isPresent()
                .isEqualTo(last(world.open().advance(newYork("2025-10-07T12:00"), another))
                        .estimation())
                .isNotEqualTo(world.at("2025-10-07T12:00", THREE_DAYS).estimation());
    }

    private static Reaction last(List<Chapter> chapters) {
        return chapters.stream()
                .flatMap(chapter -> chapter.measured().stream())
                .map(Measured::reaction)
                .filter(reaction -> reaction.window().equals(THREE_DAYS))
                .reduce((before, next) -> next)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"59,NOT_COMPUTABLE", "60,FINAL", "61,FINAL"})
    void shouldNeedSixtyReturnsForAModel(int returns, Reaction.Status status) {
        String first = World.NYSE.shift(World.DAY_0, -11 - returns).date().toString();
        World young = new World().closes(first, "2025-12-31");

        Reaction reaction = young.at("2025-10-21T04:00", DAY);

        assertThat(reaction.status()).isEqualTo(status);
        assertThat(reaction.reason().filter(Reason.TOO_FEW_RETURNS::equals).isPresent())
                .isEqualTo(status == Reaction.Status.NOT_COMPUTABLE);
        assertThat(reaction.move()).isPresent();
    }

    @Test
    void shouldWaitForOfficialClosesAndSayWhenTheyNeverCame() {
        World closed = new World().closes("2025-02-03", "2025-10-07");
        closed.trade(closed.own, "2025-10-08T15:59:30", 120).trade(closed.market, "2025-10-08T15:59:30", 210);

        Reaction open = closed.at("2025-10-08T16:00", THREE_DAYS);
        Reaction ended = closed.at("2025-10-21T04:00", THREE_DAYS);

        assertThat(open.status()).isEqualTo(Reaction.Status.OPEN);
        assertThat(open.move().orElseThrow().lastPrice()).isEqualTo(120);
        assertThat(open.significance()).isPresent();
        assertThat(ended.status()).isEqualTo(Reaction.Status.NOT_COMPUTABLE);
        assertThat(ended.reason()).contains(Reason.NO_CLOSE);
    }

    @Test
    void shouldHaveAVolumeRatioOnlyWithAllVolumes() {
        assertThat(world.at("2025-10-20T16:00", DAY).volumeRatio()).isEmpty();
        for (int day = -130; day <= 10; day++) {
            Session session = World.NYSE.shift(World.DAY_0, day);
            World.close(world.own, session, 100 + day % 7, OptionalLong.of(day < 0 ? 50 : 200));
        }

        assertThat(world.at("2025-10-20T16:00", DAY).volumeRatio().orElseThrow())
                .isCloseTo(4, within(EXACT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-10-06T06:52",
                "2025-10-06T15:00",
                "2025-10-08T12:00",
                "2025-10-15T09:00",
                "2025-10-20T15:59"
            })
    void shouldGiveALateLegTheFinalsOfOneInTime(String observed) {
        tape();
        Map<String, Reaction> inTime = World.outcome(world.advance(world.open(), newYork("2025-10-21T12:00")));

        OpenLeg late = world.open(newYork(observed));
        assertThat(world.advance(late, newYork(observed).minusNanos(1000))).isEmpty();

        assertThat(World.outcome(world.advance(late, newYork("2025-10-21T12:00"))))
                .isEqualTo(inTime);
    }

    @Test
    void shouldGiveTheSameInManyStepsAndOverRestarts() {
        tape();
        List<Measured> inOne = world.advance(world.open(), newYork("2025-10-21T12:00"));
        SplittableRandom random = new SplittableRandom(5);
        for (int run = 0; run < 20; run++) {
            List<Measured> inSteps = new ArrayList<>();
            OpenLeg leg = world.open();
            Instant clock = world.announcedAt;
            while (leg.appliedTo().filter(leg.term().settlesAt()::equals).isEmpty()) {
                clock = clock.plusSeconds(random.nextInt(60, 200_000));
                inSteps.addAll(world.advance(leg, clock));
                if (random.nextBoolean()) {
                    leg = restarted(leg, inSteps);
                }
            }
            assertThat(World.outcome(inSteps)).as("seed 5, run %d", run).isEqualTo(World.outcome(inOne));
        }
    }

    private OpenLeg restarted(OpenLeg leg, List<Measured> soFar) {
        Set<Window> ended = new HashSet<>();
        soFar.stream()
                .map(Measured::reaction)
                .filter(Reaction::ended)
                .forEach(reaction -> ended.add(reaction.window()));
        OpenLeg fresh = world.open();
        fresh.resume(leg.appliedTo().orElseThrow(), ended);
        return fresh;
    }

    private void tape() {
        SplittableRandom random = new SplittableRandom(9);
        for (Session session : World.NYSE.sessions(LocalDate.parse("2025-10-03"), LocalDate.parse("2025-10-20"))) {
            for (int minute = 0; minute < 390; minute += 13) {
                String time = session.open()
                        .plusSeconds(60L * minute)
                        .atZone(World.NYSE.zone())
                        .toLocalDateTime()
                        .toString();
                world.trade(world.own, time, random.nextDouble(90, 130));
                world.trade(world.market, time, random.nextDouble(190, 210));
            }
        }
    }
}
