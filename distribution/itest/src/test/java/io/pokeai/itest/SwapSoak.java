package io.pokeai.itest;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.spi.ContentHashes;
import java.awt.Color;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * One name whose weights, files and back end change all the time, and eight threads that ask it without pause and compare
 * every answer with what its version must say. The back end is installed twice, so that one bundle can be updated while the
 * other takes over.
 */
final class SwapSoak implements AutoCloseable {
    private static final int CALLERS = 8;
    private static final int MAX_FAULTS = 10;
    private static final String MODEL = "known";
    private static final SwapTerms WHO = SwapTerms.of("itest");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int KINDS = 5;
    private static final double CANARY = 0.3;

    private final Path artifacts;
    private final Path elsewhere;
    private final Path jar;
    private final Engine engine;
    private final LoaderWatch loaders;
    private final Bundle first;
    private final Bundle second;
    private final List<Color> colours = Pictures.colours(8, 17);
    private final List<byte[]> pictures;
    private final Map<String, KnownModel> versions = new ConcurrentHashMap<>();
    private final List<Thread> callers = new ArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private SwapSoak(BundleContext context, EngineFactory engines, Path folder, LoaderWatch loaders) throws Exception {
        this.artifacts = Files.createDirectories(folder.resolve("artifacts"));
        this.elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        this.jar = Assembly.find().backend();
        this.loaders = loaders;
        this.pictures =
                colours.stream().map(colour -> Pictures.png(colour, 70, 50)).toList();
        this.first = start(context.installBundle(jar.toUri().toString()));
        this.second = start(context.installBundle("itest:second", TestBundle.renamed(jar, "io.pokeai.itest.second")));
        weights(artifacts, 0);
        this.engine = engines.open(EngineSettings.of(artifacts).withWatch(false));
    }

    static SwapSoak begin(BundleContext context, EngineFactory engines, Path folder, LoaderWatch loaders)
            throws Exception {
        SwapSoak soak = new SwapSoak(context, engines, folder, loaders);
        soak.engine.control().load(MODEL, SwapTarget.AS_FOUND, WHO).orThrow();
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(soak::call, "itest-caller-" + i);
            soak.callers.add(caller);
            caller.start();
        }
        return soak;
    }

    /** Changes something else every time; throws when that does not end well. */
    void swap(int turn) throws Exception {
        if (!faults.isEmpty()) {
            throw new AssertionError("after " + (turn - 1) + " swaps: " + faults);
        }
        ModelControl control = engine.control();
        switch (turn % KINDS) {
            case 0 -> { // weights in place
                weights(artifacts, turn);
                settle();
            }
            case 1 -> { // another version from elsewhere
                Path file = weights(elsewhere, turn);
                SwapReport report = control.swap(MODEL, SwapTarget.file(file), WHO);
                report.orThrow();
            }
            case 2 -> { // the back end that answers stops, the other takes over, and it comes back
                Bundle bundle = turn % 2 == 0 ? first : second;
                bundle.stop();
                start(bundle);
                settle();
            }
            case 3 -> {
                Path file = weights(elsewhere, turn);
                control.canary(MODEL, SwapTarget.file(file), CANARY, WHO).orThrow();
                control.promote(MODEL, WHO).orThrow();
            }
            default -> { // the bundle is updated
                loaders.watch(first);
                try (InputStream content = Files.newInputStream(jar)) {
                    first.update(content);
                }
                settle();
            }
        }
    }

    /** After a collection, so that only what is held counts. */
    long residentKilobytes() {
        System.gc();
        return ProcessFacts.available() ? ProcessFacts.self().residentKilobytes() : 0;
    }

    Set<String> libraries() {
        return ProcessFacts.self().mapped("libonnxruntime.so");
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    long answers() {
        return answers.get();
    }

    void stop() {
        stopped = true;
        try {
            for (Thread caller : callers) {
                caller.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws BundleException {
        stop();
        engine.close();
        for (Bundle bundle : List.of(first, second)) {
            loaders.watch(bundle);
            bundle.uninstall();
        }
    }

    private void settle() throws InterruptedException {
        engine.models().rescan();
        if (!engine.models().awaitSettled(LONG)) {
            throw new AssertionError("not settled");
        }
    }

    /** A model of other weights, known to the callers before anybody can open it. */
    private Path weights(Path folder, int seed) throws Exception {
        KnownModel model = KnownModel.quick(seed);
        Path fresh = model.write(Files.createDirectories(elsewhere.resolve("fresh")), MODEL);
        versions.put(ContentHashes.reading().sha256(fresh), model);
        Path file = folder.resolve(MODEL + ".onnx");
        Path declared = folder.resolve(MODEL + ".model.json");
        if (!Files.exists(declared)) {
            Files.copy(fresh.resolveSibling(MODEL + ".model.json"), declared, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void call() {
        int turn = 0;
        while (!stopped && faults.isEmpty()) {
            int i = turn++ % pictures.size();
            try {
                Prediction prediction = engine.classify(MODEL, pictures.get(i));
                KnownModel model = versions.get(prediction.version());
                float difference = model == null
                        ? Float.NaN
                        : model.difference(prediction.logits().orElseThrow(), colours.get(i));
                if (difference < KnownModel.TOLERANCE) {
                    answers.incrementAndGet();
                } else {
                    fault("picture " + i + " wrong by " + difference + " at version " + prediction.version());
                }
            } catch (RuntimeException | LinkageError e) {
                fault(e.toString());
            }
        }
    }

    private void fault(String what) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(what);
        }
    }

    private static Bundle start(Bundle bundle) throws BundleException {
        bundle.start();
        return bundle;
    }
}
