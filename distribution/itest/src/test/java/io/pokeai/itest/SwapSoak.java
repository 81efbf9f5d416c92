package io.pokeai.itest;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.itest.CheckedCallers.Question;
import io.pokeai.itest.fake.BiasedBackend;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * One name whose weights, files and back end change all the time, and eight threads that ask it without pause and compare
 * every answer with what its version must say. The back end is installed twice, so that one bundle can be updated while the
 * other takes over. Where the assembly has DJL, a second name, a checkpoint, moves between ONNX Runtime and libtorch, and
 * the DJL bundle is updated while it answers.
 */
final class SwapSoak implements AutoCloseable {
    private static final int CALLERS = 8;
    private static final String MODEL = "known";
    private static final String CHECKPOINT = "torch";
    private static final String CHECKPOINT_FOLDER = "swaps-torch";
    private static final SwapTerms WHO = SwapTerms.of("itest");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final double CANARY = 0.3;

    /** What can change. The first nine concern the known model, the others the checkpoint. */
    private enum Kind {
        WEIGHTS_IN_PLACE,
        VERSION,
        FAIL_OVER,
        CANARY_PROMOTED,
        BUNDLE_UPDATE,
        AGREEING_VERSION,
        DISAGREEING_VERSION,
        KEPT_TIMES,
        FOLDER_AWAY,
        TO_DJL,
        DJL_UPDATE,
        TO_ONNX;

        private static final int WITHOUT_DJL = 9;
    }

    private final BundleContext context;
    private final Path artifacts;
    private final Path elsewhere;
    private final Engine engine;
    private final LoaderWatch loaders;
    private final Bundle first;
    private final Bundle second;
    private final Optional<Bundle> djl;
    private final List<Color> colours = Pictures.colours(8, 17);
    private final Map<String, KnownModel> versions = new ConcurrentHashMap<>();
    private final CheckedCallers callers;

    private SwapSoak(BundleContext context, EngineFactory engines, Path folder, LoaderWatch loaders) throws Exception {
        this.context = context;
        this.artifacts = Files.createDirectories(folder.resolve("artifacts"));
        this.elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        this.loaders = loaders;
        Assembly assembly = Assembly.find();
        this.first = start(context.installBundle(assembly.backend().toUri().toString()));
        this.second = start(context.installBundle(
                "itest:second", TestBundle.renamed(assembly.backend(), "io.pokeai.itest.second")));
        Optional<Path> djlJar = assembly.backend("djl");
        this.djl = djlJar.isPresent()
                ? Optional.of(start(context.installBundle(djlJar.get().toUri().toString())))
                : Optional.empty();
        weights(artifacts, 0);
        if (djl.isPresent()) {
            takeCheckpoint();
        }
        this.engine = engines.open(EngineSettings.of(artifacts).withWatch(false));
        List<Question> questions = new ArrayList<>();
        for (Color colour : colours) {
            questions.add(new Question(MODEL, colour, answer -> fault(answer, colour)));
        }
        engine.control().load(MODEL, SwapTarget.AS_FOUND, WHO).orThrow();
        if (djl.isPresent()) {
            engine.control()
                    .load(CHECKPOINT, SwapTarget.AS_FOUND.withBackend("onnx"), WHO)
                    .orThrow();
            questions.addAll(TwoBackEnds.questions(engine, CHECKPOINT));
        }
        this.callers = CheckedCallers.start(engine, questions, CALLERS);
    }

    /** Writes what the test inside of the framework cannot: there, the networks with known answers are not to be seen. */
    static void prepare() throws IOException {
        if (Assembly.find().backend("djl").isPresent()) {
            KnownCheckpoint.write(Scratch.folder(CHECKPOINT_FOLDER), CHECKPOINT);
        }
    }

    static SwapSoak begin(BundleContext context, EngineFactory engines, Path folder, LoaderWatch loaders)
            throws Exception {
        return new SwapSoak(context, engines, folder, loaders);
    }

