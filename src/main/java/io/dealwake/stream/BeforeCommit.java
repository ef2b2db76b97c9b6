package io.dealwake.stream;

import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A store without content of its own that is told when its task is about to commit: what is kept in memory until then is
 * stored inside the transaction. Kafka Streams tells it as it tells stores with a cache, which is not public: decision 18
 * says why nothing else will do, and what an upgrade must check.
 */
final class BeforeCommit implements StateStore, CachedStateStore<Object, Object> {
    private final String name;
    private List<Runnable> todo = List.of();
    private boolean open;

    private BeforeCommit(String name) {
        this.name = name;
    }

    static StoreBuilder<BeforeCommit> builder(String name) {
        return new Builder(name);
    }

    /** Does some things before each commit, in this order, and nothing that was asked for before: a task may start again. */
    void run(Runnable... steps) {
        todo = List.of(steps);
    }

    @Override
    public void flushCache() {
        todo.forEach(Runnable::run);
    }

    @Override
    public void clearCache() {
        todo = List.of();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        todo = List.of();
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Neither cached nor logged, whatever is asked for. */
    private record Builder(String name) implements StoreBuilder<BeforeCommit> {
        @Override
        public BeforeCommit build() {
            return new BeforeCommit(name);
        }

        @Override
        public StoreBuilder<BeforeCommit> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
