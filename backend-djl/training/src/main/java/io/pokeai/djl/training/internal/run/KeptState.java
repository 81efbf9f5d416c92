package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What a training goes on with after an interruption, as one state dict: the learner, the epochs so far, and the best weights.
 *
 * @param learner as the learner gave it
 * @param best the weights of the best epoch
 */
record KeptState(StateDict learner, History history, StateDict best) {
    private static final String LEARNER = "learner.";
    private static final String BEST = "best.";
    private static final String HISTORY = "history";

    StateDict toStateDict() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        learner.tensors().forEach((name, tensor) -> all.put(LEARNER + name, tensor));
        best.tensors().forEach((name, tensor) -> all.put(BEST + name, tensor));
        double[] numbers = history.epochs().stream()
                .flatMapToDouble(epoch -> DoubleStream.of(epoch.numbers()))
                .toArray();
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(numbers);
        all.put(
                HISTORY,
                Tensors.of(DType.FLOAT64, List.of((long) history.epochs().size(), (long) Epoch.NUMBERS), bytes));
        return new StateDict(all);
    }

    /** @throws EngineException {@code MODEL_INVALID} when it is something else */
    static KeptState of(StateDict all, Judge judge) {
        Tensor rows = all.find(HISTORY)
                .filter(tensor -> tensor.dtype() == DType.FLOAT64 && tensor.elements() % Epoch.NUMBERS == 0)
                .orElseThrow(() -> new EngineException(
                        ErrorCode.MODEL_INVALID, "It is not what a training has kept.", "Begin anew ('--restart')."));
        List<Epoch> epochs = new ArrayList<>();
        var values = rows.bytes().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
        while (values.remaining() >= Epoch.NUMBERS) {
            double[] numbers = new double[Epoch.NUMBERS];
            values.get(numbers);
            epochs.add(Epoch.of(numbers));
        }
        return new KeptState(below(all, LEARNER), new History(epochs, judge), below(all, BEST));
    }

    private static StateDict below(StateDict all, String prefix) {
        Map<String, Tensor> some = new LinkedHashMap<>();
        all.tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                some.put(name.substring(prefix.length()), tensor);
            }
        });
        return new StateDict(some);
    }
}
