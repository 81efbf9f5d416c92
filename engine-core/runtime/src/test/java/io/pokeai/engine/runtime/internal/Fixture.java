package io.pokeai.engine.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.testkit.FakeClassifier;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** An artifacts folder with fake models, and the registry over it. */
final class Fixture implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    final Path folder;
    final Backends backends = new Backends();
    final FakeClassifierFactory fake = new FakeClassifierFactory();
    final EngineSettings settings;
    private Registry registry;
    private long age = 1_000_000;

    Fixture(Path folder) {
        this(folder, EngineSettings.of(folder).withWatch(false).withThreads(2));
    }

    Fixture(Path folder, EngineSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** What a fake might have been opened from. */
    static Candidate candidate(FakeClassifier classifier) {
        ModelSpec spec = classifier.info().spec();
        Path file = spec.files().get(0);
        return new Candidate(
                spec,
                List.of(spec),
                new FakeClassifierFactory(),
                BackendBuild.UNKNOWN,
                file,
                ArtifactsFolder.NO_FILE,
                Set.of(),
                List.of(),
                ModelFiles.lone(file),
                ModelSource.of(file),
                Map.of());
    }

    Fixture withBackend() {
        return withBackend(fake);
    }

    Fixture withBackend(ClassifierFactory factory) {
        backends.add(factory, 0);
        return this;
    }

    /** Writes a model file that is old enough to be complete; each call makes it look younger than the one before. */
    Path model(String fileName, String content) {
        return old(FakeClassifierFactory.write(folder.resolve(fileName), content));
    }

    Path old(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(age--)));
            return file;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Registry registry() {
        return registry(List::of);
    }

    synchronized Registry registry(Supplier<List<ModelSource>> declared) {
        if (registry == null) {
            registry = another(declared);
        }
        return registry;
    }

    /** A registry beside the fixture's own; whoever asks closes it. */
    Registry another(Supplier<List<ModelSource>> declared) {
        return new Registry(settings, backends, declared, FoldRunner.alone(), new FakeImaging());
    }

    /** Looks at the folder and waits until all is done. */
    void settle() throws InterruptedException {
        registry().rescan();
        assertThat(registry().awaitSettled(PATIENCE)).as("settled").isTrue();
    }

    ModelStatus status(String name) {
        return registry().list().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no model " + name + " in " + registry().list()));
    }

    /** The bias of the fake that answers, which tells the generations apart. */
    static float answer(ModelLease lease) {
        return lease.infer(ImageTensor.allocate(1, FakeClassifierFactory.CROP, FakeClassifierFactory.CROP))
                .row(0)[0];
    }

    float answer(String name) {
        try (ModelLease lease = registry().lease(name)) {
            return answer(lease);
        }
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }
}
