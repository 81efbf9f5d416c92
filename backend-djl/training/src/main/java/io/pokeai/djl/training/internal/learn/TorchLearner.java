package io.pokeai.djl.training.internal.learn;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.pokeai.djl.blocks.TrainableNetwork;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.network.Network;
import io.pokeai.natives.pytorch.PyTorchLibrary;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Learns with libtorch's gradients; the optimiser works in Java: on the CPU on the same memory, else on a mirror of it. */
final class TorchLearner implements Learner {
    private static final String COUNTER = ".num_batches_tracked";
    private static final String FIRST = "optimizer.first.";
    private static final String SECOND = "optimizer.second.";
    private static final String AVERAGE = "average.";
    private static final String GRADIENT = "gradient.";
    private static final String AVERAGED = "average";
    private static final String GATHERED = "gathered";
    private static final String STEP = "step";
    private static final String UPDATES = "optimizer.step";

    private final LearnerSettings settings;
    private final Network network;
    private final TorchLoss loss;
    private final NDManager manager;
    private final TrainableNetwork trained;
    private final DropMasks masks;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, FloatBuffer> statistics = new LinkedHashMap<>();

    /** The same, to be copied where they are not shared. */
    private final List<NativeNumbers> statisticNumbers = new ArrayList<>();

    private final Optimiser optimiser;
    private final Chunks chunks;
    private final Optional<AveragedWeights> average;
    private long step;
    private long updates;
    private int gathered;
    /** Running statistics after the last update. */
    private Map<String, float[]> before = Map.of();

    private long updateNanos;

    TorchLearner(
            Network network, int height, int width, LearnerSettings settings, Optional<Distillation> distillation) {
        this(network, height, width, settings, distillation, settings.isOnGpu());
    }

    /** @param mirrored as {@link NativeNumbers}; tests have it on the CPU as well */
    TorchLearner(
            Network network,
            int height,
            int width,
            LearnerSettings settings,
            Optional<Distillation> distillation,
            boolean mirrored) {
        this.settings = settings;
        this.network = network;
        this.loss = new TorchLoss(network.classes(), settings.labelSmoothing(), distillation);
        Engine engine = PyTorchLibrary.engine();
        PyTorchLibrary.spread(settings.threads());
        this.manager = engine.newBaseManager(settings.isOnGpu() ? Device.gpu(settings.gpu()) : Device.cpu());
        this.masks = new DropMasks(settings.seed());
        this.trained = trained(height, width);
        this.optimiser = switch (settings.kind()) {
            case ADAMW -> new AdamW(settings.weightDecay(), settings.beta1());
            case SGD -> new Sgd(settings.weightDecay(), settings.momentum() > 0, false);
            case NESTEROV -> new Sgd(settings.weightDecay(), true, true);
        };
        trained.parameters().forEach((name, tensor) -> {
            parameters.put(name, new Parameter(name, tensor, settings.decayAll(), optimiser.moments(), mirrored));
        });
        trained.statistics().forEach((name, tensor) -> {
            NativeNumbers numbers = new NativeNumbers(tensor, mirrored);
            statisticNumbers.add(numbers);
            statistics.put(name, numbers.values());
        });
        this.chunks = new Chunks(List.copyOf(parameters.values()), settings.threads() > 1);
        this.average = settings.ema() > 0
                ? Optional.of(new AveragedWeights(settings.ema(), parameters, statistics))
                : Optional.empty();
    }

