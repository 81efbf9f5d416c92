package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * An engine over the fake models {@code m1}, {@code m2} and the two folds of {@code net}, on one thread, that can be held at
 * any stage of a call.
 */
final class GatedFolder implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final Path PICTURE = Path.of("7.png");

    final FakeClassifierFactory fake = new FakeClassifierFactory();
    final FakeImaging imaging = new FakeImaging();
    final Map<String, SlowClassifier> classifiers = new ConcurrentHashMap<>();
    final PooledEngine engine;
    private final List<Gate> gates = new ArrayList<>();
    private volatile Gate scans = Gate.opened();
    private volatile Gate recognitions = Gate.opened();

    /** Where a call can be held. */
    enum Stage {
        SCAN,
        RECOGNISE,
        OPEN,
        DECODE,
        QUEUE,
        SEAT,
        INFER
    }

    GatedFolder(Path folder, Optional<Stage> held, Batching batching) {
        this(folder, held, batching, Duration.ofMinutes(5));
    }

    /** @param held from the begin on: {@code SCAN} or {@code RECOGNISE} */
    GatedFolder(Path folder, Optional<Stage> held, Batching batching, Duration openDeadline) {
        for (String name : List.of("m1.onnx", "m2.onnx", "best_net_fold1.pth", "best_net_fold2.pth")) {
            old(FakeClassifierFactory.write(folder.resolve(name), name.equals("m2.onnx") ? 2000 : 1000));
        }
        fake.decorate(classifier -> {
            SlowClassifier slow = new SlowClassifier(classifier, Duration.ZERO);
            classifiers.put(classifier.info().spec().name(), slow);
            return slow;
        });
        if (held.equals(Optional.of(Stage.SCAN))) {
            scans = gate();
        }
        if (held.equals(Optional.of(Stage.RECOGNISE))) {
            recognitions = gate();
        }
        Backends backends = new Backends();
        backends.add(new GatedFactory(), 0);
        EngineSettings settings = EngineSettings.of(folder)
                .withThreads(1)
                .withWatch(false)
                .withOpenDeadline(openDeadline)
                .withServing(Serving.DEFAULT.withDeadline(openDeadline).withBatching(batching));
        engine = PooledEngine.open(settings, imaging, backends, () -> {
            scans.pass();
            return List.of();
        });
    }

    static Path old(Path file) {
        try {
            return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private Gate gate() {
        Gate gate = Gate.closed();
        gates.add(gate);
        return gate;
    }

    /** Holds {@code m1} at a stage; returns where a call for it waits, or what it waits for. */
    Gate hold(Stage stage) {
        switch (stage) {
            case SCAN -> {
                return scans;
            }
            case RECOGNISE -> {
                return recognitions;
            }
            case OPEN -> {
                Gate gate = fake.holdOpenings();
                gates.add(gate);
                return gate;
            }
            case DECODE -> {
                engine.classify("m1", PICTURE);
                Gate gate = gate();
                imaging.whenDecoding(gate::pass);
                return gate;
            }
            case QUEUE -> {
                engine.classify("m1", PICTURE);
                return occupy();
            }
            default -> {
                engine.classify("m1", PICTURE);
                Gate gate = slow("m1").hold();
                gates.add(gate);
                return gate;
            }
        }
    }

    /** Another model has the one thread. */
    Gate occupy() {
        engine.classify("m2", PICTURE);
        Gate gate = slow("m2").hold();
        gates.add(gate);
        Thread other = new Thread(() -> engine.classify("m2", PICTURE), "occupier");
        other.setDaemon(true);
        other.start();
        gate.awaitArrival(PATIENCE);
        return gate;
    }

    SlowClassifier slow(String model) {
        return Optional.ofNullable(classifiers.get(model)).orElseThrow();
    }

    static float logit(Prediction prediction) {
        return prediction.logits().orElseThrow().get(0);
    }

    static void await(IntSupplier calls, int expected) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (calls.getAsInt() != expected) {
            if (System.nanoTime() > end) {
                throw new AssertionError(calls.getAsInt() + " instead of " + expected);
            }
            Thread.onSpinWait();
        }
    }

    /** What a call ended with; empty when it was answered. */
    static Optional<ErrorCode> codeOf(Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(e.code());
        }
    }

    @Override
    public void close() {
        gates.forEach(Gate::open);
        engine.close();
    }

    /** The fake, whose recognition can be held. */
    private final class GatedFactory implements ClassifierFactory {
        @Override
        public String id() {
            return fake.id();
        }

        @Override
        public Optional<ModelSpec> recognise(ModelSource source) {
            recognitions.pass();
            return fake.recognise(source);
        }

        @Override
        public Classifier open(ModelSpec spec, OpenOptions options) {
            return fake.open(spec, options);
        }
    }
}
