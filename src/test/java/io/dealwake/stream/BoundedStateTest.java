package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.feed.TapeWriter;
import io.dealwake.market.Close;
import io.dealwake.market.Correction;
import io.dealwake.market.Era;
import io.dealwake.market.Gap;
import io.dealwake.market.Halt;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.Trade;
import io.dealwake.market.TradingCalendar;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** State is bounded: flat over 250 sessions in which everything happens every day, empty once the world has ended. */
class BoundedStateTest {
    private static final TradingCalendar NEW_YORK = TradingCalendar.of("XNYS");
    private static final LocalDate FIRST = LocalDate.parse("2024-01-02");
    private static final int SESSIONS = 250;
    private static final int DEALS_EVERY = 4;

    /** What stays: the clock, and what is known of each symbol. */
    private static final List<String> KEPT = List.of(
            "watch-clock",
            "watch-securities",
            "watch-benchmarks",
            "watch-states",
            "measure-clocks",
            "measure-securities",
            "measure-states");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final TapeWriter tape = new TapeWriter(producer, "dealwake.ticks", 1, "test");
    private final StagesRun run = new StagesRun(1, 1, 0);
    private int read;

    @Test
    void shouldStayFlatOver250SessionsAndEndEmpty() {
        tape.security(new Security("M", "Market", Optional.empty(), "XNYS", "USD", List.of(), Era.FIRST));
        tape.security(new Security("S", "Stock", Optional.of("M"), "XNYS", "USD", List.of(), Era.FIRST));
        List<Map<String, Long>> sizes = new ArrayList<>();
        for (int day = 0; day < SESSIONS; day++) {
            writeSession(NEW_YORK.shift(FIRST, day), day);
            process();
            sizes.add(sizes());
        }

        // An estimation window and two lives of a leg have to fill up first: 152 sessions of closes.
        Map<String, Long> full = largest(sizes.subList(170, 210));
        Map<String, Long> later = largest(sizes.subList(210, SESSIONS));
        assertThat(later).isEqualTo(full);

        tape.beatAt(NEW_YORK.shift(FIRST, SESSIONS + 400).close());
        tape.beatAt(NEW_YORK.shift(FIRST, SESSIONS + 402).close());
        process();

        sizes().forEach((store, size) -> assertThat(size).as(store).isLessThanOrEqualTo(KEPT.contains(store) ? 2 : 0));
    }

    private void writeSession(Session session, int day) {
        Instant open = session.open();
        for (int trade = 0; trade < 4; trade++) {
            Instant time = open.plusSeconds(60L * trade + 5);
            tape.trade(new Trade("M", time, 100 + day % 3, 10, "m" + trade, "", List.of()));
            tape.trade(new Trade("S", time, 50 + (day * 7) % 5, 10, "s" + trade, "", List.of()));
        }
        tape.beatAt(open.plusSeconds(600));
        if (day % DEALS_EVERY == 0) {
            Instant news = open.plusSeconds(300);
            tape.leg(new Leg(new LegId("deal-" + day, "S"), "Stock", "party", "A deal", news, news, false));
        }
        tape.correction(new Correction(
                "M",
                open.plusSeconds(600),
                Optional.of("m2"),
                Optional.empty(),
                open.plusSeconds(125),
                1,
                1,
                Optional.of(new Correction.Corrected(99, 5, List.of()))));
        tape.correction(new Correction(
                "S",
                open.plusSeconds(600),
                Optional.of("nobody"),
                Optional.empty(),
                open.plusSeconds(125),
                1,
                1,
                Optional.empty()));
        tape.beatAt(open.plusSeconds(700));
        tape.gap(new Gap("S", "test", open.plusSeconds(600), open.plusSeconds(700), ""));
        tape.halt(new Halt("S", open.plusSeconds(690), true, ""));
        tape.halt(new Halt("S", open.plusSeconds(699), false, ""));
        tape.beatAt(session.close());
        for (String symbol : List.of("M", "S")) {
            double price = 100 + (day * 31 + symbol.charAt(0)) % 11;
            tape.close(new Close(symbol, session.date(), price, OptionalLong.empty(), session.close()));
            tape.close(new Close(
                    symbol,
                    session.date(),
                    price + 0.5,
                    OptionalLong.empty(),
                    session.close().plusSeconds(60)));
        }
        tape.beatAt(session.close().plusSeconds(120));
    }

    private void process() {
        List<ProducerRecord<byte[], byte[]>> records = producer.history();
        run.runRecords(records.subList(read, records.size()));
        read = records.size();
    }

    private Map<String, Long> sizes() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        sizes.putAll(run.watchers.get(0).sizes());
        sizes.putAll(run.measurers.get(0).sizes());
        return sizes;
    }

    private static Map<String, Long> largest(List<Map<String, Long>> sizes) {
        Map<String, Long> largest = new LinkedHashMap<>();
        sizes.forEach(each -> each.forEach((store, size) -> largest.merge(store, size, Math::max)));
        return largest;
    }
}
