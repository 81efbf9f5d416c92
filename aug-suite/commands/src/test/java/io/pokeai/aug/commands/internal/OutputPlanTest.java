package io.pokeai.aug.commands.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPlanTest {
    @TempDir
    Path folder;

    @Test
    void onePictureMayBecomeAFileAndManyGoToAFolder() {
        assertThat(OutputPlan.of(folder, List.of("cat.jpg"), "out.png"))
                .containsExactly(java.util.Map.entry(folder.resolve("out.png"), folder.resolve("cat.jpg")));
        assertThat(OutputPlan.of(folder, List.of("a/cat.jpg", "dog.png"), "out").keySet())
                .containsExactly(folder.resolve("out/cat.jpg.png"), folder.resolve("out/dog.png.png"));
        assertThatThrownBy(() -> OutputPlan.of(folder, List.of("a.jpg", "b.jpg"), "out.png"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("2 pictures")
                .hasMessageContaining("folder");
    }

    @Test
    void aFolderThatLooksLikeAFileIsAFolder() throws IOException {
        Files.createDirectory(folder.resolve("out.png"));
        assertThat(OutputPlan.of(folder, List.of("cat.jpg"), "out.png").keySet())
                .containsExactly(folder.resolve("out.png/cat.jpg.png"));
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> OutputPlan.of(folder, List.of("a/cat.jpg", "b/cat.jpg"), "out"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Nothing was written")
                .hasMessageContaining("would both become");
        assertThatThrownBy(() -> OutputPlan.of(folder, List.of("cat.png"), "./cat.png"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("overwrite");
        assertThatThrownBy(() -> OutputPlan.of(folder, List.of("cat.png"), "cat.jpg"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Only PNG");
    }

    @Test
    void aPlaceThatIsNoFolderIsRefused() throws IOException {
        Files.createFile(folder.resolve("notes.txt"));
        for (String wrong : List.of("notes.txt", "notes.txt/out.png", "notes.txt/deep/out")) {
            assertThatThrownBy(() -> OutputPlan.of(folder, List.of("cat.jpg"), wrong))
                    .as(wrong)
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("notes.txt' is a file, not a directory");
        }
        assertThatThrownBy(() -> OutputPlan.of(folder, List.of("cat.jpg"), " "))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'-o' is empty");
        assertThatThrownBy(() -> OutputPlan.of(folder, List.of("cat.jpg"), "cat.tiff"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Only PNG");
    }

    @Test
    void manyCollisionsAreSaidInFewWords() {
        assertThatThrownBy(() -> OutputPlan.of(
                        folder, List.of("a/c.jpg", "b/c.jpg", "c/c.jpg", "d/c.jpg", "e/c.jpg", "e/c.jpg"), "out"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("a/c.jpg and b/c.jpg would both become c.jpg.png")
                .hasMessageContaining("and 2 more")
                .hasMessageNotContaining("e/c.jpg");
        assertThatThrownBy(() -> OutputPlan.of(folder, List.of("c.jpg", "c.jpg"), "out"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("c.jpg is named twice");
    }
}