    private void takeCheckpoint() throws IOException {
        Path prepared = Scratch.latest(CHECKPOINT_FOLDER);
        for (String file : Scratch.files(prepared)) {
            Files.copy(prepared.resolve(file), artifacts.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Changes something else every time; throws when that does not end well. */
    void swap(int turn) throws Exception {
        if (!faults().isEmpty()) {
            throw new AssertionError("after " + (turn - 1) + " swaps: " + faults());
        }
        ModelControl control = engine.control();
        switch (Kind.values()[turn % kinds()]) {
            case WEIGHTS_IN_PLACE -> {
                weights(artifacts, turn);
                settle();
            }
            case VERSION -> {
                Path file = weights(elsewhere, turn);
                control.swap(MODEL, SwapTarget.file(file), WHO).orThrow();
            }
            case FAIL_OVER -> { // the back end that answers stops, the other takes over, and it comes back
                Bundle bundle = turn % 2 == 0 ? first : second;
                bundle.stop();
                start(bundle);
                settle();
            }
            case CANARY_PROMOTED -> {
                Path file = weights(elsewhere, turn);
                control.canary(MODEL, SwapTarget.file(file), CANARY, WHO).orThrow();
                control.promote(MODEL, WHO).orThrow();
            }
            case BUNDLE_UPDATE -> {
                update(first, Assembly.find().backend());
                refreshFirst();
            }
            case AGREEING_VERSION -> { // as seen from the other bundle, which takes over
                update(first, TestBundle.versioned(Assembly.find().backend(), "7.0." + turn));
            }
            case DISAGREEING_VERSION -> { // is never to be seen; its answers are all the same
                update(
                        first,
                        TestBundle.biased(
                                first.getSymbolicName(),
                                "8.0." + turn,
                                Map.of(BiasedBackend.BIAS, "0.5", BiasedBackend.RANKING, "10")));
                update(first, Assembly.find().backend());
            }
            case KEPT_TIMES -> keepTimes(turn);
            case FOLDER_AWAY -> { // a disk that is mounted anew: what is loaded goes on answering
                Path away = artifacts.resolveSibling("away");
                Files.move(artifacts, away);
                settle();
                Files.move(away, artifacts);
                settle();
            }
            case TO_DJL ->
                control.swap(CHECKPOINT, SwapTarget.backend("djl"), WHO).orThrow();
            case DJL_UPDATE ->
                update(djl.orElseThrow(), Assembly.find().backend("djl").orElseThrow());
            case TO_ONNX ->
                control.swap(CHECKPOINT, SwapTarget.backend("onnx"), WHO).orThrow();
        }
    }

    /** Other weights whose file has the name, the size and the time of the old one, renamed over it or written into it. */
    private void keepTimes(int turn) throws Exception {
        Path file = artifacts.resolve(MODEL + ".onnx");
        FileTime time = Files.getLastModifiedTime(file);
        Path other = weights(elsewhere, turn);
        Files.setLastModifiedTime(other, time);
        if (turn % 2 == 0) {
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.write(file, Files.readAllBytes(other));
            Files.setLastModifiedTime(file, time);
        }
        settle();
    }

    /** How many kinds of swap take turns. */
    int kinds() {
        return djl.isPresent() ? Kind.values().length : Kind.WITHOUT_DJL;
    }

    private void update(Bundle bundle, Path jar) throws Exception {
        update(bundle, Files.newInputStream(jar));
    }

    private void update(Bundle bundle, InputStream content) throws Exception {
        loaders.watch(bundle);
        try (content) {
            bundle.update(content);
        }
        settle();
    }

    /** The framework keeps the classes that a bundle had before its updates until it is refreshed. */
    private void refreshFirst() throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(first), event -> refreshed.countDown());
        if (!refreshed.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("not refreshed");
        }
        settle();
    }

    /** After a collection, so that only what is held counts. */
    long residentKilobytes() {
        System.gc();
        return ProcessFacts.available() ? ProcessFacts.self().residentKilobytes() : 0;
    }

    /** The native libraries of the back ends, each as often as it is mapped. */
    List<String> libraries() {
        return Stream.of("libonnxruntime.so", "libtorch_cpu.so")
                .flatMap(name -> ProcessFacts.self().mapped(name).stream())
                .toList();
    }

    /** How many there ought to be. */
    int backEnds() {
        return djl.isPresent() ? 2 : 1;
    }

    List<String> faults() {
        return callers.faults();
    }

    long answers() {
        return callers.answers();
    }

    void stop() {
        callers.close();
    }

    @Override
    public void close() throws BundleException {
        stop();
        engine.close();
        List<Bundle> bundles = new ArrayList<>(List.of(first, second));
        djl.ifPresent(bundles::add);
        for (Bundle bundle : bundles) {
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

    private Optional<String> fault(Prediction answer, Color colour) {
        KnownModel model = versions.get(answer.version());
        float difference =
                model == null ? Float.NaN : model.difference(answer.logits().orElseThrow(), colour);
        return difference < KnownModel.TOLERANCE
                ? Optional.empty()
                : Optional.of("wrong by " + difference + " at version " + answer.version());
    }

    private static Bundle start(Bundle bundle) throws BundleException {
        bundle.start();
        return bundle;
    }
}
