package io.pokeai.backend.djl.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.backend.FileReport;
import io.pokeai.engine.api.backend.FileReport.Fact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptInspectorTest {
    @TempDir
    Path folder;

    private FileReport report(String fixture) throws IOException {
        Path file = folder.resolve(fixture);
        try (InputStream in = TorchScriptInspector.class.getResourceAsStream("../" + fixture)) {
            Files.write(file, in.readAllBytes());
        }
        return new TorchScriptInspector().inspect(file).orElseThrow();
    }

    @Test
    void saysWhatTheScoresAreAndHowItKnows() throws IOException {
        assertThat(report("tiny.torchscript.pt").facts())
                .contains(new Fact("returns", "Tensor"), new Fact("scores", "logits, found (program: linear)"));
        assertThat(report("sigmoid.torchscript.pt").facts())
                .contains(new Fact("scores", "independent probabilities, found (program: sigmoid)"));
        FileReport ultralytics = report("ultralytics.torchscript");
        assertThat(ultralytics.facts())
                .contains(new Fact("scores", "probabilities, found (program: softmax)"))
                .contains(new Fact("pictures", "32 (Ultralytics' config.txt)"));
        assertThat(ultralytics.classes()).containsExactly("a", "b", "c");
        assertThat(ultralytics.data()).containsEntry("ends_in", "softmax").containsEntry("imgsz", 32L);
    }

    @Test
    void saysWhatIsLeftToTheFirstRun() throws IOException {
        assertThat(report("mean_of_softmax.torchscript.pt").facts())
                .extracting(Fact::value)
                .anyMatch(value -> value.startsWith("logits, assumed (the program does not show what it ends in);"
                        + " the first run shows it, or "));
    }

    @Test
    void saysThatAProgramOfSeveralValuesCannotBeUsed() throws IOException {
        assertThat(report("named.torchscript.pt").facts())
                .contains(new Fact(
                        "cannot be used",
                        "its program returns Outputs, which is several values; expected one tensor of scores."))
                .extracting(Fact::name)
                .doesNotContain("scores");
    }

    @Test
    void leavesOtherFilesAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("a.pt"), "hello");
        assertThat(new TorchScriptInspector().inspect(file)).isEmpty();
    }
}
