package io.dealwake.stream;

import io.dealwake.market.Security;
import io.dealwake.wire.Partitions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The newest state of each security: in a store, and in memory, since each trade asks for one. */
final class Securities {
    private final Table<Security> store;
    private final Map<String, Security> bySymbol = new HashMap<>();

    Securities(Table<Security> store) {
        this.store = store;
        store.all().forEach(security -> bySymbol.put(security.symbol(), security));
    }

    Optional<Security> get(String symbol) {
        return Optional.ofNullable(bySymbol.get(symbol));
    }

    void put(Security security) {
        store.put(Keys.of(security.symbol()), security);
        bySymbol.put(security.symbol(), security);
    }

    /** All of them, by symbol. */
    List<Security> all() {
        return sorted(bySymbol.values().stream());
    }

    /** Those whose symbols have their home in a partition, of so many, by symbol. */
    List<Security> at(int partition, int partitions) {
        return sorted(bySymbol.values().stream()
                .filter(security -> Partitions.of(security.symbol(), partitions) == partition));
    }

    private static List<Security> sorted(Stream<Security> securities) {
        return securities.sorted(Comparator.comparing(Security::symbol)).toList();
    }
}
