package io.pokeai.itest;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.catalog.Composition;
import io.pokeai.engine.spi.Augmentation;
import java.awt.Color;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The corruptions' bundle, stopped, updated and replaced while threads corrupt and classify; every result is compared with
 * the first one of its kind.
 */
final class CorruptionSwap implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int MAX_FAULTS = 10;
    private static final int TRIES = 10;
    private static final String MODEL = "known";
    private static final Duration BACK_AGAIN = Duration.ofMinutes(1);
    private static final long PAUSE_NANOS = 200_000;

    private final BundleContext context;
    private final Engine engine;
    private final LoaderWatch loaders;
    // Felix throws when a bundle is uninstalled while its services are listed.
    private final ServiceTracker<Augmentation, Augmentation> installed;
    private final Path picture;
    private final Path jar;
    private final Bundle backend;
    private final Image image = noise();
    private final Map<String, Object> truth = new ConcurrentHashMap<>();
    private final List<Thread> callers = new ArrayList<>();
    private final AtomicLong pictures = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;
    private Bundle corruptions;

    private CorruptionSwap(BundleContext context, Engine engine, Path picture, LoaderWatch loaders)
            throws BundleException {
        this.context = context;
        this.engine = engine;
        this.picture = picture;
        this.loaders = loaders;
        this.installed = new ServiceTracker<>(context, Augmentation.class, null);
        installed.open();
        this.jar = Assembly.find().corruptions();
        this.backend = install(Assembly.find().backend());
        this.corruptions = install(jar);
    }

    static CorruptionSwap open(BundleContext context, EngineFactory engines, Path artifacts, LoaderWatch loaders)
            throws Exception {
        KnownModel.quick(29).write(artifacts, MODEL);
        Path picture = artifacts.resolve("picture.png");
        Files.write(picture, Pictures.png(new Color(90, 160, 40), 70, 50));
        CorruptionSwap swap = new CorruptionSwap(context, engines.open(EngineSettings.of(artifacts)), picture, loaders);
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(i);
            Thread caller = new Thread(() -> swap.call(random), "itest-corrupter-" + i);
            swap.callers.add(caller);
            caller.start();
        }
        return swap;
    }

    /** Each round stops and starts, updates, and uninstalls and installs the bundle. */
    void rounds(int rounds) throws Exception {
        awaitWork("before the first round");
        for (int round = 0; round < rounds; round++) {
            corruptions.stop();
            corruptions.start();
            awaitWork("after restart " + round);
            loaders.watch(corruptions);
            try (InputStream content = Files.newInputStream(jar)) {
                corruptions.update(content);
            }
            awaitWork("after update " + round);
            loaders.watch(corruptions);
            corruptions.uninstall();
            corruptions = install(jar);
            awaitWork("after replacement " + round);
        }
    }

    long pictures() {
        return pictures.get();
    }

    long answers() {
        return answers.get();
    }

    long refusals() {
        return refusals.get();
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() throws BundleException {
        stopped = true;
        callers.forEach(CorruptionSwap::join);
        installed.close();
        engine.close();
        loaders.watch(corruptions);
        corruptions.uninstall();
        backend.uninstall();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks an augmentation up and goes on using it, whatever becomes of its bundle meanwhile. */
    private void call(Random random) {
        while (!stopped) {
            try {
                Augmentation[] there = installed.getServices(new Augmentation[0]);
                Augmentation augmentation = there.length == 0 ? null : there[random.nextInt(there.length)];
                if (augmentation == null) {
                    refusals.incrementAndGet();
                    LockSupport.parkNanos(PAUSE_NANOS);
                    continue;
                }
                int severity = 1 + random.nextInt(augmentation.info().severities());
                Composition.Step step = new Composition.Step(augmentation, severity);
                Composition composition = new Composition(List.of(step));
                for (int i = 0; i < TRIES && !stopped; i++) {
                    corrupt(composition);
                }
            } catch (EngineException e) {
                refused(e);
            } catch (RuntimeException | LinkageError e) {
                fault(e.toString());
            }
        }
    }

    private void corrupt(Composition composition) {
        Pixels corrupted = composition.apply(image, 5);
        same(composition + " of the picture", corrupted, pictures);
        List<Float> logits = engine.classify(Request.of(MODEL, picture).changedBy(crop -> composition.apply(crop, 5)))
                .logits()
                .orElseThrow();
        same(composition + " classified", logits, answers);
    }

    private void same(String what, Object found, AtomicLong counter) {
        Object first = truth.putIfAbsent(what, found);
        if (first == null || first.equals(found)) {
            counter.incrementAndGet();
        } else {
            fault(what + " differs");
        }
    }

    private void refused(EngineException e) {
        if (e.code() == ErrorCode.UNAVAILABLE) {
            refusals.incrementAndGet();
        } else {
            fault(e.code() + " " + e.getMessage() + " " + e.getCause());
        }
    }

    private void fault(String what) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(what);
        }
    }

    private void awaitWork(String when) throws InterruptedException {
        long enough = answers.get() + THREADS + 1;
        long end = System.nanoTime() + BACK_AGAIN.toNanos();
        while (answers.get() < enough) {
            if (System.nanoTime() > end || !faults.isEmpty()) {
                throw new AssertionError("no right answer " + when + "; faults: " + faults);
            }
            Thread.sleep(1);
        }
    }

    private Bundle install(Path file) throws BundleException {
        Bundle bundle = context.installBundle(file.toUri().toString());
        bundle.start();
        return bundle;
    }

    private static Image noise() {
        byte[] rgb = new byte[48 * 40 * Image.CHANNELS];
        new Random(1).nextBytes(rgb);
        return new Image(48, 40, rgb);
    }
}
