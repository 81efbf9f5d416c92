package io.pokeai.engine.dataset.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.dataset.DatasetIndexer;
import io.pokeai.engine.dataset.Drawing;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.dataset.PngImaging;
import io.pokeai.engine.dataset.PreprocessListener;
import io.pokeai.engine.dataset.Preprocessing;
import io.pokeai.engine.dataset.SplitSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataInspectionTest {
    @TempDir
    Path folder;

    private Path data;
    private Path artifacts;
    private final PngImaging imaging = new PngImaging();

    @BeforeEach
    void draw() {
        data = folder.resolve("data");
        artifacts = folder.resolve("artifacts");
        for (int i = 0; i < 30; i++) {
            new Drawing(i).save(data.resolve("a/" + i + ".png"));
            new Drawing(100 + i).save(data.resolve("b/" + i + ".png"));
        }
    }

    @Test
    void threeGradesOfDuplicatesAreTold() throws Exception {
        Files.copy(data.resolve("a/0.png"), data.resolve("b/copy.png"));
        new Drawing(1).withHole(0xff0000).save(data.resolve("a/hole.png"));
        new Drawing(1).withHole(0x0000ff).save(data.resolve("a/hole2.png"));
        new Drawing(2).withSpot().save(data.resolve("a/spot.png"));
        QualityReport report = inspect();
        assertThat(members(report))
                .contains("b/copy.png bytes a/0.png", "a/hole2.png pixels a/hole.png", "a/spot.png near a/2.png");
        assertThat(report.duplicates().members()).hasSize(3);
        assertThat(report.conflicts().stream().map(DataInspectionTest::paths))
                .containsExactly(List.of("a/0.png", "b/copy.png"));
        assertThat(imaging.decoded).hasValue(64);
    }

    @Test
    void picturesOfOneColourAreOneGroupHoweverManyTheyAre() throws Exception {
        for (int i = 0; i < 600; i++) {
            Drawing.flat(0x101010 + i * 7).save(data.resolve("flat/" + i + ".png"));
        }
        QualityReport report = inspect();
        assertThat(report.duplicates().threshold().levels().get(0).pairs()).isEqualTo(600 * 599 / 2);
        assertThat(report.concerned(QualityIssue.LOW_INFORMATION)).hasSize(600);
        assertThat(report.concerned(QualityIssue.DARK)).isNotEmpty();
    }

    @Test
    void theTableHasARowForEveryFileAndSaysWhatCannotBeRead() throws Exception {
        Files.writeString(data.resolve("a/broken, \"x\".png"), "no picture");
        inspect();
        PictureTable table = PictureTable.read(artifacts.resolve("reports/data_quality.csv"));
        assertThat(table.rows()).hasSize(61);
        PictureRow broken = table.rows().get(60);
        assertThat(broken.path()).isEqualTo("a/broken, \"x\".png");
        assertThat(broken.more().get(table.column("issues").getAsInt())).isEqualTo("unreadable");
        assertThat(table.rows().get(0).more().get(table.column("width").getAsInt()))
                .isEqualTo("32");
        assertThat(Files.readAllLines(artifacts.resolve("reports/data_quality_duplicates.csv")))
                .hasSize(1);
    }

    @Test
    void leaksAreThoseOfTheSplitThatIsThere() throws Exception {
        for (int i = 0; i < 30; i++) {
            new Drawing(i).withSpot().save(data.resolve("a/" + i + " again.png"));
        }
        preprocess(SplitSettings.DEFAULT, new DataInspection(folder.resolve("other"), false));
        QualityReport report = inspect();
        Leaks leaks = report.leaks();
        assertThat(leaks.testRows()).isEqualTo(9);
        assertThat(leaks.pixels()).isZero();
        assertThat(leaks.groups())
                .isPositive()
                .isEqualTo(report.leaking().stream()
                        .mapToInt(group -> (int) group.stream()
                                .filter(row ->
                                        report.parts().of(row.path()).name().equals("test"))
                                .count())
                        .sum());
        assertThat(leaks.validated()).isPositive();
    }

    /** What the table says of leaks follows from its other columns. */
    @Test
    void theTableOfDuplicatesSaysWhichGroupsConflictAndLeak() throws Exception {
        for (int i = 0; i < 30; i++) {
            new Drawing(i).withSpot().save(data.resolve("a/" + i + " again.png"));
        }
        Files.copy(data.resolve("a/0.png"), data.resolve("b/copy.png"));
        preprocess(SplitSettings.DEFAULT, new DataInspection(artifacts, false));
        PictureTable table = PictureTable.read(artifacts.resolve("reports/data_quality_duplicates.csv"));
        assertThat(table.columns())
                .containsExactly(
                        "group",
                        "grade",
                        "of",
                        "of_label",
                        "distance",
                        "rms",
                        "split",
                        "fold",
                        "label_conflict",
                        "test_leak",
                        "fold_leak");
        assertThat(table.rows()).hasSize(61);
        Map<String, List<PictureRow>> groups =
                table.rows().stream().collect(Collectors.groupingBy(row -> value(table, row, "group")));
        assertThat(groups).hasSize(30);
        Set<String> seen = new HashSet<>();
        for (List<PictureRow> group : groups.values()) {
            List<PictureRow> trained = group.stream()
                    .filter(row -> value(table, row, "split").equals("train_dev"))
                    .toList();
            boolean tested =
                    group.stream().anyMatch(row -> value(table, row, "split").equals("test"));
            boolean conflict = group.stream().map(PictureRow::label).distinct().count() > 1;
            boolean folds = trained.stream()
                            .map(row -> value(table, row, "fold"))
                            .distinct()
                            .count()
                    > 1;
            for (PictureRow row : group) {
                String found = value(table, row, "label_conflict") + " " + value(table, row, "test_leak") + " "
                        + value(table, row, "fold_leak");
                assertThat(found)
                        .as(row.path())
                        .isEqualTo(truth(conflict) + " " + truth(tested && !trained.isEmpty()) + " "
                                + truth(folds && trained.contains(row)));
                seen.add(found);
            }
        }
        assertThat(seen).contains("False True False", "False False True", "False False False");
        assertThat(seen).anyMatch(found -> found.startsWith("True"));
    }

    private static String value(PictureTable table, PictureRow row, String column) {
        return row.more().get(table.column(column).orElseThrow());
    }

    private static String truth(boolean value) {
        return value ? "True" : "False";
    }

    @Test
    void groupedPicturesStayOnOneSideOfEverySplit() throws Exception {
        for (int i = 0; i < 30; i++) {
            new Drawing(i).withSpot().save(data.resolve("a/" + i + " again.png"));
        }
        DataInspection inspection = new DataInspection(artifacts, true);
        Preprocessing.Report report = preprocess(SplitSettings.DEFAULT, inspection);
        Leaks leaks = inspection.report().orElseThrow().leaks();
        assertThat(leaks).isEqualTo(new Leaks(9, 0, 0, 0, 0));
        assertThat(report.split().trainDev().rows()).hasSize(81);
        Set<String> all = new HashSet<>(paths(report.split().trainDev().rows()));
        all.addAll(paths(report.split().test().rows()));
        assertThat(all).hasSize(90);
        Map<String, Long> tested = report.split().test().labels().stream()
                .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
        assertThat(tested).isEqualTo(Map.of("a", 6L, "b", 3L));
        report.split()
                .folds()
                .forEach(fold -> assertThat(fold.validation().rows().size()).isBetween(14, 19));
        assertThat(report.notes()).anyMatch(note -> note.startsWith("Near duplicates were kept together: 9 test rows"));
    }

    @Test
    void withoutGroupsTheSplitIsPokeAIs() throws Exception {
        Preprocessing.Report plain = new Preprocessing(
                        folder.resolve("plain"), SplitSettings.DEFAULT, PreprocessListener.SILENT)
                .ofFolder(data, new DatasetIndexer(imaging, 2));
        assertThat(preprocess(SplitSettings.DEFAULT, new DataInspection(artifacts, false))
                        .split())
                .isEqualTo(plain.split());
    }

    @Test
    void whatWasMeasuredBeforeAnInterruptIsNotMeasuredAgain() throws Exception {
        inspect();
        String whole = Files.readString(artifacts.resolve("reports/data_quality.csv"));
        Path other = interruptedAfter(20);
        imaging.decoded.set(0);
        new DataInspection(other, false)
                .ofFolder(data, DatasetIndexer.measuring(imaging, 1), PreprocessListener.SILENT);
        assertThat(imaging.decoded).hasValue(40);
        assertThat(other.resolve("reports/data_quality.csv")).hasContent(whole);
        assertThat(other.resolve(".cache/preprocess")).isDirectoryNotContaining("glob:**.{tsv,rgb}");
    }

    @Test
    void measuresWhoseSmallPictureWasLostAreTakenAgain() throws Exception {
        Files.copy(data.resolve("a/3.png"), data.resolve("b/copy.png"));
        new Drawing(2).withSpot().save(data.resolve("a/spot.png"));
        inspect();
        String whole = Files.readString(artifacts.resolve("reports/data_quality_duplicates.csv"));
        Path other = interruptedAfter(20);
        Path small = other.resolve(".cache/preprocess/small.rgb");
        byte[] pictures = Files.readAllBytes(small);
        Files.write(small, Arrays.copyOf(pictures, 5 * pictures.length / 20 + 1));
        imaging.decoded.set(0);
        new DataInspection(other, false)
                .ofFolder(data, DatasetIndexer.measuring(imaging, 1), PreprocessListener.SILENT);
        assertThat(imaging.decoded).hasValue(62 - 5);
        assertThat(other.resolve("reports/data_quality_duplicates.csv")).hasContent(whole);
    }

    @Test
    void anIndexerThatDoesNotMeasureIsRefusedBeforeAnythingIsRead() {
        DatasetIndexer plain = new DatasetIndexer(imaging, 2);
        DataInspection inspection = new DataInspection(artifacts, false);
        assertThatThrownBy(() -> inspection.ofFolder(data, plain, PreprocessListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DatasetIndexer.measuring");
        assertThatThrownBy(() -> new Preprocessing(artifacts, SplitSettings.DEFAULT, PreprocessListener.SILENT)
                        .ofFolder(data, plain, inspection))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(imaging.decoded).hasValue(0);
    }

    /** The artifacts folder of an inspection that was stopped after so many pictures. */
    private Path interruptedAfter(int pictures) {
        int[] left = {pictures};
        PreprocessListener stopping = new PreprocessListener() {
            @Override
            public void examined(boolean readable) {
                left[0]--;
            }

            @Override
            public boolean cancelled() {
                return left[0] == 0;
            }
        };
        Path other = folder.resolve("other");
        assertThatThrownBy(() ->
                        new DataInspection(other, false).ofFolder(data, DatasetIndexer.measuring(imaging, 1), stopping))
                .isInstanceOf(InterruptedException.class);
        return other;
    }

    private QualityReport inspect() throws InterruptedException {
        return new DataInspection(artifacts, false)
                .ofFolder(data, DatasetIndexer.measuring(imaging, 2), PreprocessListener.SILENT);
    }

    private Preprocessing.Report preprocess(SplitSettings settings, DataInspection inspection)
            throws InterruptedException {
        return new Preprocessing(artifacts, settings, PreprocessListener.SILENT)
                .ofFolder(data, DatasetIndexer.measuring(imaging, 2), inspection);
    }

    private static List<String> members(QualityReport report) {
        List<PictureRow> rows = report.index().pictures().rows();
        List<String> texts = new ArrayList<>();
        report.duplicates()
                .members()
                .forEach(member -> texts.add(rows.get(member.row()).path() + " " + member.grade() + " "
                        + rows.get(member.of()).path()));
        return texts;
    }

    private static List<String> paths(List<PictureRow> rows) {
        return rows.stream().map(PictureRow::path).toList();
    }
}
