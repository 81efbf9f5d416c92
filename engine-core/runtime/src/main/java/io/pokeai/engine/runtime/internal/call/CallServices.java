package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.runtime.internal.lifecycle.Registry;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.ThreadBudget;
import java.util.function.Supplier;

/**
 * What single calls share, for pictures and for tensors: they are admitted together, wait in the same queues and join the same
 * batches.
 */
record CallServices(
        Registry registry,
        ThreadBudget budget,
        Admission admission,
        TensorPool tensors,
        Batches batches,
        Observers observers) {
    /** Works on the calling thread when it is the turn of the model. */
    <T> T onTheBudget(String model, Deadline deadline, CallWatch watch, Supplier<T> work) {
        long asked = System.nanoTime();
        return budget.run(model, deadline.end(), () -> {
            watch.queued(System.nanoTime() - asked);
            admission.requireOpen(); // the engine may have been closed while this call waited
            return work.get();
        });
    }
}
