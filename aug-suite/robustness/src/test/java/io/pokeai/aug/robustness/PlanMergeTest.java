package io.pokeai.aug.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.robustness.cells.PartialCell;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.report.RobustnessFiles;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.PictureRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several machines have answered becomes what one would have written. */
class PlanMergeTest {
    private static final int PICTURES = 23;
    private static final int BATCH = 4;

    @TempDir
    Path folder;

    private final FakeAnswers fakes = new FakeAnswers();
    private final TestedModel one = fakes.model("one", "11", 0, BATCH);
    private final TestedModel two = fakes.model("two", "22", 1, BATCH);
    private LabelledPictures pictures;

    @BeforeEach
    void draw() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        DrawnData.write(data, PICTURES);
        List<PictureRow> rows = new ArrayList<>();
        for (int k = 0; k < PICTURES; k++) {
            // The first eight rows have a label that no model knows, and one picture is broken.
            rows.add(new PictureRow(k + ".txt", k < 8 ? "stranger" : FakeAnswers.CLASSES.get(k % 3), List.of()));
        }
        Files.writeString(data.resolve("10.txt"), "broken");
        pictures = DrawnData.read(data, rows);
    }

    private RobustnessPlan plan() {
        return new RobustnessPlan(
                List.of(one, two),
                List.of(
                        PlannedCorruption.of(FakeAugmentation.fog(), List.of(1, 2, 3)),
                        PlannedCorruption.of(FakeAugmentation.noise(), List.of(1))),
                7,
                pictures);
    }

    private void report(RobustnessPlan plan, Path to, KeptAnswers kept) throws InterruptedException {
        try (RobustnessRun run = RobustnessRun.begin(to, fakes, RobustnessListener.SILENT)) {
            RobustnessResult result = run.ask(plan, kept);
            new RobustnessFiles(to, to).write(result, List.of(), RobustnessFigures.of(result));
        }
    }

    private List<PartialCell> answer(PlanParts parts, PlanPart part, KeptAnswers kept) throws Exception {
        Path scratch = Files.createTempDirectory(folder, "scratch");
        List<PartialCell> travelled = new ArrayList<>();
        for (PartialCell cell : parts.ask(part, fakes, scratch, kept, RobustnessListener.SILENT)) {
            travelled.add(PartialCell.of(cell.bytes()));
        }
        return travelled;
    }

    private static Map<String, String> files(Path folder) throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList()) {
                files.put(folder.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    @Test
    void partsInAnyOrderAndTwiceMakeTheFilesOfOneMachine() throws Exception {
        for (KeptAnswers kept : KeptAnswers.values()) {
            Path single = folder.resolve("single-" + kept);
            report(plan(), single, kept);
            Path merged = folder.resolve("merged-" + kept);
            try (PlanMerge merge = PlanMerge.begin(merged, plan(), kept, fakes)) {
                List<PlanPart> parts = new ArrayList<>(merge.parts().cut(9));
                assertThat(parts).as("three passes of 8, 8 and 7 pictures").hasSize(9);
                parts.addAll(parts.subList(0, 4));
                Collections.shuffle(parts, new Random(3));
                for (PlanPart part : parts) {
                    merge.add(part, answer(merge.parts(), part, kept));
                }
                assertThat(merge.isWhole()).isTrue();
            }
            fakes.questions.clear();
            report(plan(), merged, kept);
            assertThat(fakes.questions).as("nothing is asked again").isEmpty();
            assertThat(files(merged)).isEqualTo(files(single)).hasSizeGreaterThan(10);
        }
    }

    @Test
    void whatIsWholeIsNotAskedAgainAfterTheDriverWasKilled() throws Exception {
        Path merged = folder.resolve("merged");
        try (PlanMerge merge = PlanMerge.begin(merged, plan(), KeptAnswers.CLASSES, fakes)) {
            List<PlanPart> parts = merge.parts().cut(1000);
            assertThat(parts).extracting(PlanPart::pass).containsExactly(0, 1, 2);
            merge.add(parts.get(2), answer(merge.parts(), parts.get(2), KeptAnswers.CLASSES));
            merge.add(parts.get(0), answer(merge.parts(), parts.get(0), KeptAnswers.CLASSES));
        }
        try (PlanMerge merge = PlanMerge.begin(merged, plan(), KeptAnswers.CLASSES, fakes)) {
            List<PlanPart> parts = merge.parts().cut(1000);
            assertThat(parts)
                    .extracting(merge.parts()::title)
                    .as("clean is written")
                    .hasSize(2);
            assertThat(merge.parts().answers(parts.get(0))).isEqualTo(PICTURES * 2 * 3);
            for (PlanPart part : parts) {
                merge.add(part, answer(merge.parts(), part, KeptAnswers.CLASSES));
            }
        }
        try (PlanMerge merge = PlanMerge.begin(merged, plan(), KeptAnswers.CLASSES, fakes)) {
            assertThat(merge.parts().cut(1)).isEmpty();
            assertThat(merge.isWhole()).isTrue();
        }
    }

    @Test
    void machinesThatDisagreeAreNamedAndNothingIsWritten() throws Exception {
        Path merged = folder.resolve("merged");
        try (PlanMerge merge = PlanMerge.begin(merged, plan(), KeptAnswers.CLASSES, fakes)) {
            PlanPart clean = merge.parts().cut(12).get(0);
            List<PartialCell> answers = answer(merge.parts(), clean, KeptAnswers.CLASSES);
            merge.add(clean, answers);
            List<PartialCell> exchanged = List.of(answers.get(1), answers.get(0));
            assertThatThrownBy(() -> merge.add(clean, exchanged))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("one under clean: two machines have answered rows 0 to 11 differently");
            assertThatThrownBy(() -> merge.add(clean, List.of(answers.get(0))))
                    .hasMessageContaining("has 2 cells, and 1 were answered");
            assertThatThrownBy(() -> RobustnessRun.begin(merged, fakes, RobustnessListener.SILENT))
                    .hasMessageContaining("Another run");
        }
        assertThat(merged.resolve("cells/journal.jsonl")).isEmptyFile();
    }

    @Test
    void bytesOfSomethingElseAreRefused() throws Exception {
        RobustnessPlan plan = plan();
        PlanParts parts = new PlanParts(plan, cell -> true);
        byte[] bytes = answer(parts, parts.cut(12).get(0), KeptAnswers.PROBABILITIES)
                .get(0)
                .bytes();
        for (int length : new int[] {0, 3, 16, bytes.length - 1}) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> PartialCell.of(cut))
                    .hasMessageContaining(length + " bytes are not the rows of a cell");
        }
        byte[] many = bytes.clone();
        many[8] = 0x7f; // two milliards of rows
        assertThatThrownBy(() -> PartialCell.of(many)).isInstanceOf(EngineException.class);
    }
}
