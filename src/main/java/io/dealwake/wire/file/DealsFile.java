package io.dealwake.wire.file;

import io.dealwake.deal.Announcement;
import io.dealwake.deal.Flow;
import io.dealwake.deal.Party;
import io.dealwake.deal.Tellings;
import io.dealwake.market.Security;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;

/** {@code deals.yaml}: announcements, as a list or a single one. {@code observedAt} is {@code announcedAt} if left out. */
public final class DealsFile {
    private static final List<String> DEAL = List.of(
            "id",
            "announcedAt",
            "observedAt",
            "filedAt",
            "headline",
            "sources",
            "kinds",
            "parties",
            "flows",
            "sameAs",
            "retracted");
    private static final List<String> PARTY = List.of("entity", "symbol", "role");
    private static final List<String> FLOW =
            List.of("from", "to", "kind", "amountUsd", "gigawatts", "shares", "strikeUsd", "vesting");

    private DealsFile() {}

    /** The announcements in the order of the file. */
    public static List<Announcement> read(Path path) {
        return read(path, (fields, party) -> {});
    }

    /** The same, where every listed party must be among the securities. */
    public static List<Announcement> read(Path path, Map<String, Security> securities) {
        return read(
                path,
                (fields, party) -> party.symbol().ifPresent(symbol -> {
                    if (!securities.containsKey(symbol)) {
                        throw fields.refuse("symbol", SessionDates.expectedSymbol(securities));
                    }
                }));
    }

    private static List<Announcement> read(Path path, BiConsumer<Fields, Party> check) {
        String file = path.toString();
        Node root = TreeFile.read(path, "a list of deals");
        List<Node> items = root instanceof Node.Items list ? list.items() : List.of(root);
        if (items.isEmpty()) {
            throw BadFile.at(file, root.line(), "list", "empty", "a deal or more");
        }
        List<Announcement> deals = new ArrayList<>();
        Tellings told = new Tellings();
        Map<String, Long> lines = new HashMap<>();
        for (Node item : items) {
            Fields fields = Fields.of(file, item, "deal", DEAL);
            Announcement deal = deal(fields, check);
            Long earlier = lines.putIfAbsent(deal.id(), item.line());
            if (earlier != null) {
                throw fields.refuse("id", "each id once: it stands in line " + earlier);
            }
            fields.make(() -> {
                told.requireNoCircle(deal);
                return deal;
            });
            told.take(deal);
            deals.add(deal);
        }
        return List.copyOf(deals);
    }

    private static Announcement deal(Fields fields, BiConsumer<Fields, Party> check) {
        String id = fields.required("id", "the deal's name, such as openai-amd-2025", Scalars::text);
        Instant announcedAt = fields.required("announcedAt", "an ISO-8601 time with offset", Scalars::instant);
        Instant observedAt = fields.optional("observedAt", Scalars::instant).orElse(announcedAt);
        String headline = fields.required("headline", "one sentence", Scalars::text);
        List<Party> parties = fields.objects("parties", PARTY, partyFields -> {
            Party party = party(partyFields);
            check.accept(partyFields, party);
            return party;
        });
        Set<String> entities = new LinkedHashSet<>();
        parties.forEach(party -> entities.add(party.entity()));
        List<Flow> flows = fields.objects("flows", FLOW, flow -> flow(flow, entities));
        return fields.make(() -> new Announcement(
                id,
                announcedAt,
                observedAt,
                fields.optional("filedAt", Scalars::instant),
                headline,
                fields.texts("sources"),
                fields.texts("kinds"),
                parties,
                flows,
                fields.optional("sameAs", Scalars::text),
                fields.optional("retracted", Scalars::flag).orElse(false)));
    }

    private static Party party(Fields fields) {
        return fields.make(() -> new Party(
                fields.required("entity", "the company's name", Scalars::text),
                fields.required("role", "a word in kebab-case, such as supplier", Scalars::text),
                fields.optional("symbol", Scalars::text)));
    }

    private static Flow flow(Fields fields, Set<String> entities) {
        return fields.make(() -> new Flow(
                entity(fields, "from", entities),
                entity(fields, "to", entities),
                fields.required("kind", "a word in kebab-case, such as orders", Scalars::text),
                price(fields, "amountUsd"),
                price(fields, "gigawatts"),
                fields.optional("shares", Scalars::whole).map(OptionalLong::of).orElse(OptionalLong.empty()),
                price(fields, "strikeUsd"),
                fields.optional("vesting", Scalars::text)));
    }

    private static String entity(Fields fields, String field, Set<String> entities) {
        String entity = fields.required(field, "the entity of a party", Scalars::text);
        if (!entities.contains(entity)) {
            throw fields.refuse(field, Names.expected("parties", entity, entities));
        }
        return entity;
    }

    private static OptionalDouble price(Fields fields, String field) {
        Optional<Double> value = fields.optional(field, Scalars::price);
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }
}
