package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.command.CliRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandTest {
    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void setUp() {
        shelf = new Shelf(folder);
    }

    @Test
    void tableHasOneAlignedRowForEachPictureInTheGivenOrder() throws IOException {
        Path second = picture("b.jpg", "2");
        Path first = picture("a-long.jpg", "0");
        int status = shelf.run("classify", second, first);
        assertThat(shelf.err).isEmpty();
        assertThat(status).isZero();
        String pad = " ".repeat("a-long".length() - "b".length());
        assertThat(shelf.out)
                .isEqualTo(second + pad + "   93.74 %  blue     3.13 %  red      3.13 %  green\n" + first
                        + "   93.74 %  red      3.13 %  green    3.13 %  blue\n");
    }

    @Test
    void aBadPictureIsARowAndTheOthersGoOn() throws IOException {
        Path good = picture("good.jpg", "1");
        Path bad = picture("bad.jpg", "broken");
        Path missing = folder.resolve("no.jpg");
        int status = shelf.run("classify", "--top", "1", bad, missing, good);
        assertThat(status).isEqualTo(1);
        assertThat(shelf.out)
                .isEqualTo(bad + "   CORRUPT_IMAGE: the JPEG ends after 6 bytes.\n" + missing
                        + "    NOT_A_FILE: there is no such file.\n" + good + "   93.74 %  green\n");
        assertThat(shelf.err).isEqualTo("pokeai: 2 of 3 pictures failed.\n");
    }

    @Test
    void withACorruptionTheModelSeesTheCorruptedPicture() throws IOException {
        shelf.augmentations.add(new Darkening());
        Path blue = picture("set/blue.jpg", "2");
        assertThat(shelf.run("classify", "--top", "1", "--with", "darkening:1", blue))
                .isZero();
        assertThat(shelf.out).contains("green");
        assertThat(shelf.run("classify", "--top", "1", "--with", "darkening:1+darkening:1", folder.resolve("set")))
                .isZero();
        assertThat(shelf.out).contains("red");
    }

    @Test
    void wrongCorruptionsAreWrongCalls() throws IOException {
        Path blue = picture("blue.jpg", "2");
        assertThat(shelf.run("classify", "--with", "fog:1", blue)).isEqualTo(2);
        assertThat(shelf.err).contains("No augmentation bundle is installed.");
        shelf.augmentations.add(new Darkening());
        assertThat(shelf.run("classify", "--with", "fog:1", blue)).isEqualTo(2);
        assertThat(shelf.err).contains("There is no augmentation 'fog'", "Known ones: darkening");
        assertThat(shelf.run("classify", "--with", "darkening:3", blue)).isEqualTo(2);
        assertThat(shelf.err).contains("'darkening' has no severity 3", "Use 1 to 2");
        assertThat(shelf.run("classify", "--with", "darkening:1+", blue)).isEqualTo(2);
        shelf.augmentations.add(new Halving());
        for (Path argument : List.of(blue, folder)) {
            assertThat(shelf.run("classify", "--with", "halving+darkening:1", argument))
                    .isEqualTo(2);
            assertThat(shelf.err).contains("'halving:1' gives floating point", "halving:1+darkening:1");
            assertThat(shelf.out).isEmpty();
        }
        assertThat(shelf.engines).isEmpty();
    }

    @Test
    void aSingleBadPictureIsARowToo() throws IOException {
        Path bad = picture("bad.jpg", "broken");
        assertThat(shelf.run("classify", bad)).isEqualTo(1);
        assertThat(shelf.out).isEqualTo(bad + "  CORRUPT_IMAGE: the JPEG ends after 6 bytes.\n");
    }

    @Test
    void theProjectsModelIsTheDefault() throws IOException {
        shelf.setUp = engine -> engine.models.add(FakeModels.found("other", ScoreKind.LOGITS));
        Path picture = picture("a.jpg", "1");
        assertThat(shelf.run("classify", picture)).isEqualTo(2);
        shelf.environment.put("MODEL_NAME", "other");
        assertThat(shelf.run("classify", "--format", "json", picture)).isZero();
        assertThat(JsonText.rows(shelf.out).get(0)).containsEntry("model", "other");
        shelf.environment.put("MODEL_NAME", "res net/18");
        assertThat(shelf.run("classify", picture)).isEqualTo(3);
        assertThat(shelf.err).contains("'res_net_18'", "The name comes from: environment MODEL_NAME.");
        assertThat(shelf.run("classify", "--model", "tiny", picture)).isZero();
    }

    @Test
    void foldersAreSortedRecursiveAndHoldOnlyPictures() throws IOException {
        picture("set/b.JPG", "0");
        picture("set/a/z.png", "1");
        picture("set/c.webp", "2");
        picture("set/.hidden.jpg", "0");
        picture("set/.git/x.jpg", "0");
        picture("set/notes.txt", "0");
        picture("set/README", "0");
        int status = shelf.run("classify", "--format", "json", folder.resolve("set"));
        assertThat(status).isZero();
        assertThat(JsonText.rows(shelf.out).stream().map(row -> row.get("image")))
                .containsExactly(
                        folder.resolve("set/a/z.png").toString(),
                        folder.resolve("set/b.JPG").toString(),
                        folder.resolve("set/c.webp").toString());
        assertThat(shelf.err).contains("passed over 2 files without the extension of a picture");
    }

    @Test
    void aNamedFileIsAPictureWhateverItsName() throws IOException {
        Path odd = picture("picture.dat", "1");
        Path at = picture("@list", "2");
        assertThat(shelf.run("classify", odd, at)).isZero();
        assertThat(shelf.out.lines()).hasSize(2);
    }

    @Test
    void aLoopOfLinksEnds() throws IOException {
        picture("set/deep/a.jpg", "0");
        Files.createSymbolicLink(folder.resolve("set/deep/loop"), folder.resolve("set"));
        Files.createSymbolicLink(folder.resolve("set/self"), folder.resolve("set/self"));
        assertThat(shelf.run("classify", folder.resolve("set"))).isZero();
        assertThat(shelf.out.lines()).hasSize(1);
    }

    @Test
    void wrongCallsAreStatus2AndSayHow() throws IOException {
        Path picture = picture("a.jpg", "0");
        assertThat(shelf.run("classify")).isEqualTo(2);
        assertThat(shelf.err).isEqualTo("""
                        pokeai: Missing required parameter: 'PICTURE|DIR'.
                                'pokeai classify --help' says how.
                        """);
        assertThat(shelf.run("classify", "--format", "xml", picture)).isEqualTo(2);
        assertThat(shelf.err).contains("expected one of [table, json, csv]").doesNotContain("\tat ");
        assertThat(shelf.run("classify", "--top", "0", picture)).isEqualTo(2);
        assertThat(shelf.run("classify", "--batch", "0", picture)).isEqualTo(2);
        assertThat(shelf.run("classify", "--threads", "none", picture)).isEqualTo(2);
        assertThat(shelf.err).contains("flag --threads").contains("whole number");
        assertThat(shelf.run("classify", "--nonsense", picture)).isEqualTo(2);
        assertThat(shelf.out).isEmpty();
    }

    @Test
    void anUnknownModelIsStatus3AndWritesNoHalfDocument() throws IOException {
        Path picture = picture("a.jpg", "0");
        assertThat(shelf.run("classify", "--format", "json", "--model", "huge", picture, picture))
                .isEqualTo(3);
        assertThat(shelf.out).isEmpty();
        assertThat(shelf.err)
                .isEqualTo("pokeai: There is no model 'huge'.\n        Known models: tiny. Another folder is named with"
                        + " --artifacts or POKEAI_ARTIFACTS.\n");
    }

    @Test
    void aStackTraceIsOnlyForThoseWhoAsk() throws IOException {
        Path picture = picture("a.jpg", "0");
        shelf.run("classify", "--verbose", "--model", "huge", picture);
        assertThat(shelf.err).contains("\tat io.pokeai");
        shelf.environment.put("POKEAI_DEBUG", "1");
        shelf.run("classify", "--model", "huge", picture);
        assertThat(shelf.err).contains("\tat io.pokeai");
    }

    @Test
    void theEngineGetsTheFlagsAndIsClosed() throws IOException {
        Path picture = picture("a.jpg", "0");
        shelf.run(
                "classify",
                "--artifacts",
                "here",
                "--threads",
                "3",
                "--provider",
                "cpu",
                "--batch",
                "5",
                picture,
                picture);
        FakeEngine engine = shelf.engine();
        assertThat(engine.settings.artifacts()).isEqualTo(folder.resolve("here"));
        assertThat(engine.settings.threads()).isEqualTo(3);
        assertThat(engine.settings.devices()).containsExactly("cpu");
        assertThat(engine.settings.watch()).isFalse();
        assertThat(engine.batches).containsExactly(5);
        assertThat(engine.closed).isEqualTo(1);
    }

    @Test
    void aKeySaysWhoAsks() throws IOException {
        Path picture = picture("set/a.jpg", "0");
        assertThat(shelf.run("classify", "--key", "ash", picture)).isZero();
        assertThat(shelf.engine().callers).containsExactly("ash");
        assertThat(shelf.run("classify", "--key", "eve", folder.resolve("set"))).isZero();
        assertThat(shelf.engine().callers).containsExactly("eve");
        assertThat(shelf.run("classify", picture)).isZero();
        assertThat(shelf.engine().callers).isEmpty();
    }

    @Test
    void withoutAnEngineTheAnswerSaysSo() throws IOException {
        shelf.hasEngine = false;
        assertThat(shelf.run("classify", picture("a.jpg", "0"))).isEqualTo(3);
        assertThat(shelf.err).contains("No engine is running").contains("pokeai doctor");
    }

    @Test
    void stoppingKeepsFinishedRowsAndEndsTheDocument() throws IOException {
        for (int i = 10; i < 60; i++) {
            picture("set/" + i + ".jpg", "0");
        }
        AtomicInteger answers = new AtomicInteger();
        shelf.setUp = engine -> engine.onAnswer = () -> {
            if (answers.incrementAndGet() == 7) {
                shelf.cancellation.cancel();
            }
        };
        assertThat(shelf.run("classify", "--format", "json", folder.resolve("set")))
                .isEqualTo(CliRunner.CANCELLED);
        assertThat(JsonText.rows(shelf.out)).hasSize(7);
        assertThat(shelf.engine().pulled).isLessThan(15);
        assertThat(shelf.engine().closed).isEqualTo(1);
    }

    @Test
    void aClosedOutputEndsTheRun() throws IOException {
        for (int i = 10; i < 60; i++) {
            picture("set/" + i + ".jpg", "0");
        }
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status =
                shelf.run(new PrintStream(full, false, StandardCharsets.UTF_8), err, "classify", folder.resolve("set"));
        assertThat(status).isEqualTo(3);
        assertThat(shelf.err).contains("The output cannot be written");
        assertThat(shelf.engine().pulled).isLessThan(10);
    }

    @Test
    void progressIsOnlyForTerminals() throws IOException {
        picture("set/a.jpg", "0");
        shelf.run("classify", folder.resolve("set"));
        assertThat(shelf.err).isEmpty();
        shelf.errIsTerminal = true;
        shelf.run("classify", folder.resolve("set"));
        assertThat(shelf.err).contains("1").contains("/s").endsWith("\r\u001b[K");
    }

    @Test
    void anEmptyFolderSaysSo() throws IOException {
        Files.createDirectory(folder.resolve("set"));
        assertThat(shelf.run("classify", "--format", "json", folder.resolve("set")))
                .isZero();
        assertThat(JsonText.rows(shelf.out)).isEmpty();
        assertThat(shelf.err).isEqualTo("pokeai: no picture was found.\n");
    }

    private Path picture(String name, String content) throws IOException {
        return shelf.picture(name, content);
    }
}
