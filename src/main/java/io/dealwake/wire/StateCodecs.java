package io.dealwake.wire;

import io.dealwake.market.MarkRevision;
import io.dealwake.market.News;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The forms in which the stages talk to each other and remember. */
public final class StateCodecs {
    public static final Codec<Dispatch> DISPATCH = new Codec<>(
            "dispatch",
            (dispatch, to) -> to.put("partition", dispatch.partition())
                    .put("clock", dispatch.clock())
                    .put("asOf", dispatch.asOf())
                    .putBytes("message", bytesOf(dispatch.message())),
            from -> new Dispatch(
                    from.count("partition"),
                    from.instant("clock"),
                    from.instant("asOf"),
                    from.optionalBytes("message").map(StateCodecs::messageOf).orElseGet(Dispatch.BareClock::new)));

    public static final Codec<ClockState> CLOCK = new Codec<>(
            "partition-clock",
            (state, to) -> to.putInstant("clock", state.clock())
                    .putInstant("completedTo", state.completedTo())
                    .putRecords(
                            "sources",
                            state.sources(),
                            (source, at) -> at.put("name", source.name())
                                    .put("time", source.time())
                                    .putInstant("heldTime", source.held())),
            from -> new ClockState(
                    from.optionalInstant("clock"),
                    from.optionalInstant("completedTo"),
                    from.records(
                            "sources",
                            at -> new ClockState.Source(
                                    at.text("name"), at.instant("time"), at.optionalInstant("heldTime")))));

    public static final Codec<MarkRevision> MARK_REVISION = new Codec<>(
            "mark-revision",
            (revision, to) -> to.put("symbol", revision.symbol())
                    .put("boundary", revision.boundary())
                    .put("cause", revision.cause().code())
                    .putBytes("mark", revision.mark().map(Codecs.MARK::encode)),
            from -> new MarkRevision(
                    from.text("symbol"),
                    from.instant("boundary"),
                    News.parse(from.text("cause")),
                    from.optionalBytes("mark").map(mark -> part(Codecs.MARK, mark))));

    public static final Codec<OpenMinute> OPEN_MINUTE = new Codec<>(
            "open-minute",
            (minute, to) -> to.put("symbol", minute.symbol())
                    .put("boundary", minute.boundary())
                    .put("kept", minute.kept())
                    .put("volumeOnly", minute.volumeOnly())
                    .putBytes("mark", minute.mark().map(Codecs.MARK::encode)),
            from -> new OpenMinute(
                    from.text("symbol"),
                    from.instant("boundary"),
                    from.flag("kept"),
                    from.whole("volumeOnly"),
                    from.optionalBytes("mark").map(mark -> part(Codecs.MARK, mark))));

    public static final Codec<List<OpenMinute>> OPEN_MINUTES = new Codec<>(
            "open-minutes",
            (minutes, to) -> to.putPieces(
                    "minutes", minutes.stream().map(OPEN_MINUTE::encode).toList()),
            from -> from.pieces("minutes").stream()
                    .map(minute -> part(OPEN_MINUTE, minute))
                    .toList());

    public static final Codec<WatchedLegState> WATCHED_LEG = new Codec<>(
            "watched-leg",
            (state, to) -> to.put("leg", Codecs.LEG.encode(state.leg()))
                    .putBytes("alert", state.alert().map(Codecs.ALERT::encode)),
            from -> new WatchedLegState(
                    part(Codecs.LEG, from.bytes("leg")),
                    from.optionalBytes("alert").map(alert -> part(Codecs.ALERT, alert))));

    public static final Codec<LegState> LEG = new Codec<>(
            "leg-state",
            (state, to) -> to.put("leg", Codecs.LEG.encode(state.leg()))
                    .put("asOf", state.asOf())
                    .putInstant("appliedTo", state.appliedTo())
                    .putRecords(
                            "published",
                            state.published(),
                            (published, at) -> at.put("window", published.window())
                                    .put("ofThisVersion", published.ofThisVersion())
                                    .put("contentHash", published.contentHash())
                                    .put("restatements", published.restatements())),
            from -> new LegState(
                    part(Codecs.LEG, from.bytes("leg")),
                    from.instant("asOf"),
                    from.optionalInstant("appliedTo"),
                    from.records(
                            "published",
                            at -> new LegState.Published(
                                    at.text("window"),
                                    at.flag("ofThisVersion"),
                                    at.text("contentHash"),
                                    at.count("restatements")))));

    private StateCodecs() {}

    /** A bare clock of a partition. */
    public static Dispatch clock(int partition, Instant clock) {
        return new Dispatch(partition, clock, clock, new Dispatch.BareClock());
    }

    private static Optional<byte[]> bytesOf(Dispatch.Message message) {
        if (message instanceof Dispatch.OfMark of) {
            return Optional.of(Codecs.MARK.encode(of.mark()));
        }
        if (message instanceof Dispatch.OfRevision of) {
            return Optional.of(MARK_REVISION.encode(of.revision()));
        }
        if (message instanceof Dispatch.OfGap of) {
            return Optional.of(Codecs.GAP.encode(of.gap()));
        }
        if (message instanceof Dispatch.OfHalt of) {
            return Optional.of(Codecs.HALT.encode(of.halt()));
        }
        if (message instanceof Dispatch.OfClose of) {
            return Optional.of(Codecs.CLOSE.encode(of.close()));
        }
        if (message instanceof Dispatch.OfSecurity of) {
            return Optional.of(Codecs.SECURITY.encode(of.security()));
        }
        if (message instanceof Dispatch.OfLeg of) {
            return Optional.of(Codecs.LEG.encode(of.leg()));
        }
        return Optional.empty();
    }

    private static Dispatch.Message messageOf(byte[] message) {
        String type;
        try {
            type = Codec.typeOf(message);
        } catch (Unusable e) {
            throw new IllegalArgumentException("message holds no message: " + e.getMessage(), e);
        }
        return switch (type) {
            case "mark" -> new Dispatch.OfMark(part(Codecs.MARK, message));
            case "mark-revision" -> new Dispatch.OfRevision(part(MARK_REVISION, message));
            case "gap" -> new Dispatch.OfGap(part(Codecs.GAP, message));
            case "halt" -> new Dispatch.OfHalt(part(Codecs.HALT, message));
            case "close" -> new Dispatch.OfClose(part(Codecs.CLOSE, message));
            case "security" -> new Dispatch.OfSecurity(part(Codecs.SECURITY, message));
            case "leg" -> new Dispatch.OfLeg(part(Codecs.LEG, message));
            default ->
                throw new IllegalArgumentException("message is a " + type + ", expected a message of the stage watch");
        };
    }

    /** A message inside a message: when it is wrong, so is the field that holds it. */
    private static <T> T part(Codec<T> codec, byte[] message) {
        try {
            return codec.read(message);
        } catch (Unusable e) {
            throw new IllegalArgumentException("the " + codec.name() + " inside cannot be read: " + e.getMessage(), e);
        }
    }
}
