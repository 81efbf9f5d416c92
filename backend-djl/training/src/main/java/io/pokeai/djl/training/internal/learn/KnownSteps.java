package io.pokeai.djl.training.internal.learn;

import io.pokeai.djl.training.internal.picture.Draws;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.Tensors;
import io.pokeai.engine.network.Families;
import io.pokeai.engine.network.Network;
import io.pokeai.natives.selftest.Outcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A few steps of small networks whose right results are known: {@code known-steps.txt}, by PyTorch in float64
 * ({@code scripts/training/learning_goldens.py --proof}). Weights and pictures are drawn from seeds, so that the file has none.
 *
 * <p>Compared are the losses, and of each tensor the norm of its change and the sum of its changed elements with random signs: an
 * element that is wrong moves both.
 *
 * @param cases at least one
 */
record KnownSteps(List<Case> cases) {
    private static final long SEED = 2024;
    private static final long MASKS = 7;

    /** Of float32, in two steps; a wrong kernel is wrong by percents. */
    private static final double LOSS = 1e-4;

    private static final double CHANGE = 5e-3;

    /** What rounding to float32 may add to a change, as a share of the weights' own size. */
    private static final double ROUNDING = 3e-7;

    /**
     * One network with one optimiser.
     *
     * @param losses of each step
     * @param changes by the names of tensors, in the order of the state dict
     */
    record Case(
            String name,
            LearnerSettings settings,
            double rate,
            int side,
            int pictures,
            int classes,
            List<Double> losses,
            Map<String, Change> changes) {}

    /** What has become of a tensor. */
    record Change(List<Long> shape, double norm, double sum) {}

    /**
     * @param threads of libtorch
     * @param device as {@link LearnerSettings#device}
     */
    static KnownSteps parse(String text, int threads, String device) {
        List<Case> cases = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("case")) {
                cases.add(begun(words, threads, device));
            } else if (words[0].equals("loss")) {
                cases.get(cases.size() - 1).losses().add(Double.valueOf(words[1]));
            } else {
                List<Long> shape = Arrays.stream(words[1].split("x", -1))
                        .map(Long::valueOf)
                        .toList();
                cases.get(cases.size() - 1)
                        .changes()
                        .put(words[0], new Change(shape, Double.parseDouble(words[2]), Double.parseDouble(words[3])));
            }
        }
        return new KnownSteps(List.copyOf(cases));
    }

    private static Case begun(String[] words, int threads, String device) {
        LearnerSettings settings = new LearnerSettings(
                        LearnerSettings.Kind.valueOf(words[2]),
                        Double.parseDouble(words[4]),
                        true,
                        Double.parseDouble(words[5]),
                        Double.parseDouble(words[6]),
                        0,
                        0,
                        threads,
                        MASKS)
                .on(device);
        return new Case(
                words[1],
                settings,
                Double.parseDouble(words[3]),
                Integer.parseInt(words[7]),
                Integer.parseInt(words[8]),
                Integer.parseInt(words[9]),
                new ArrayList<>(),
                new LinkedHashMap<>());
    }

    /** Computes all cases with libtorch. What it throws is an outcome, too. */
    Outcome run() {
        long start = System.nanoTime();
        int compared = cases.stream()
                .mapToInt(one -> one.losses().size() + one.changes().size())
                .sum();
        List<String> wrong = new ArrayList<>();
        try {
            cases.forEach(one -> compare(one, wrong));
        } catch (RuntimeException | LinkageError e) {
            return Outcome.failed(compared, "it fails: " + e.getMessage(), millisSince(start));
        }
        return Outcome.of(compared, wrong.size(), wrong.isEmpty() ? "" : wrong.get(0), millisSince(start));
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static void compare(Case one, List<String> wrong) {
        Map<String, Tensor> before = values(one);
        Network network = Families.find(new Checkpoint(new StateDict(before), Optional.empty(), Map.of()))
                .orElseThrow(() -> new IllegalStateException("the network of " + one.name() + " is not known"));
        try (Learner learner = new TorchLearner(network, one.side(), one.side(), one.settings(), Optional.empty())) {
            for (int step = 1; step <= one.losses().size(); step++) {
                double expected = one.losses().get(step - 1);
                double found =
                        learner.step(DrawnBatch.of(SEED, step, one.pictures(), one.side(), one.classes()), one.rate());
                if (!(Math.abs(found - expected) <= LOSS * expected)) {
                    wrong.add(sentence(one.name(), "loss of step " + step, expected, found));
                }
            }
            StateDict after = learner.weights();
            int index = 0;
            for (Map.Entry<String, Change> entry : one.changes().entrySet()) {
                Tensor tensor = after.find(entry.getKey()).orElseThrow();
                fault(
                                one.name(),
                                entry.getKey(),
                                entry.getValue(),
                                index,
                                floats(before, entry.getKey()),
                                tensor.floats())
                        .ifPresent(wrong::add);
                index++;
            }
        }
    }

    private static FloatBuffer floats(Map<String, Tensor> tensors, String name) {
        return java.util.Objects.requireNonNull(tensors.get(name), name).floats();
    }

    private static Optional<String> fault(
            String network, String name, Change change, int index, FloatBuffer before, FloatBuffer after) {
        Draws signs = Draws.of(SEED, 3, index);
        double squares = 0;
        double size = 0;
        double sum = 0;
        for (int i = 0; i < before.capacity(); i++) {
            double moved = (double) after.get(i) - before.get(i);
            squares += moved * moved;
            size += (double) before.get(i) * before.get(i);
            sum += signs.unit() < 0.5 ? -moved : moved;
        }
        double allowed = CHANGE * change.norm() + ROUNDING * Math.sqrt(size);
        double norm = Math.sqrt(squares);
        if (!(Math.abs(norm - change.norm()) <= allowed)) {
            return Optional.of(sentence(network, "norm of the change of " + name, change.norm(), norm));
        }
        return Math.abs(sum - change.sum()) <= allowed
                ? Optional.empty()
                : Optional.of(sentence(network, "change of " + name, change.sum(), sum));
    }

    private static String sentence(String network, String what, double expected, double found) {
        return String.format(Locale.ROOT, "%s, %s: expected %.6g, found %.6g", network, what, expected, found);
    }

    /** As in the script: the size of a weight suits its layer, whose outputs stay near one. */
    private static Map<String, Tensor> values(Case one) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        int index = 0;
        for (Map.Entry<String, Change> entry : one.changes().entrySet()) {
            all.put(entry.getKey(), tensor(entry.getKey(), entry.getValue().shape(), Draws.of(SEED, 1, index)));
            index++;
        }
        return all;
    }

    private static Tensor tensor(String name, List<Long> shape, Draws draws) {
        int elements = (int) shape.stream().mapToLong(axis -> axis).reduce(1, (a, b) -> a * b);
        double spread = StrictMath.sqrt(6.0 / ((double) elements / shape.get(0)));
        ByteBuffer bytes = ByteBuffer.allocate(elements * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            double u = draws.unit();
            double value;
            if (name.endsWith("running_var")) {
                value = 0.5 + u;
            } else if (shape.size() > 1) {
                value = (2 * u - 1) * spread;
            } else {
                value = name.endsWith("weight") ? 0.6 + 0.7 * u : 0.4 * u - 0.2;
            }
            bytes.putFloat(i * Float.BYTES, (float) value);
        }
        return Tensors.of(DType.FLOAT32, shape, bytes);
    }
}