    /** A network that does not fit leaves no native memory behind. */
    private TrainableNetwork trained(int height, int width) {
        try {
            return new TrainableNetwork(network, height, width, manager, masks);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public void freeze(Predicate<String> names) {
        for (Parameter parameter : parameters.values()) {
            parameter.freeze(names.test(parameter.name));
            Arrays.fill(parameter.first, 0);
            Arrays.fill(parameter.second, 0);
        }
        updates = 0;
    }

    @Override
    public double step(TrainingBatch batch, double learningRate) {
        double value = gather(batch);
        update(new UpdatePace(learningRate, learningRate, settings.momentum()));
        return value;
    }

    @Override
    public double gather(TrainingBatch batch) {
        if (gathered == 0) {
            before = copyOf(statistics);
        }
        masks.beginStep(step + 1);
        double value = backward(batch);
        step++;
        gathered++;
        if (!Double.isFinite(value)) {
            throw undone("loss of step " + step + " is " + value);
        }
        return value;
    }

    @Override
    public int gathered() {
        return gathered;
    }

    @Override
    public void update(UpdatePace pace) {
        long start = System.nanoTime();
        double norm = chunks.gradientNorm();
        if (!Double.isFinite(norm)) {
            throw undone("norm of the gradients of step " + step + " is " + norm);
        }
        updates++;
        gathered = 0;
        float scale = settings.clip() > 0 && norm > settings.clip() ? (float) (settings.clip() / (norm + 1e-6)) : 1;
        optimiser.update(chunks, updates, pace, scale);
        parameters.values().forEach(Parameter::push);
        average.ifPresent(AveragedWeights::follow);
        updateNanos = System.nanoTime() - start;
    }

    /** Puts all back to where it was after the last update. */
    private EngineException undone(String what) {
        chunks.clearGradients();
        parameters.values().forEach(Parameter::forgetCarried);
        before.forEach((name, values) -> statistic(name).put(0, values));
        push();
        step -= gathered;
        gathered = 0;
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "The " + what + ": this training does not converge.",
                "Use a smaller learning rate ('--lr'), or bound the gradients ('--clip').");
    }

    /** How long the last step has taken after its gradients were there. */
    long updateNanos() {
        return updateNanos;
    }

    private double backward(TrainingBatch batch) {
        // Not by DJL's collector of gradients: there may be one in a process, and no more.
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try (NDManager values = manager.newSubManager()) {
            NDArray mean = loss.of(trained.forward(pictures(batch, values), true), batch);
            JniUtils.backward((PtNDArray) mean, (PtNDArray) values.ones(mean.getShape()), false, false);
            parameters.values().forEach(Parameter::findGradient);
            statisticNumbers.forEach(NativeNumbers::pull);
            return mean.getFloat();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private void exchange(AveragedWeights averaged) {
        averaged.exchange();
        push();
    }

    /** Lets libtorch compute with what Java has written. */
    private void push() {
        parameters.values().forEach(Parameter::push);
        statisticNumbers.forEach(NativeNumbers::push);
    }

    private static NDArray pictures(TrainingBatch batch, NDManager values) {
        return values.create(
                batch.pictures().duplicate().rewind(), new Shape(batch.size(), 3, batch.side(), batch.side()));
    }

    @Override
    public float[] logits(TrainingBatch batch) {
        average.ifPresent(this::exchange);
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try (NDManager values = manager.newSubManager()) {
            return trained.forward(pictures(batch, values), false).toFloatArray();
        } finally {
            JniUtils.setGradMode(before);
            average.ifPresent(this::exchange);
        }
    }

    @Override
    public StateDict weights() {
        average.ifPresent(this::exchange);
        try {
            return new StateDict(plainWeights());
        } finally {
            average.ifPresent(this::exchange);
        }
    }

    private Map<String, Tensor> plainWeights() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        network.weights().tensors().forEach((name, tensor) -> {
            all.put(name, StateTensors.of(buffer(name), tensor.shape()));
            if (name.endsWith(".running_var")) {
                String module = name.substring(0, name.lastIndexOf('.'));
                all.put(module + COUNTER, StateTensors.counter(step));
            }
        });
        return all;
    }

    private FloatBuffer buffer(String name) {
        Parameter parameter = parameters.get(name);
        return parameter == null ? statistic(name) : parameter.values();
    }

    private FloatBuffer statistic(String name) {
        return Objects.requireNonNull(statistics.get(name), name);
    }

    @Override
    public StateDict state() {
        Map<String, Tensor> all = plainWeights();
        for (Parameter parameter : parameters.values()) {
            if (optimiser.moments() > 0) {
                all.put(FIRST + parameter.name, StateTensors.of(parameter.first));
            }
            if (optimiser.moments() > 1) {
                all.put(SECOND + parameter.name, StateTensors.of(parameter.second));
            }
            if (gathered > 0) {
                all.put(GRADIENT + parameter.name, StateTensors.of(parameter.gathered()));
            }
        }
        average.ifPresent(averaged -> {
            averaged.values().forEach((name, values) -> all.put(AVERAGE + name, StateTensors.of(values)));
            all.put(AVERAGED, StateTensors.counter(averaged.updates()));
        });
        all.put(GATHERED, StateTensors.counter(gathered));
        all.put(STEP, StateTensors.counter(step));
        all.put(UPDATES, StateTensors.counter(updates));
        return new StateDict(all);
    }

    @Override
    public void restore(StateDict state) {
        chunks.clearGradients();
        gathered = (int) StateTensors.count(state, GATHERED);
        network.weights().tensors().keySet().forEach(name -> StateTensors.read(state, name, buffer(name)));
        for (Parameter parameter : parameters.values()) {
            if (optimiser.moments() > 0) {
                StateTensors.read(state, FIRST + parameter.name, FloatBuffer.wrap(parameter.first));
            }
            if (optimiser.moments() > 1) {
                StateTensors.read(state, SECOND + parameter.name, FloatBuffer.wrap(parameter.second));
            }
            parameter.forgetCarried();
            if (gathered > 0) {
                float[] sum = new float[parameter.elements()];
                StateTensors.read(state, GRADIENT + parameter.name, FloatBuffer.wrap(sum));
                parameter.carry(sum);
            }
        }
        average.ifPresent(averaged -> {
            averaged.values()
                    .forEach((name, values) -> StateTensors.read(state, AVERAGE + name, FloatBuffer.wrap(values)));
            averaged.resume(StateTensors.count(state, AVERAGED));
        });
        push();
        step = StateTensors.count(state, STEP);
        updates = StateTensors.count(state, UPDATES);
        before = copyOf(statistics);
    }

    private static Map<String, float[]> copyOf(Map<String, FloatBuffer> buffers) {
        Map<String, float[]> copies = new LinkedHashMap<>();
        buffers.forEach((name, buffer) -> {
            float[] copy = new float[buffer.capacity()];
            buffer.get(0, copy);
            copies.put(name, copy);
        });
        return copies;
    }

    @Override
    public void close() {
        manager.close();
        PyTorchLibrary.gather();
    }
}
