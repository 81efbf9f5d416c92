package io.pokeai.aug.reports.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.reports.pages.PageText;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.cells.AnsweredCell;
import io.pokeai.aug.robustness.cells.CellJournal;
import io.pokeai.aug.robustness.cells.CellKey;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.cells.RunNames;
import io.pokeai.aug.robustness.gate.DetectionLimit;
import io.pokeai.aug.robustness.gate.GateReport;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.gate.ModelGate;
import io.pokeai.aug.robustness.gate.SequentialGate;
import io.pokeai.aug.robustness.gate.SequentialReport;
import io.pokeai.aug.robustness.gate.StoredPair;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.catalog.Augmentations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatePageTest {
    private static final int ROWS = 200;
    private static final GateTerms TERMS = new GateTerms(.01, .05, new Draws(42, 1000));
    private static final PlannedCorruption FOG = DrawnRun.corruption("fog", 10, 1);
    private static final Augmentations INSTALLED =
            new Augmentations(List.of(FOG.augmentation().orElseThrow()));

    @TempDir
    Path folder;

    private StoredPair pair;

    /** Under fog the new model says an owl is a cat, in the first 60 rows; the classes have hostile names. */
    @BeforeEach
    void store() {
        DrawnRun run =
                new DrawnRun(folder, List.of("old", "<b>new</b>"), List.of("cat", "dog", "<i>owl"), ROWS, List.of(FOG));
        RobustnessResult result = run.result((model, row, corruption, severity) ->
                severity > 0 && !model.equals("old") && row < 60 && row % 3 == 2 ? 0 : row % 3);
        RunNames names = new RunNames(folder);
        CellKey key = result.cells().get(0).key();
        names.write(key.part(CellKey.DATA), result.plan().pictures().located());
        names.write(key.part(CellKey.CLASSES), run.classes());
        try (CellJournal journal = CellJournal.open(folder)) {
            journal.add(result.cells().stream()
                    .map(cell -> new AnsweredCell(cell, result.scores().scores(cell)))
                    .toList());
        }
        RobustnessCells cells = RobustnessCells.read(folder);
        pair = StoredPair.of(cells, "old", cells, "<b>new</b>");
    }

    private BrokenPictures pictures(Augmentations installed, BiFunction<Path, InputSpec, Image> cropping) {
        RobustnessCells cells = RobustnessCells.read(folder);
        return new BrokenPictures(
                new BrokenPictures.Run(folder, cells, "old"),
                new BrokenPictures.Run(folder, cells, "<b>new</b>"),
                installed,
                cropping);
    }

    private static Image noise(Path file, InputSpec input) {
        return DrawnRun.noise(file.toString().length(), FOG, input.width()).orElseThrow();
    }

    private static BitSet all() {
        BitSet all = new BitSet();
        all.set(0, ROWS);
        return all;
    }

    private PageText page(Augmentations installed, BiFunction<Path, InputSpec, Image> cropping) {
        GateReport report = ModelGate.decide(pair.paired(), TERMS);
        GateContent content = GateContent.of(pair, report);
        return PageText.of(
                GatePage.of(content.withBroken(pictures(installed, cropping).of(pair, content, all()))));
    }

    @Test
    void theVerdictItsCellsAndThePicturesBehindItAreShown() {
        String markup = page(INSTALLED, GatePageTest::noise).markup();

        assertThat(markup)
                .contains("FAIL</h2>", "<bdi>fog:1</bdi>", ">10.00</td>", "<span class=\"worse\">worse</span>")
                .contains(
                        "12 of 20,",
                        "baseline: <bdi>&lt;i&gt;owl</bdi>",
                        "candidate: <span class=\"wrong\"><bdi>cat</bdi>")
                .contains("alt=\"clean: pictures/2.png\"", "alt=\"fog:1: pictures/2.png\"")
                .doesNotContain("not in this page", "<b>new", "<i>owl");
        assertThat(markup.split("<figure ", -1)).hasSize(13);
    }

    @Test
    void picturesThatAreGoneAreNamed() {
        String markup = page(INSTALLED, (file, input) -> {
                    throw new EngineException(ErrorCode.NOT_A_FILE, file + " does not exist.", "Look for it.");
                })
                .markup();

        assertThat(markup).contains("pictures/2.png", "baseline: ").doesNotContain("<img");
    }

    @Test
    void aCorruptionThatIsDefinedOtherwiseNowShowsTheCleanPictureOnly() {
        Augmentations other = new Augmentations(
                List.of(DrawnRun.corruption("fog", 11, 1).augmentation().orElseThrow()));

        assertThat(page(other, GatePageTest::noise).markup())
                .contains("alt=\"clean: pictures/2.png\"", "not in this page")
                .doesNotContain("alt=\"fog:1");
    }

    @Test
    void aRunThatHasNotWrittenNamesDownShowsNumbers() throws IOException {
        for (String names : List.of("pictures", "classes")) {
            try (Stream<Path> files = Files.list(CellJournal.cells(folder).resolve(names))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }

        assertThat(page(INSTALLED, GatePageTest::noise).markup())
                .contains("row 2", "class 2", "class 0")
                .doesNotContain("<img");
    }

    @Test
    void aSequentialGateShowsPicturesThatItHasSeen() {
        SequentialReport report = SequentialGate.replay(pair.paired(), TERMS);
        GateContent content = GateContent.of(pair, report, DetectionLimit.of(pair.paired(), TERMS));
        BitSet none = new BitSet();
        List<BrokenCell> broken = pictures(INSTALLED, GatePageTest::noise).of(pair, content, none);

        assertThat(broken).allSatisfy(cell -> assertThat(cell.pictures()).isEmpty());
        assertThat(PageText.of(GatePage.of(content.withBroken(broken))).markup())
                .contains("until the verdict was certain", "Evidence");
    }

    @Test
    void theSameGateGivesTheSameBytesAndAnIslandForPrograms() throws IOException {
        assertThat(page(INSTALLED, GatePageTest::noise).html())
                .isEqualTo(page(INSTALLED, GatePageTest::noise).html());
        assertThat(page(INSTALLED, GatePageTest::noise).data())
                .containsEntry("schema", "pokeai-gate-1")
                .containsEntry("outcome", "FAIL");
    }

    @Test
    void aPassHasNoPictures() {
        StoredPair same = StoredPair.of(RobustnessCells.read(folder), "old", RobustnessCells.read(folder), "old");
        GateContent content = GateContent.of(same, ModelGate.decide(same.paired(), TERMS));

        assertThat(pictures(INSTALLED, GatePageTest::noise).of(same, content, all()))
                .isEmpty();
        assertThat(PageText.of(GatePage.of(content)).markup()).doesNotContain("id=\"broken\"");
        assertThat(FinishedCell.CLEAN).isEqualTo(content.cells().get(0).cell().toString());
    }
}
