package io.pokeai.itest;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Request;
import java.awt.Color;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A back end that is stopped, updated and replaced while threads classify; every answer is compared with the truth. */
final class HotSwap implements AutoCloseable {
    /** What a caller may be told while the back end is away. */
    static final Set<ErrorCode> REFUSALS = Set.of(ErrorCode.UNAVAILABLE, ErrorCode.NO_BACKEND);

    private static final int THREADS = 4;
    private static final int MAX_FAULTS = 10;
    private static final Duration BACK_AGAIN = Duration.ofMinutes(1);
    /** The name of the model. */
    static final String MODEL = "known";

    private static final long PAUSE_NANOS = 200_000;

    private final BundleContext context;
    private final Engine engine;
    private final Truth truth;
    private final String library;
    private final Path jar;
    private final LoaderWatch loaders;
    private final List<Color> colours = colours();
    private final List<byte[]> pictures;
    private final List<Thread> callers = new ArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final List<Long> resident = new ArrayList<>();
    private volatile boolean stopped;
    private Bundle backend;

    /** How far an answer is from the right one, as a part of what is allowed. */
    interface Truth {
        double difference(List<Float> logits, Color picture);
    }

    private HotSwap(BundleContext context, Engine engine, Truth truth, String library, Path jar, LoaderWatch loaders)
            throws BundleException {
        this.context = context;
        this.engine = engine;
        this.truth = truth;
        this.library = library;
        this.jar = jar;
        this.loaders = loaders;
        this.pictures = colours.stream().map(HotSwap::picture).toList();
        this.backend = install();
    }

    /** Opens an engine over a folder with one model, installs the back end and begins to classify. */
    static HotSwap open(BundleContext context, EngineFactory engines, Path artifacts, Path jar, LoaderWatch loaders)
            throws Exception {
        KnownModel model = KnownModel.quick(23);
        model.write(artifacts, MODEL);
        return open(
                context,
                engines.open(EngineSettings.of(artifacts)),
                (logits, colour) -> model.difference(logits, colour) / KnownModel.TOLERANCE,
                "libonnxruntime.so",
                jar,
                loaders);
    }

    /**
     * The same for any back end.
     *
     * @param engine will be closed; its model is {@value #MODEL}
     * @param library native one, to be mapped once
     */
    static HotSwap open(
            BundleContext context, Engine engine, Truth truth, String library, Path jar, LoaderWatch loaders)
            throws BundleException {
        HotSwap swap = new HotSwap(context, engine, truth, library, jar, loaders);
        for (int i = 0; i < THREADS; i++) {
            Thread caller = new Thread(swap::classify, "itest-caller-" + i);
            swap.callers.add(caller);
            caller.start();
        }
        return swap;
    }

    /** Each round stops and starts, updates, and uninstalls and installs the back end. */
    void rounds(int rounds) throws Exception {
        awaitAnswer("before the first round");
        for (int round = 0; round < rounds; round++) {
            backend.stop();
            backend.start();
            awaitAnswer("after restart " + round);
            loaders.watch(backend);
            try (InputStream content = Files.newInputStream(jar)) {
                backend.update(content);
            }
            awaitAnswer("after update " + round);
            loaders.watch(backend);
            backend.uninstall();
            backend = install();
            awaitAnswer("after replacement " + round);
            if (ProcessFacts.available()) {
                System.gc();
                resident.add(ProcessFacts.self().residentKilobytes());
            }
        }
    }

    void print() {
        Figures.print("hot-swap.rounds", resident.size(), "rounds");
        Figures.print("hot-swap.right-answers", answers.get(), "answers");
        Figures.print("hot-swap.refusals", refusals.get(), "answers");
        Figures.print("hot-swap.faults", faults.size(), "answers");
        Figures.print("hot-swap.copies-of-" + library, mappedLibraries().size(), "mapped");
        if (!resident.isEmpty()) {
            Figures.print("hot-swap.rss-first", resident.get(0), "kB");
            Figures.print("hot-swap.rss-last", resident.get(resident.size() - 1), "kB");
            Figures.print("hot-swap.rss-slope-last-half", Figures.slopeOfLastHalf(resident), "kB/round");
        }
    }

    /** What the callers show. */
    static List<Color> colours() {
        return Pictures.colours(8, 17);
    }

    static byte[] picture(Color colour) {
        return Pictures.png(colour, 70, 50);
    }

    List<Long> resident() {
        return List.copyOf(resident);
    }

    Set<String> mappedLibraries() {
        return ProcessFacts.self().mapped(library);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    long answers() {
        return answers.get();
    }

    long refusals() {
        return refusals.get();
    }

    @Override
    public void close() throws BundleException {
        stopped = true;
        callers.forEach(HotSwap::join);
        engine.close();
        loaders.watch(backend);
        backend.uninstall();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void classify() {
        int turn = 0;
        while (!stopped) {
            int i = turn++ % pictures.size();
            try {
                List<Float> logits = engine.classify(Request.of(MODEL, pictures.get(i)))
                        .logits()
                        .orElseThrow();
                double difference = truth.difference(logits, colours.get(i));
                if (difference < 1) {
                    answers.incrementAndGet();
                } else {
                    fault("picture " + i + " wrong by " + difference + " of what is allowed: " + logits);
                }
            } catch (EngineException e) {
                if (REFUSALS.contains(e.code())) {
                    refusals.incrementAndGet();
                    LockSupport.parkNanos(PAUSE_NANOS);
                } else {
                    fault(e.code() + " " + e.getMessage());
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

    /** A right answer that was begun after now. */
    private void awaitAnswer(String when) throws InterruptedException {
        // Calls that are under way may bring one answer each from before.
        long enough = answers.get() + THREADS + 1;
        long end = System.nanoTime() + BACK_AGAIN.toNanos();
        while (answers.get() < enough) {
            if (System.nanoTime() > end || !faults.isEmpty()) {
                throw new AssertionError("no right answer " + when + "; faults: " + faults);
            }
            Thread.sleep(1);
        }
    }

    private Bundle install() throws BundleException {
        Bundle bundle = context.installBundle(jar.toUri().toString());
        bundle.start();
        return bundle;
    }
}
