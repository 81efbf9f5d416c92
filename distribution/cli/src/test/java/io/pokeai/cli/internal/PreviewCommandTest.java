package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewCommandTest {
    @TempDir
    Path folder;

    private Shelf shelf;
    private Path output;

    @BeforeEach
    void setUp() {
        shelf = new Shelf(folder);
        output = folder.resolve("out");
    }

    @Test
    void writesTheCropOfTheOnlyModelBesideItsName() throws IOException {
        Path cat = picture("cat.jpg", "7");
        assertThat(shelf.run("preview", cat, "-o", output)).isZero();
        assertThat(Files.readString(output.resolve("cat.jpg.png"))).isEqualTo("4x4:7");
        assertThat(files()).containsExactly("cat.jpg.png");
        assertThat(shelf.out).isEmpty();
    }

    @Test
    void aSpecNeedsNoModel() throws IOException {
        shelf.setUp = engine -> engine.models.clear();
        Path cat = picture("cat.jpg", "7");
        assertThat(shelf.run("preview", cat, "--spec", "yolo64", "-o", output)).isZero();
        assertThat(Files.readString(output.resolve("cat.jpg.png"))).isEqualTo("64x64:7");
        assertThat(shelf.run("preview", cat, "--spec", "yolo-64", "-o", output)).isEqualTo(2);
    }

    @Test
    void withSeveralModelsBothWaysAreNamed() throws IOException {
        shelf.setUp = engine -> engine.models.add(FakeModels.found("other", io.pokeai.engine.api.ScoreKind.LOGITS));
        assertThat(shelf.run("preview", picture("cat.jpg", "7"), "-o", output)).isEqualTo(2);
        assertThat(shelf.err).contains("--model NAME", "tiny, other", "--spec tv255_224", "--spec yolo224");
        assertThat(output).doesNotExist();
    }

    @Test
    void collidingNamesAreRefusedBeforeAnythingIsWritten() throws IOException {
        picture("set/a/1.jpg", "1");
        picture("set/b/1.jpg", "2");
        assertThat(shelf.run("preview", folder.resolve("set"), "-o", output)).isEqualTo(2);
        assertThat(shelf.err)
                .contains("Nothing was written", "a/1.jpg", "b/1.jpg", "would both become")
                .contains("--keep-dirs");
        assertThat(output).doesNotExist();
        assertThat(shelf.run("preview", "--keep-dirs", folder.resolve("set"), "-o", output))
                .isZero();
        assertThat(files()).containsExactly("set/a/1.jpg.png", "set/b/1.jpg.png");
        assertThat(Files.readString(output.resolve("set/b/1.jpg.png"))).isEqualTo("4x4:2");
    }

    @Test
    void aPictureThatIsReadIsNeverOverwritten() throws IOException {
        picture("set/cat.jpg", "1");
        picture("set/cat.jpg.png", "2");
        Path set = folder.resolve("set");
        assertThat(shelf.run("preview", set.resolve("cat.jpg"), set.resolve("cat.jpg.png"), "-o", set))
                .isEqualTo(2);
        assertThat(shelf.err).contains("would overwrite the picture");
        assertThat(Files.readString(set.resolve("cat.jpg.png"))).isEqualTo("2");
    }

    @Test
    void aSecondRunDoesNotPreviewThePreviews() throws IOException {
        picture("set/cat.jpg", "1");
        Path set = folder.resolve("set");
        for (int run = 0; run < 2; run++) {
            assertThat(shelf.run("preview", set, "-o", set.resolve("crops"))).isZero();
        }
        try (Stream<Path> crops = Files.list(set.resolve("crops"))) {
            assertThat(crops).containsExactly(set.resolve("crops/cat.jpg.png"));
        }
    }

    @Test
    void badPicturesAreLinesAndTheOthersGoOn() throws IOException {
        for (int i = 10; i < 40; i++) {
            picture("set/" + i + ".jpg", i == 20 ? "broken" : String.valueOf(i));
        }
        assertThat(shelf.run("preview", "--threads", "3", folder.resolve("set"), "-o", output))
                .isEqualTo(1);
        assertThat(shelf.err)
                .isEqualTo("pokeai: CORRUPT_IMAGE: " + folder.resolve("set/20.jpg")
                        + ": the JPEG ends after 6 bytes.\npokeai: 1 of 30 pictures failed.\n");
        assertThat(files()).hasSize(29);
    }

    @Test
    void wrongCallsAreStatus2() throws IOException {
        Path cat = picture("cat.jpg", "7");
        assertThat(shelf.run("preview", cat)).isEqualTo(2);
        assertThat(shelf.err).contains("-o");
        assertThat(shelf.run("preview", cat, "-o", output, "--model", "tiny", "--spec", "yolo64"))
                .isEqualTo(2);
        assertThat(shelf.err).contains("Both --model and --spec");
    }

    @Test
    void anOutputThatIsAFileIsAnError() throws IOException {
        Path cat = picture("cat.jpg", "7");
        assertThat(shelf.run("preview", cat, "-o", cat)).isEqualTo(3);
        assertThat(shelf.err).contains(cat.toString()).doesNotContain("\tat ");
    }

    private Path picture(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(output)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> output.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
