package io.pokeai.engine.runtime.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How often a model is looked at that reads a second file, of which only its back end knows. */
@Timeout(120)
class FurtherFilesTest {
    private static final Duration LATER = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private Instant written;

    @BeforeEach
    void writeTheModel() throws Exception {
        written = FileStamp.of(FakeClassifierFactory.write(folder.resolve("a.onnx"), "fake 1"))
                .newest();
        Files.writeString(weights(), "1");
    }

    @Test
    void aModelWhoseWeightsAreYoungIsLookedAtOnceMore() throws Exception {
        Files.setLastModifiedTime(weights(), FileTime.from(written.plus(LATER)));
        try (Discovery discovery = discovery()) {
            assertThat(looksAfterSeconds(0, discovery)).isEqualTo(1);
            assertThat(looksAfterSeconds(1, discovery)).as("too early").isEqualTo(1);
            assertThat(looksAfterSeconds(5, discovery)).isEqualTo(2);
            assertThat(looksAfterSeconds(10, discovery)).as("once").isEqualTo(2);
        }
    }

    @Test
    void aModelWhoseFilesAreAllOldIsNotLookedAtAgainUntilOneChanges() throws Exception {
        try (Discovery discovery = discovery()) {
            assertThat(looksAfterSeconds(0, discovery)).isEqualTo(1);
            assertThat(looksAfterSeconds(10, discovery)).isEqualTo(1);
            Files.writeString(weights(), "other");
            assertThat(looksAfterSeconds(20, discovery)).isEqualTo(2);
        }
    }

    private Path weights() {
        return elsewhere.resolve("a.weights");
    }

    private int looksAfterSeconds(int seconds, Discovery discovery) throws InterruptedException {
        nanos.set(TimeUnit.SECONDS.toNanos(seconds));
        discovery.rescan();
        assertThat(discovery.awaitIdle(TimeUnit.MINUTES.toNanos(1))).isTrue();
        return looks.get();
    }

    private Discovery discovery() {
        Backends backends = new Backends();
        backends.add(new ReadsWeights(), 0);
        ArtifactsFolder files = new ArtifactsFolder(
                folder, FolderLayout.AS_FOUND, () -> WantedFiles.of(backends.inOrder()), () -> written.plus(LATER));
        Recognition recognition = new Recognition(backends, ContentHashes.reading(), FolderLayout.AS_FOUND);
        return new Discovery(files, List::of, recognition, new NoSlots(), () -> {}, nanos::get);
    }

    private final class ReadsWeights implements ClassifierFactory {
        private final FakeClassifierFactory fake = new FakeClassifierFactory();

        @Override
        public String id() {
            return fake.id();
        }

        @Override
        public Set<String> suffixes() {
            return fake.suffixes();
        }

        @Override
        public Optional<ModelSpec> recognise(ModelSource source) {
            looks.incrementAndGet();
            assertThat(source.hashes().sha256(weights())).isNotEmpty();
            return fake.recognise(source);
        }

        @Override
        public Classifier open(ModelSpec spec, OpenOptions options) {
            throw new AssertionError("nobody asks for the model");
        }
    }

    private static final class NoSlots implements DiscoveredNames {
        @Override
        public void tell(String name, Consumer<? super DiscoveredName> news) {}

        @Override
        public void remove(String name) {}

        @Override
        public boolean gone(String name) {
            return true;
        }

        @Override
        public void back(String name) {}
    }
}
