package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.ModelLease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The leases of a bulk request, one for each of its models: taken together, returned together.
 *
 * <p><b>Threads</b> immutable; {@link #close} is called once.
 */
final class BulkLeases implements AutoCloseable {
    private final List<ModelLease> leases;

    private BulkLeases(List<ModelLease> leases) {
        this.leases = List.copyOf(leases);
    }

    /** Leases all models, in their order, or none: when one cannot be leased, the others are returned. */
    static BulkLeases take(List<String> models, Function<String, ModelLease> taking) {
        List<ModelLease> taken = new ArrayList<>(models.size());
        boolean all = false;
        try {
            for (String model : models) {
                taken.add(taking.apply(model));
            }
            all = true;
            return new BulkLeases(taken);
        } finally {
            if (!all) {
                taken.forEach(ModelLease::close);
            }
        }
    }

    /** In the order of the request. */
    List<ModelLease> all() {
        return leases;
    }

    /** The batch size for all of the models: what the caller wants or they prefer, never more than each of them takes. */
    int batchSize(Optional<Integer> wanted) {
        return wanted.map(size -> Math.min(size, smallest(ModelLease::maxBatch)))
                .orElseGet(() -> smallest(ModelLease::preferredBatch));
    }

    private int smallest(ToIntFunction<ModelLease> size) {
        return leases.stream().mapToInt(size).min().orElseThrow();
    }

    /** For messages: {@code model 'a'}, or {@code models 'a', 'b'}. */
    String text() {
        String names =
                leases.stream().map(lease -> "'" + lease.spec().name() + "'").collect(Collectors.joining(", "));
        return (leases.size() == 1 ? "model " : "models ") + names;
    }

    @Override
    public void close() {
        leases.forEach(ModelLease::close);
    }
}
