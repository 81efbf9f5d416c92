package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.runtime.internal.discovery.RememberedHashes;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.fixture.ReplacedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What answers is what its version is the hash of, wherever between two steps the files are replaced, and however. */
@Timeout(300)
class VersionsTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final List<Fixture> fixtures = new ArrayList<>();
    private Path file;

    /** How files are replaced; all keep the size and the time. */
    enum How {
        RENAMED_OVER,
        WRITTEN_IN_PLACE,
        CUT_SHORT_FOR_A_MOMENT,
        THERE_AND_BACK,
        IN_PLACE_THERE_AND_BACK
    }

    @BeforeEach
    void theFirst() throws IOException {
        file = folder.resolve("m.onnx");
        write(file, 1);
    }

    @AfterEach
    void stop() {
        fixtures.forEach(Fixture::close);
    }

    static Stream<Arguments> everything() {
        return Stream.of(true, false)
                .flatMap(through -> Stream.of(ReplacedFiles.Point.values())
                        .flatMap(point -> Stream.of(How.values()).map(how -> Arguments.of(through, point, how))));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void theVersionIsThatOfWhatAnswers(boolean through, ReplacedFiles.Point point, How how) throws Exception {
        ReplacedFiles backend = new ReplacedFiles(through);
        Fixture fixture = fixture(backend);
        boolean whileRecognised = point.compareTo(ReplacedFiles.Point.BEFORE_OPEN) < 0;
        if (!whileRecognised) {
            fixture.settle();
        }
        backend.at(point, () -> replace(how));
        fixture.settle();
        answersWhatItIs(fixture);
        assertThat(backend.hasActed()).as("acted").isTrue();
    }

    @Test
    void eightyFilesRenamedBetweenRecognitionAndOpeningAreEightyRightAnswers() throws Exception {
        int number = 1;
        for (int i = 0; i < 80; i++) {
            ReplacedFiles backend = new ReplacedFiles(i % 2 == 0);
            Fixture fixture = fixture(backend);
            fixture.settle();
            int next = ++number;
            backend.at(ReplacedFiles.Point.BEFORE_OPEN, () -> renameOver(next));
            // Who reads through the engine has the old one open, and answers with that under its own version.
            assertThat(answersWhatItIs(fixture)).isIn(i % 2 == 0 ? next - 1 : next, next);
            fixture.close();
            fixtures.clear();
        }
    }

    /** Two archives with the same times and sizes, one unpacked over the other, each looked at by a process of its own. */
    @Test
    void whatWasRememberedOfAnotherFileIsNotBelieved() throws Exception {
        for (int number = 1; number < 6; number++) {
            write(file, number);
            Fixture fixture = fixture(new ReplacedFiles(number % 2 == 0));
            fixture.settle();
            assertThat(answersWhatItIs(fixture)).isEqualTo(number);
            fixture.close();
        }
        fixtures.clear();
    }

    /** Images that are mounted over each other may agree in everything that a file system tells. */
    @Test
    void whatTheFileSystemCannotTellApartIsTold() throws Exception {
        Fixture first = fixture(new ReplacedFiles(true));
        first.settle();
        Path notes = first.settings.cache().resolve("hashes");
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        write(file, 2);
        RememberedHashes remembered =
                new RememberedHashes(notes, () -> Instant.now().plusSeconds(100));
        String newHash = remembered.sha256(file);
        try (Stream<Path> all = Files.list(notes)) {
            for (Path note :
                    all.filter(kept -> kept.toString().endsWith(".sha256")).toList()) {
                // As if the first file had had the very stamp of the second.
                Files.writeString(note, Files.readString(note).replace(newHash, hash));
            }
        }
        assertThat(remembered.sha256(file)).as("the lie is told").isEqualTo(hash);

        Fixture second = fixture(new ReplacedFiles(true));
        second.settle();
        assertThat(answersWhatItIs(second)).isEqualTo(2);
    }

    @Test
    void aFileThatNeverComesToRestIsAConflictAndNoWrongAnswer() throws Exception {
        ReplacedFiles backend = new ReplacedFiles(false);
        Fixture fixture = fixture(backend);
        fixture.settle();
        int[] number = {1};
        Runnable[] again = new Runnable[1];
        again[0] = () -> backend.at(ReplacedFiles.Point.BEFORE_OPEN, () -> {
            again[0].run();
            renameOver(++number[0]);
        });
        again[0].run();
        assertThatThrownBy(() -> fixture.registry().lease("m")).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
            assertThat(e.problem()).contains("m.onnx");
        });
    }

    @Test
    void aModelThatAnswersIsReplacedByWhatWasRenamedOverItWhileItWasBeingReplaced() throws Exception {
        ReplacedFiles backend = new ReplacedFiles(true);
        Fixture fixture = fixture(backend);
        fixture.settle();
        assertThat(answersWhatItIs(fixture)).isEqualTo(1);
        // Other labels are another contract: keep them out of this.
        Files.writeString(folder.resolve("m.model.json"), "{\"name\": \"m\"}");
        backend.at(ReplacedFiles.Point.BEFORE_OPEN, () -> renameOver(3));
        renameOver(2);
        fixture.settle();
        answersWhatItIs(fixture);
    }

    private Fixture fixture(ReplacedFiles backend) {
        Fixture fixture = new Fixture(
                        folder,
                        EngineSettings.of(folder)
                                .withWatch(false)
                                .withThreads(2)
                                .withCache(elsewhere.resolve("cache")))
                .withBackend(backend);
        fixtures.add(fixture);
        return fixture;
    }

    /** The number that answers. */
    private static int answersWhatItIs(Fixture fixture) throws Exception {
        try (ModelLease lease = fixture.registry().lease("m")) {
            int answer = (int) lease.infer(ImageTensor.allocate(1, ReplacedFiles.CROP, ReplacedFiles.CROP))
                    .row(0)[0];
            byte[] content = ReplacedFiles.content(answer).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThat(lease.spec().version())
                    .as("version of what answers " + answer)
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
            assertThat(lease.spec().labels().get(0))
                    .as("description of what answers")
                    .isEqualTo("a" + answer);
            return answer;
        }
    }

    private void replace(How how) throws IOException {
        switch (how) {
            case RENAMED_OVER -> renameOver(2);
            case WRITTEN_IN_PLACE -> write(file, 2);
            case CUT_SHORT_FOR_A_MOMENT -> {
                Files.writeString(file, "number");
                write(file, 2);
            }
            case THERE_AND_BACK -> {
                renameOver(2);
                renameOver(1);
            }
            case IN_PLACE_THERE_AND_BACK -> {
                write(file, 2);
                write(file, 1);
            }
        }
    }

    private void renameOver(int number) throws IOException {
        Path other = elsewhere.resolve("other" + number);
        write(other, number);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** In place, with the time kept. */
    private static void write(Path target, int number) throws IOException {
        Files.writeString(target, ReplacedFiles.content(number), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Files.setLastModifiedTime(target, LONG_AGO);
    }
}
