package io.dealwake.bench.kernel;

import io.dealwake.alert.Alert;
import io.dealwake.alert.Rules;
import io.dealwake.alert.TradeJudge;
import io.dealwake.market.Extreme;
import io.dealwake.market.Mark;
import io.dealwake.market.MarkMaker;
import io.dealwake.market.PricePoint;
import io.dealwake.market.Print;
import io.dealwake.market.SaleConditions.Effect;
import io.dealwake.market.Trade;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.study.DailyReturn;
import io.dealwake.study.Estimate;
import io.dealwake.study.MarketModel;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.TapeReader;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** What the pure parts of the hot path cost, warm, in nanoseconds an operation: {@code bin/bench-kernels}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Kernels {
    private static final int TRADES = 1024;
    private static final int IN_A_BLOCK = 64;
    private static final int SYMBOLS = 500;
    private static final int ESTIMATION_DAYS = 120;
    private static final Instant MINUTE = Instant.parse("2025-10-06T13:31:00Z");

    private final List<byte[]> trades = new ArrayList<>();
    private final List<byte[]> blocks = new ArrayList<>();
    private final List<Trade> ofOneMinute = new ArrayList<>();
    private final List<DailyReturn> estimationWindow = new ArrayList<>();
    private final TapeReader reader = new TapeReader();
    private final MarketModel model = new MarketModel();
    private final TradeJudge judge = new TradeJudge(Rules.defaults(List.of(Window.SINCE)));
    private final Leg leg = new Leg(new LegId("deal", "S1"), "party", "supplier", "A deal", MINUTE, MINUTE, false);
    private final Extreme calm = new Extreme(101, MINUTE);
    private final PricePoint base =
            PricePoint.of(new Mark("S1", MINUTE, new Print(MINUTE, "", 100, 1), calm, new Extreme(100, MINUTE), 1));

    /** Takes JMH's own options. */
    public static void main(String... arguments) throws RunnerException, CommandLineOptionException {
        new Runner(new CommandLineOptions(arguments)).run();
    }

    @Setup
    public void make() {
        SplittableRandom random = new SplittableRandom(20251006);
        List<TapeRecord.Entry> entries = new ArrayList<>();
        for (int i = 0; i < TRADES; i++) {
            String symbol = "S" + random.nextInt(SYMBOLS);
            Instant time = MINUTE.minusMillis(1 + i * 50L);
            Trade trade = Trade.of(symbol, time, 99 + random.nextInt(200) / 100.0, 1 + random.nextInt(500));
            trades.add(Codecs.TRADE.encode(trade));
            ofOneMinute.add(trade);
            entries.add(new TapeRecord.Entry(Optional.of(trade), ""));
            if (entries.size() == IN_A_BLOCK) {
                blocks.add(Codecs.BLOCK.encode(new TapeRecord.Block(0, entries)));
                entries = new ArrayList<>();
            }
        }
        for (int day = 0; day < ESTIMATION_DAYS; day++) {
            LocalDate date = LocalDate.of(2025, 1, 1).plusDays(day);
            estimationWindow.add(
                    new DailyReturn(date, day, random.nextGaussian() * 0.02, random.nextGaussian() * 0.01));
        }
    }

    /** A trade of the tape, from its bytes to its value. */
    @Benchmark
    @OperationsPerInvocation(TRADES)
    public void decode(Blackhole hole) throws Unusable {
        for (byte[] trade : trades) {
            hole.consume(reader.read(trade));
        }
    }

    /** The same in blocks, a trade. */
    @Benchmark
    @OperationsPerInvocation(TRADES)
    public void decodeInBlocks(Blackhole hole) throws Unusable {
        for (byte[] block : blocks) {
            hole.consume(reader.read(block));
        }
    }

    /** A trade in its minute. */
    @Benchmark
    @OperationsPerInvocation(TRADES)
    public Optional<Mark> mark() {
        MarkMaker maker = new MarkMaker("S1", MINUTE);
        for (Trade trade : ofOneMinute) {
            maker.add(trade, Effect.PRICE);
        }
        return maker.complete();
    }

    /** The raw-move rule, on a trade that does not meet it. */
    @Benchmark
    public Optional<Alert> rule() {
        return judge.judge(leg, base, calm);
    }

    /** The market model on a whole estimation window: fitted once a leg, and again when one of its closes is corrected. */
    @Benchmark
    public Estimate.Result regression() {
        return model.estimate(estimationWindow, 60);
    }
}
