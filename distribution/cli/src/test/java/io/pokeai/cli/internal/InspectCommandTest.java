package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.FileReport;
import io.pokeai.engine.api.backend.FileReport.Fact;
import io.pokeai.engine.api.backend.FileReport.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void write() throws IOException {
        shelf = new Shelf(folder);
        Files.writeString(folder.resolve("a.bin"), "12345");
    }

    private void report(FileReport report) {
        shelf.fileInspectors.add(file -> Optional.empty());
        shelf.fileInspectors.add(file -> Optional.of(report));
    }

    @Test
    void saysWhatIsInTheFile() {
        report(new FileReport(
                "Bin 7",
                List.of(new Fact("producer", "me"), new Fact("x", "evil\u001b[2J")),
                List.of("cat", "dog"),
                List.of(
                        new StoredTensor("fc.weight", "float32", List.of(2L, 512L)),
                        new StoredTensor("steps", "int64", List.of()))));
        assertThat(shelf.run("inspect", "a.bin")).isZero();
        assertThat(shelf.out).isEqualTo("""
                        a.bin: Bin 7, 5 bytes
                          producer  me
                          x         evil\\u001b[2J

                        2 classes: cat, dog

                        2 tensors with 1,025 elements:
                        TENSOR     DTYPE    SHAPE
                        fc.weight  float32  [2, 512]
                        steps      int64    []
                        """);
        assertThat(shelf.run("inspect", "a.bin", "--format", "json")).isZero();
        assertThat(shelf.out.replaceAll("\\s", ""))
                .isEqualTo("{\"file\":\"a.bin\",\"format\":\"Bin7\","
                        + "\"facts\":{\"producer\":\"me\",\"x\":\"evil\\u001B[2J\"},\"data\":{},"
                        + "\"classes\":[\"cat\",\"dog\"],\"tensors\":["
                        + "{\"name\":\"fc.weight\",\"dtype\":\"float32\",\"shape\":[2,512]},"
                        + "{\"name\":\"steps\",\"dtype\":\"int64\",\"shape\":[]}]}");
    }

    @Test
    void shortensLongListsUnlessAllIsWanted() {
        List<StoredTensor> tensors = IntStream.range(0, 100)
                .mapToObj(i -> new StoredTensor("t" + i, "float16", List.of(1L)))
                .toList();
        report(new FileReport("Bin", List.of(), List.of(), tensors));
        shelf.run("inspect", "a.bin");
        assertThat(shelf.out).contains("t11 ").doesNotContain("t12 ").contains("… and 88 more (--all)");
        shelf.run("inspect", "a.bin", "--all");
        assertThat(shelf.out).contains("t99 ").doesNotContain("more");
    }

    @Test
    void refusalsAndUnknownFilesAreErrors() {
        assertThat(shelf.run("inspect", "a.bin")).isNotZero();
        assertThat(shelf.err).contains("a.bin is not a model file of a known kind.");
        assertThat(shelf.run("inspect", "b.bin")).isNotZero();
        assertThat(shelf.err)
                .contains("b.bin is not a file, and there is no model of this name.", "one of the models: tiny.");
        shelf.fileInspectors.add(file -> {
            throw new EngineException(ErrorCode.MODEL_REFUSED, "a.bin: refuses 'os.system'.", "Do not use it.");
        });
        assertThat(shelf.run("inspect", "a.bin")).isEqualTo(3);
        assertThat(shelf.err).contains("refuses 'os.system'.").contains("Do not use it.");
        assertThat(shelf.run("inspect", "a.bin", "--format", "json")).isEqualTo(3);
        assertThat(shelf.out.replaceAll("\\s", ""))
                .startsWith("{\"file\":\"a.bin\",\"error\":{\"code\":\"MODEL_REFUSED\",");
    }

    @Test
    void aModelIsInspectedByItsName() throws IOException {
        report(new FileReport("Bin 7", List.of(), List.of(), List.of()));
        Path file = Files.writeString(folder.resolve("tiny.onnx"), "1234");
        shelf.setUp = engine -> engine.models.set(0, FakeModels.found("tiny", ScoreKind.LOGITS, file));
        assertThat(shelf.run("inspect", "tiny")).isZero();
        assertThat(shelf.out)
                .startsWith("Model tiny\n  version    ")
                .contains("  input      tv8_4, stated by back end\n", "  labels     3 classes, stated by back end\n")
                .contains("\n" + file + ": Bin 7, 4 bytes\n");
        assertThat(shelf.run("inspect", "tiny", "--format", "json")).isZero();
        assertThat(shelf.out.replaceAll("\\s", ""))
                .startsWith("{\"model\":{\"name\":\"tiny\",\"files\":[\"" + file + "\"],\"version\":")
                .contains("\"provenance\":{\"input\":{\"certainty\":\"stated\",\"source\":\"backend\"}")
                .contains("\"file\":\"" + file + "\",\"format\":\"Bin7\"");
    }

    @Test
    void programsGetFactsAsDataAndEveryKeyOnce() {
        report(new FileReport(
                "Bin 7",
                List.of(new Fact("input", "a"), new Fact("input", "b")),
                List.of(),
                List.of(),
                new TreeMap<>(Map.of("opsets", Map.of("", 17L), "inputs", List.of("a", "b"), "fixed", true))));
        assertThat(shelf.run("inspect", "a.bin", "--format", "json")).isZero();
        assertThat(shelf.out.replaceAll("\\s", ""))
                .contains("\"facts\":{\"input\":[\"a\",\"b\"]}")
                .contains("\"data\":{\"fixed\":true,\"inputs\":[\"a\",\"b\"],\"opsets\":{\"\":17}}");
    }
}
