package io.pokeai.engine.runtime.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files whose names do not say that they are models: who is asked about them, and what is said of them. */
@Timeout(300)
class UnknownFilesTest {
    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture(folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aBackEndThatDeclaresNothingFindsItsFileWhateverItIsCalled() throws Exception {
        fixture.model("fire.colours", "fake 1");
        fixture.model("noending", "fake 2");
        fixture.withBackend();

        assertThat(names()).containsExactly("fire", "noending");
        assertThat(fixture.answer("fire")).isNotNaN();
    }

    @Test
    void whatNobodyClaimsIsNotAModelThatLacksABackEnd() throws Exception {
        for (String name : List.of("README", "LICENSE", "classes.txt", "notes.md", "split.csv", "w.bin", "a.colours")) {
            fixture.model(name, "cat\n");
        }
        fixture.model("a.onnx", "\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b");
        fixture.withBackend();

        assertThat(names()).containsExactly("a");
        assertThat(fixture.status("a").error().orElseThrow().code()).isEqualTo(ErrorCode.NO_BACKEND);
    }

    @Test
    void aBackEndIsOnlyAskedAboutTheEndingsThatItDeclares() throws Exception {
        Asked asked = new Asked(Set.of(".Colours", ".xml"));
        for (String name :
                List.of("a.colours", "b.COLOURS", "c.xml", "d.bin", "e.onnx", ".f.colours", "g.jpg", "README")) {
            fixture.model(name, "x");
        }
        fixture.withBackend(asked);

        fixture.settle();
        assertThat(asked.files).containsExactlyInAnyOrder("a.colours", "b.COLOURS", "c.xml", "e.onnx");
    }

    @Test
    void picturesTablesSideFilesAndUnfinishedDownloadsAreNotShownToAnybody() throws Exception {
        Asked asked = new Asked(Set.of());
        for (String name : List.of(
                "a.jpg",
                "b.PNG",
                "c.csv",
                "m.model.json",
                "m.cert.json",
                "m.classes.txt",
                "d.onnx.part",
                "e.onnx.bak",
                "f.colours~",
                ".hidden",
                "g.pth.crdownload",
                "h.data")) {
            fixture.model(name, "x");
        }
        fixture.withBackend(asked);

        fixture.settle();
        assertThat(asked.files).containsExactly("h.data");
    }

    @Test
    void ofVeryManyUnknownFilesOnlyTheFirstAreAskedAbout() throws Exception {
        WantedFiles wanted = new WantedFiles(Set.of(".colours"), true);
        for (int i = 0; i < WantedFiles.MOST_UNKNOWN + 50; i++) {
            Files.createFile(folder.resolve(String.format("%05d", i)));
        }
        Files.createFile(folder.resolve("z.onnx"));
        Files.createFile(folder.resolve("z.colours"));
        Files.createDirectory(folder.resolve("z.pth"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(wanted.among(files))
                    .hasSize(WantedFiles.MOST_UNKNOWN + 2)
                    .endsWith(folder.resolve("z.onnx"));
        }
    }

    @Test
    void theModelOfABackEndThatLeftWaitsForAnother() throws Exception {
        fixture.model("fire.colours", "fake 1");
        fixture.withBackend();
        fixture.answer("fire");
        fixture.backends.remove(fixture.fake);
        fixture.settle();
        assertThat(fixture.status("fire").error().orElseThrow().code()).isEqualTo(ErrorCode.UNAVAILABLE);

        fixture.withBackend(new FakeClassifierFactory("second"));
        fixture.settle();
        assertThat(fixture.status("fire").state()).isNotEqualTo(ModelState.FAILED);
        assertThat(fixture.answer("fire")).isNotNaN();
    }

    @Test
    void aBackEndThatComesLaterFindsFilesThatNobodyClaimedBefore() throws Exception {
        fixture.model("fire.colours", "fake 1");
        fixture.withBackend(new Asked(Set.of()));
        fixture.settle();
        assertThat(names()).isEmpty();

        fixture.withBackend();
        fixture.settle();
        assertThat(names()).containsExactly("fire");
    }

    @Test
    void aModelThatIsNoneIsToldWhatItIs() throws Exception {
        fixture.model("lfs.pth", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
        fixture.model("page.pt", "\n<!DOCTYPE html>\n<html>");
        fixture.old(Files.createFile(folder.resolve("zero.pt")));
        fixture.withBackend(new Asked(Set.of(".pt")));

        assertThat(problem("lfs")).isEqualTo("lfs.pth is a Git LFS pointer, not the model itself.");
        assertThat(fixture.status("lfs").error().orElseThrow().remedy()).contains("git lfs pull");
        assertThat(problem("page")).isEqualTo("page.pt is an HTML page, not a model.");
        assertThat(problem("zero")).isEqualTo("zero.pt is empty (0 bytes).");
    }

    private String problem(String model) {
        var error = fixture.status(model).error().orElseThrow();
        assertThat(error.code()).isEqualTo(ErrorCode.MODEL_INVALID);
        return error.problem();
    }

    private List<String> names() throws InterruptedException {
        fixture.settle();
        return fixture.registry().list().stream()
                .map(ModelStatus::name)
                .sorted()
                .toList();
    }

    /** Remembers what it was asked about, and opens nothing. */
    private static final class Asked implements ClassifierFactory {
        private final Set<String> suffixes;
        private final Queue<String> files = new ConcurrentLinkedQueue<>();

        Asked(Set<String> suffixes) {
            this.suffixes = suffixes;
        }

        @Override
        public String id() {
            return "asked";
        }

        @Override
        public Set<String> suffixes() {
            return suffixes;
        }

        @Override
        public Optional<ModelSpec> recognise(ModelSource source) {
            String name = String.valueOf(source.file().getFileName());
            if (!files.contains(name)) {
                files.add(name);
            }
            return Optional.empty();
        }

        @Override
        public Classifier open(ModelSpec spec, OpenOptions options) {
            throw new AssertionError();
        }
    }
}
