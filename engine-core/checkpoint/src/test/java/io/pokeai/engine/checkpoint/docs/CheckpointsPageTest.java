package io.pokeai.engine.checkpoint.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.TestTensors;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.checkpoint.file.CheckpointWriter;
import io.pokeai.engine.checkpoint.internal.pickle.PickleLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page shows the code that is compiled here, and that code and the bounds are as the page says. */
class CheckpointsPageTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path PAGE = MODULE.resolve("../../docs/checkpoints.md");
    private static final Path EXAMPLE =
            MODULE.resolve("src/test/java/io/pokeai/engine/checkpoint/docs/HalfPrecision.java");
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- source: HalfPrecision.java -->\n```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void thePageShowsTheCodeThatIsCompiled() throws IOException {
        Matcher snippet = SNIPPET.matcher(Files.readString(PAGE));
        assertThat(snippet.find()).isTrue();
        assertThat(Files.readString(EXAMPLE)).endsWith("\n\n" + snippet.group(1));
    }

    @Test
    void theExampleHalvesTheWeights(@TempDir Path folder) {
        Tensor weight = TestTensors.floats(List.of(2L, 2L), 1, -2, 0.5f, 256);
        CheckpointWriter.write(folder.resolve("a.pth"), new StateDict(Map.of("w", weight)));
        HalfPrecision.convert(folder.resolve("a.pth"), folder.resolve("b.pth"));
        Tensor halved = CheckpointReader.read(folder.resolve("b.pth"))
                .stateDict()
                .find("w")
                .orElseThrow();
        assertThat(halved.dtype()).isEqualTo(DType.BFLOAT16);
        assertThat(halved.floats()).isEqualTo(weight.floats());
    }

    @Test
    void thePageStatesTheBounds() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains((PickleLimits.BYTES >> 20) + " MiB of pickle")
                .contains(String.format("%,d instructions", PickleLimits.INSTRUCTIONS))
                .contains((PickleLimits.TEXT_BYTES >> 20) + " MiB a string")
                .contains(PickleLimits.INTEGER_BYTES + " bytes an integer")
                .contains(String.format("%,d characters a key", PickleLimits.KEY_LENGTH))
                .contains(String.format("%,d items in a dict", PickleLimits.MIXED_KEYS))
                .contains(PickleLimits.DEPTH + " levels");
    }
}
