package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code pokeai quantize} and its table, from the command line to the files that answer. */
class QuantizeIT {
    private Installation user;

    @BeforeEach
    void unpack() throws Exception {
        user = Installation.used("quantize");
        TwoColours.write(user.artifacts(), user.work().resolve("data"));
        KnownCheckpoint.write(user.artifacts(), "plain");
        Files.delete(user.artifacts().resolve("classes.txt"));
        relabel();
    }

    @AfterEach
    void remove() {
        user.delete();
    }

    /** The labels of the known checkpoint are numbers. */
    private void relabel() throws IOException {
        for (String file : List.of("train_dev_split.csv", "test_split.csv")) {
            Path table = user.artifacts().resolve(file);
            Files.writeString(
                    table, Files.readString(table).replace(",red", ",0").replace(",blue", ",1"));
        }
    }

    private Outcome quantize(String... more) throws IOException, InterruptedException {
        List<String> arguments = new java.util.ArrayList<>(List.of("quantize", "--model", "plain", "--data", "data"));
        arguments.addAll(List.of(more));
        return user.pokeai(arguments.toArray(String[]::new)).run();
    }

    @Test
    void theNewModelAnswersBesideTheOldOne() throws Exception {
        Outcome outcome = quantize("--into", "small");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains("plain → small: ", " layers in int8, weights of 7 bits; calibrated on 7 pictures of")
                .containsPattern("written: .*/small\\.onnx \\(\\d+\\.\\d MB\\)");
        assertThat(user.artifacts().resolve("small.onnx")).exists();
        Outcome models = user.pokeai("models", "--open", "--format", "json").run();
        assertThat(Json.rows(models.out()))
                .extracting(model -> model.get("name") + " " + model.get("state"))
                .containsExactlyInAnyOrder("plain READY", "small READY");
        Outcome classified = user.pokeai("classify", "data/red/0.png", "--model", "small", "--format", "json")
                .run();
        assertThat(classified.status()).as(classified.toString()).isZero();
        byte[] written = Files.readAllBytes(user.artifacts().resolve("small.onnx"));
        Outcome again = quantize("--into", "small");
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains("small.onnx exists.", "--replace");
        assertThat(quantize("--into", "small", "--replace", "--no-table").status())
                .isZero();
        assertThat(user.artifacts().resolve("small.onnx")).hasBinaryContent(written);
        assertThat(user.temporaryFiles()).isEmpty();
        assertThat(user.traces()).isEmpty();
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsWritten() throws Exception {
        refused("'plain' is the model that is quantised", "--into", "plain");
        refused("'best' is not a calibrator", "--into", "small", "--calibrator", "best");
        Files.delete(user.artifacts().resolve("train_dev_split.csv"));
        refused("has a test split and no training rows", "--into", "small");
        assertThat(Scratch.files(user.artifacts())).noneMatch(file -> file.matches(".*(onnx|partial)"));
    }

    private void refused(String why, String... more) throws IOException, InterruptedException {
        Outcome outcome = quantize(more);
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.err()).contains(why).doesNotContain("\tat ");
    }

    @Test
    void aFullDiskIsSaidAndNothingIsLeftOnIt() throws Exception {
        try (SmallDisk disk = SmallDisk.of(user.root().resolve("disk"), 1)) {
            Path ballast = disk.folder().resolve("ballast");
            // All but a page or two of the megabyte.
            Files.write(ballast, new byte[(1 << 20) - (1 << 13)]);
            Outcome full = quantize("--into", "small", "-o", disk.folder().toString());
            assertThat(full.status()).as(full.toString()).isNotZero();
            assertThat(full.err()).contains("No space left on device").doesNotContain("\tat ", "fault of the engine");
            assertThat(Scratch.files(disk.folder())).containsExactly("ballast");
            Files.delete(ballast);
            Outcome room = quantize("--into", "small", "-o", disk.folder().toString());
            assertThat(room.status()).as(room.toString()).isZero();
            assertThat(Scratch.files(disk.folder())).containsExactly("small.onnx");
        }
    }
}
