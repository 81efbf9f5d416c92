package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.runtime.internal.generation.CallListener;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** How many calls a canary has answered and failed. */
final class CallCount implements CallListener {
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();

    @Override
    public void answered(ImageTensor batch, List<String> names, Scores scores) {
        calls.increment();
    }

    @Override
    public void failed(ImageTensor batch) {
        failures.increment();
    }

    long calls() {
        return calls.sum();
    }

    long failures() {
        return failures.sum();
    }
}
