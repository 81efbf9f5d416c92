package io.pokeai.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YoloFoldsTest {
    @TempDir
    Path folder;

    private final List<PictureRow> rows = new ArrayList<>();

    @Test
    void everyRowOfEveryFoldGetsAFile() throws Exception {
        for (int i = 0; i < 20; i++) {
            picture("cat", "cat/" + i + ".png");
            picture("dog", "dog/in/" + i + ".png");
        }
        DatasetSplit split = split();
        YoloFolds.Report report = write(split);
        assertThat(report)
                .isEqualTo(new YoloFolds.Report(5 * split.trainDev().rows().size(), 0, 0, List.of()));
        for (int fold = 0; fold < 5; fold++) {
            for (String part : List.of("train", "val")) {
                PictureTable table = part.equals("train")
                        ? split.folds().get(fold).train()
                        : split.folds().get(fold).validation();
                Path home = folder.resolve("art/yolo_folds/fold_" + (fold + 1)).resolve(part);
                for (PictureRow row : table.rows()) {
                    String name = row.path().substring(row.path().lastIndexOf('/') + 1);
                    assertThat(home.resolve(row.label()).resolve(name)).hasContent(row.path());
                }
            }
        }
    }

    @Test
    void picturesWithTheSameNameAreKeptUnderAnother() throws Exception {
        for (int i = 0; i < 6; i++) {
            picture("cat", "cat/" + i + "/same.png");
            picture("cat", "cat/" + i + "/SAME.png");
            picture("cat", "cat/" + i + "/cafe\u0301.jpeg");
            picture("cat", "cat/" + i + "/caf\u00e9.jpeg");
            picture("dog", "dog/" + i + "/same.png");
        }
        DatasetSplit split = split();
        YoloFolds.Report report = write(split);
        assertThat(report.renamed()).isEqualTo(split.trainDev().rows().size() - 3);
        assertThat(files()).hasSize(5 * split.trainDev().rows().size());
        assertThat(files().stream()
                        .map(file -> file.getFileName().toString())
                        .filter(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("same"))
                        .distinct())
                .allMatch(name -> name.matches("(?i)same(~[0-9a-f]{8})?\\.png"));
    }

    @Test
    void rowsThatWereRepeatedGetFilesOfTheirOwn() throws Exception {
        for (int i = 0; i < 20; i++) {
            picture("cat", "cat/" + i + ".png");
        }
        picture("dog", "dog/0.png");
        picture("dog", "dog/1.png");
        SplitSettings upsampling = SplitSettings.DEFAULT.withSmallClasses(SmallClasses.UPSAMPLE, SmallClasses.UPSAMPLE);
        DatasetSplit split = DatasetSplit.of(new PictureTable(List.of(), rows), upsampling);
        write(split);
        assertThat(files()).hasSize(5 * split.trainDev().rows().size());
        assertThat(files().stream().map(file -> file.getFileName().toString()))
                .anyMatch(name -> name.endsWith("~2.png"));
    }

    @Test
    void aClassThatCannotBeAFolderIsRefused() throws Exception {
        for (String name : List.of("..", ".", "a/b", "a\0b", "x".repeat(256))) {
            rows.clear();
            for (int i = 0; i < 20; i++) {
                picture(name, "cat/" + i + ".png");
            }
            assertThatThrownBy(() -> write(split()))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("cannot be the name of a folder");
        }
        assertThat(folder.resolve("art/yolo_folds")).doesNotExist();
    }

    @Test
    void classesThatWindowsCannotHaveAreNamed() throws Exception {
        for (int i = 0; i < 20; i++) {
            picture("Con", "cat/" + i + ".png");
            picture("Type: Null", "dog/" + i + ".png");
        }
        assertThat(write(split()).notes())
                .containsExactly("Windows cannot have folders of these names; do not move yolo_folds there: Con, Type:"
                        + " Null.");
    }

    @Test
    void missingPicturesAreNamedAndAnOlderFolderStays() throws Exception {
        for (int i = 0; i < 20; i++) {
            picture("cat", "cat/" + i + ".png");
        }
        DatasetSplit split = split();
        write(split);
        List<Path> before = files();
        Files.delete(
                folder.resolve("data").resolve(split.trainDev().rows().get(3).path()));
        assertThatThrownBy(() -> write(split))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_A_FILE))
                .hasMessageContaining("1 of the pictures are not in")
                .hasMessageContaining(split.trainDev().rows().get(3).path());
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aRunThatIsStoppedLeavesTheOlderFolderAndTheNextOneCleansUp() throws Exception {
        for (int i = 0; i < 20; i++) {
            picture("cat", "cat/" + i + ".png");
        }
        DatasetSplit split = split();
        int[] calls = {0};
        assertThatThrownBy(() -> new YoloFolds(folder.resolve("art"), folder.resolve("data"))
                        .write(split, () -> ++calls[0] > 10))
                .isInstanceOf(InterruptedException.class);
        assertThat(folder.resolve("art")).isDirectoryNotContaining("glob:**yolo*");
        Path killed = Files.createDirectories(folder.resolve("art/.pokeai-yolo_folds-1.part/fold_1"));
        Files.writeString(killed.resolve("half.png"), "half");
        write(split);
        write(split);
        assertThat(folder.resolve("art")).isDirectoryNotContaining("glob:**.part");
        assertThat(files()).hasSize(5 * split.trainDev().rows().size());
    }

    private DatasetSplit split() {
        return DatasetSplit.of(new PictureTable(List.of(), rows), SplitSettings.DEFAULT);
    }

    private YoloFolds.Report write(DatasetSplit split) throws InterruptedException {
        return new YoloFolds(folder.resolve("art"), folder.resolve("data")).write(split, () -> false);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("art/yolo_folds"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void picture(String label, String path) throws IOException {
        Path file = folder.resolve("data").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
        rows.add(new PictureRow(path, label, List.of()));
    }
}
