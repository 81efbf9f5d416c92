package io.pokeai.engine.runtime.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ShadowReport;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapReport.Outcome;
import io.pokeai.engine.api.SwapStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapJournalTest {
    @TempDir
    Path folder;

    private static SwapReport report(String model, int number) {
        return new SwapReport(
                Instant.parse("2026-01-02T03:04:05.678Z").plusSeconds(number),
                "ève \"the\" \u2603\n",
                Operation.SWAP,
                model,
                number % 2 == 0 ? Outcome.DONE : Outcome.FAILED,
                Optional.of(new SwapReport.Version(number, "abc" + number, "onnx", List.of(Path.of("/a b/ü.onnx")))),
                Optional.empty(),
                List.of(new SwapReport.Step("warm up", Duration.ofNanos(1_234_000))),
                List.of("a note"),
                number % 2 == 0
                        ? Optional.empty()
                        : Optional.of(new EngineException(ErrorCode.MODEL_INVALID, "It is ünusual.", "Copy it.")));
    }

    private static void assertSame(SwapReport found, SwapReport expected) {
        assertThat(found).usingRecursiveComparison().ignoringFields("error").isEqualTo(expected);
        assertThat(found.error().map(EngineException::getMessage))
                .isEqualTo(expected.error().map(EngineException::getMessage));
        assertThat(found.error().map(EngineException::code))
                .isEqualTo(expected.error().map(EngineException::code));
    }

    @Test
    void whatIsWrittenIsReadNewestFirst() {
        SwapJournal journal = new SwapJournal(folder.resolve("new/journal"));
        assertThat(journal.read(Optional.empty(), 10)).isEmpty();
        for (int i = 0; i < 6; i++) {
            assertThat(journal.write(report(i < 3 ? "a" : "b", i)).notes()).containsExactly("a note");
        }
        List<SwapReport> all = new SwapJournal(folder.resolve("new/journal")).read(Optional.empty(), 10);
        assertThat(all).hasSize(6);
        for (int i = 0; i < 6; i++) {
            assertSame(all.get(i), report(i > 2 ? "a" : "b", 5 - i));
        }
        assertThat(journal.read(Optional.of("a"), 10)).hasSize(3);
        assertThat(journal.read(Optional.empty(), 2)).hasSize(2);
    }

    @Test
    void theBuildOfABackEndAndTheResultOfATrialAreKept() {
        SwapReport plain = report("a", 0);
        SwapReport.Version version = new SwapReport.Version(3, "abc", "onnx", "1.1.0", List.of(Path.of("/a.onnx")));
        SwapJournal journal = new SwapJournal(folder);
        List<SwapStatus.Trial> trials = List.of(
                new SwapStatus.Trial(version, 0.25, 200, 3, Optional.empty()),
                new SwapStatus.Trial(version, 0, 50, 1, Optional.of(new ShadowReport(200, 4, 5, 6, 0.125, List.of()))));
        for (SwapStatus.Trial trial : trials) {
            SwapReport written = new SwapReport(
                    plain.at(),
                    plain.who(),
                    Operation.PROMOTE,
                    plain.model(),
                    Outcome.DONE,
                    Optional.of(version),
                    Optional.of(version),
                    plain.steps(),
                    plain.notes(),
                    Optional.empty(),
                    Optional.of(trial));
            journal.write(written);
            assertSame(journal.read(Optional.of("a"), 1).get(0), written);
        }
    }

    /** A line as the engine wrote it before it knew builds and trials. */
    @Test
    void olderLinesStayReadable() throws Exception {
        String line = "{\"at\":\"2026-01-02T03:04:05Z\",\"who\":\"eve\",\"operation\":\"SWAP\",\"model\":\"a\","
                + "\"outcome\":\"DONE\",\"from\":{\"generation\":1,\"version\":\"abc\",\"backend\":\"onnx\","
                + "\"files\":[\"/a.onnx\"]},\"micros\":{\"open\":12},\"notes\":[]";
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(line.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Files.writeString(
                folder.resolve(SwapJournal.FILE), line + String.format(",\"crc32c\":\"%08x\"}\n", crc.getValue()));
        SwapReport read = new SwapJournal(folder).read(Optional.of("a"), 1).get(0);
        assertThat(read.from().orElseThrow().backendVersion()).isEmpty();
        assertThat(read.from().orElseThrow().backendName()).isEqualTo("onnx");
        assertThat(read.trial()).isEmpty();
    }

    /** Power may fail at any byte of the last line, and disks rot anywhere. */
    @Test
    void aTornLastLineCostsThatLineOnly() throws Exception {
        SwapJournal journal = new SwapJournal(folder);
        journal.write(report("a", 0));
        long whole = Files.size(folder.resolve(SwapJournal.FILE));
        journal.write(report("a", 2));
        byte[] bytes = Files.readAllBytes(folder.resolve(SwapJournal.FILE));
        for (int length = (int) whole; length < bytes.length - 1; length += 7) {
            Files.write(folder.resolve(SwapJournal.FILE), java.util.Arrays.copyOf(bytes, length));
            SwapJournal again = new SwapJournal(folder);
            assertThat(again.read(Optional.empty(), 10)).hasSize(1);
            again.write(report("a", 4));
            List<SwapReport> read = again.read(Optional.empty(), 10);
            assertThat(read).hasSize(2);
            assertSame(read.get(0), report("a", 4));
            assertSame(read.get(1), report("a", 0));
        }
    }

    @Test
    void aChangedByteIsNoticed() throws Exception {
        SwapJournal journal = new SwapJournal(folder);
        journal.write(report("a", 0));
        byte[] bytes = Files.readAllBytes(folder.resolve(SwapJournal.FILE));
        for (int at = 0; at < bytes.length - 1; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            Files.write(folder.resolve(SwapJournal.FILE), changed);
            assertThat(journal.read(Optional.empty(), 10)).as("byte " + at).isEmpty();
        }
    }

    @Test
    void itIsBounded() throws Exception {
        SwapJournal journal = new SwapJournal(folder);
        journal.write(report("a", 0));
        byte[] line = Files.readAllBytes(folder.resolve(SwapJournal.FILE));
        for (int round = 0; round < 3; round++) {
            while (Files.size(folder.resolve(SwapJournal.FILE)) <= SwapJournal.MAX_BYTES) {
                Files.write(folder.resolve(SwapJournal.FILE), line, StandardOpenOption.APPEND);
            }
            journal.write(report("a", 2));
            assertThat(Files.size(folder.resolve(SwapJournal.FILE))).isLessThan(2L * line.length);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(SwapJournal.FILE, SwapJournal.OLDER, ".lock");
        }
        assertThat(journal.read(Optional.empty(), 5)).hasSize(5);
    }

    @Test
    void nothingIsWrittenWhenNothingHappens() {
        SwapReport same = report("a", 0);
        SwapReport unchanged = new SwapReport(
                same.at(),
                same.who(),
                same.operation(),
                same.model(),
                Outcome.UNCHANGED,
                same.from(),
                same.to(),
                same.steps(),
                same.notes(),
                same.error());
        assertThat(new SwapJournal(folder.resolve("none")).write(unchanged)).isSameAs(unchanged);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenCostsTheLineNotTheChange() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        SwapReport noted = new SwapJournal(file).write(report("a", 0));
        assertThat(noted.notes()).hasSize(2);
        assertThat(noted.notes().get(1)).contains("Not in the journal", "file");
    }

    @Test
    void twoEnginesMayWriteAtOnce() {
        IntStream.range(0, 60).parallel().forEach(i -> new SwapJournal(folder).write(report("a", 2 * i)));
        assertThat(new SwapJournal(folder).read(Optional.empty(), 100)).hasSize(60);
    }
}
