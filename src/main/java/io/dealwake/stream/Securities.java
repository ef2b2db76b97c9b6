package io.dealwake.stream;

import io.dealwake.market.Security;
import io.dealwake.wire.Partitions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest state of each security: all in a store, and those whose symbols have their home in this partition in memory,
 * since what happens to them asks for them again and again. Every partition is told of all securities.
 */
final class Securities {
    private final Table<Security> store;
    private final int partition;
    private final int partitions;
    private final Map<String, Security> atHome = new HashMap<>();

    /** Those of a partition, of so many. */
    Securities(Table<Security> store, int partition, int partitions) {
        this.store = store;
        this.partition = partition;
        this.partitions = partitions;
        store.all().forEach(this::keep);
    }

    private void keep(Security security) {
        if (isAtHome(security.symbol())) {
            atHome.put(security.symbol(), security);
        }
    }

    private boolean isAtHome(String symbol) {
        return Partitions.of(symbol, partitions) == partition;
    }

    Optional<Security> get(String symbol) {
        Security found = atHome.get(symbol);
        if (found != null || isAtHome(symbol)) {
            return Optional.ofNullable(found);
        }
        return store.get(Keys.of(symbol));
    }

    void put(Security security) {
        store.put(Keys.of(security.symbol()), security);
        keep(security);
    }

    /** All of them, in the order of their keys. */
    List<Security> all() {
        return store.all();
    }

    /** Those whose symbols have their home in this partition, by symbol. */
    List<Security> atHome() {
        return atHome.values().stream()
                .sorted(Comparator.comparing(Security::symbol))
                .toList();
    }
}
