package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.market.Gap;
import io.dealwake.market.Halt;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.StateCodecs;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of the gaps and halts of a symbol when the minutes up to twelve o'clock are needed no more. */
class RetentionTest {
    private static final Instant NOON = Instant.parse("2025-08-13T12:00:00Z");
    private static final Retention RETENTION = new Retention(NOON, LocalDate.parse("2025-07-01"));

    private Table<Dispatch> lapses;
    private int offset;

    @BeforeEach
    void makeTables() {
        lapses = table();
    }

    private static Table<Dispatch> table() {
        return new Table<>(
                Stores.inMemoryKeyValueStore("test").get(),
                (byte) 1,
                StateCodecs.DISPATCH::encode,
                StateCodecs.DISPATCH::decode);
    }

    private void halt(String symbol, String time, boolean halted, String asOf) {
        tell(symbol, at(asOf), new Dispatch.OfHalt(new Halt(symbol, at(time), halted, "")));
    }

    private void tell(String symbol, Instant asOf, Dispatch.Message lapse) {
        lapses.put(Keys.of(symbol, asOf, offset++), new Dispatch(0, asOf, asOf, lapse));
    }

    private static Instant at(String time) {
        return Instant.parse("2025-08-13T" + time + "Z");
    }

    /** The times of what is left, in the order of its keys. */
    private List<Instant> left(String symbol) {
        return left(RETENTION, symbol);
    }

    private List<Instant> left(Retention retention, String symbol) {
        retention.prune(symbol, List.of(), lapses, table(), table());
        return lapses.of(symbol).stream().map(RetentionTest::timeOf).toList();
    }

    private static Instant timeOf(Dispatch lapse) {
        return lapse.message() instanceof Dispatch.OfHalt of
                ? of.halt().time()
                : ((Dispatch.OfGap) lapse.message()).gap().to();
    }

    @Test
    void shouldForgetAHaltThatHasEnded() {
        halt("AMD", "10:00:00", true, "10:00:00");
        halt("AMD", "12:00:00", false, "12:00:00");
        assertThat(left("AMD")).isEmpty();
    }

    @Test
    void shouldKeepAHaltThatEndsJustAfterTheBound() {
        halt("AMD", "10:00:00", true, "10:00:00");
        halt("AMD", "12:00:00.000001", false, "12:00:00.000001");
        assertThat(left("AMD")).containsExactly(at("10:00:00"), at("12:00:00.000001"));
    }

    @Test
    void shouldKeepTheFirstStartOfAHaltThatGoesOn() {
        halt("AMD", "08:00:00", true, "08:00:00");
        halt("AMD", "09:00:00", false, "09:00:00");
        halt("AMD", "10:00:00", true, "10:00:00");
        halt("AMD", "11:00:00", true, "11:00:00");
        assertThat(left("AMD")).containsExactly(at("10:00:00"));
    }

    /** The end that was told late leaves the second start in force, for those who knew of it and for those who did not. */
    @Test
    void shouldKeepTheStartBehindAnEndThatWasToldAfterTheBound() {
        halt("AMD", "08:00:00", true, "08:00:00");
        halt("AMD", "08:30:00", true, "08:30:00");
        halt("AMD", "10:00:00", true, "10:00:00");
        halt("AMD", "11:00:00", true, "11:00:00");
        halt("AMD", "09:00:00", false, "13:00:00");
        assertThat(left("AMD")).containsExactly(at("08:00:00"), at("10:00:00"), at("11:00:00"), at("09:00:00"));
    }

    /** What was looked at once is looked at again when the bound has passed more, or when something old was told. */
    @Test
    void shouldForgetMoreOnceThereIsMore() {
        halt("AMD", "10:00:00", true, "10:00:00");
        halt("AMD", "13:00:00", false, "13:00:00");
        assertThat(left("AMD")).hasSize(2);
        halt("AMD", "11:00:00", false, "11:00:00");
        assertThat(left("AMD")).containsExactly(at("13:00:00"));
        assertThat(left(new Retention(at("13:00:00"), RETENTION.closesTo()), "AMD"))
                .isEmpty();
    }

    @Test
    void shouldForgetGapsUpToTheBoundAndLeaveOtherSymbolsAlone() {
        halt("AMDX", "10:00:00", true, "10:00:00");
        halt("AMDX", "10:30:00", false, "10:30:00");
        tell("AMD", NOON, new Dispatch.OfGap(new Gap("AMD", "feed", at("10:00:00"), NOON, "")));
        Instant after = NOON.plusNanos(1000);
        tell("AMD", after, new Dispatch.OfGap(new Gap("AMD", "feed", at("10:00:00"), after, "")));
        assertThat(left("AMD")).containsExactly(after);
        assertThat(lapses.of("AMDX")).hasSize(2);
    }
}
