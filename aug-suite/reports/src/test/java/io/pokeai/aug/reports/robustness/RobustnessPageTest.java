package io.pokeai.aug.reports.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.evaluation.run.LeftOutRow;
import io.pokeai.aug.reports.pages.PageText;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.report.ErrorBaseline;
import io.pokeai.aug.robustness.report.SuiteError;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RobustnessPageTest {
    private static final List<String> HOSTILE = List.of(
            "</script><script>alert(1)</script>",
            "\"><img src=x onerror=alert(2)>",
            "a\u202eb\u2066",
            "line\nfeed\r",
            "皮卡丘",
            "<!--",
            "\ud800",
            "x".repeat(5000));

    private static final List<PlannedCorruption> CORRUPTIONS = List.of(
            DrawnRun.corruption("fog", 10, 3),
            DrawnRun.corruption("snow", 8, 3),
            DrawnRun.corruption("white_noise", 71, 1));

    @TempDir
    Path folder;

    private DrawnRun run(String... models) {
        return new DrawnRun(folder, List.of(models), List.of("cat", "dog", "owl"), 30, CORRUPTIONS);
    }

    /** Clean pictures are right; under fog row k is wrong from severity k modulo 5 on; a dog stays right. */
    private static int fading(String model, int row, String corruption, int severity) {
        boolean wrong = corruption.equals("fog") && severity > row % 5 && row % 3 != 1;
        return wrong ? (row + 1) % 3 : row % 3;
    }

    private static PageText page(RobustnessResult result, CellPictures pictures) {
        return PageText.of(RobustnessPage.of(content(result, pictures)));
    }

    private static RobustnessContent content(RobustnessResult result, CellPictures pictures) {
        List<SuiteError> errors = result.plan().models().stream()
                .flatMap(model -> SuiteError.of(result, model, Suite.IMAGENET_C, ErrorBaseline.NONE).stream())
                .toList();
        return new RobustnessContent(result, errors, RobustnessFigures.of(result), List.of("<b>notice</b>"), pictures);
    }

    @Test
    void oneSentenceSaysHowAModelDoes() {
        PageText page = page(run("one").result(RobustnessPageTest::fading), CellPictures.NONE);

        // Under fog of severity 1, 2 and 3 the rows k with k % 5 < severity and k % 3 != 1 are wrong: 4, 8 and 12 of
        // 30.
        assertThat(page.markup())
                .contains(
                        "<b><bdi>one</bdi></b> is right for 100.0 % of the clean pictures and for 91.1 % on average over 3"
                                + " corruptions: 8.9 points fewer. It is weakest under <bdi>fog</bdi> (73.3 %)")
                .contains("&lt;b&gt;notice&lt;/b&gt;");
    }

    @Test
    void everyCellIsInTheTableWithItsColourAndItsInterval() {
        String markup = page(run("one").result(RobustnessPageTest::fading), CellPictures.NONE)
                .markup();

        assertThat(markup)
                .contains(
                        "<th scope=\"row\"><bdi>fog</bdi></th><td class=\"n h9\" title=\"26 of 30 right; 95 %: 70.3 % to 94.7 %\">86.7"
                                + "</td><td class=\"n h7\"")
                .contains("imagenet-c", "pokeai", "mean error (not normalised)")
                .doesNotContain("mCE");
    }

    @Test
    void thePictureThatIsWrongMostAndEarliestComesFirst() {
        RobustnessResult result = run("one")
                .result((model, row, corruption, severity) ->
                        row == 11 && severity > 0 ? 0 : fading(model, row, corruption, severity));
        List<BreakingPictures.Broken> broken =
                new ShownRun(result, 1).breaking(result.plan().models().get(0), 3);

        assertThat(broken).extracting(BreakingPictures.Broken::row).containsExactly(11, 0, 5);
        assertThat(broken.get(0).lowest()).isEqualTo(3);
        assertThat(broken.get(0).wrong()).isEqualTo(7);
        assertThat(broken.get(1).at().augmentation()).isEqualTo("fog");
        assertThat(broken.get(1).answer()).isEqualTo(1);
    }

    @Test
    void cleanAndBreakingPictureAndEveryCellAreShown() {
        PageText page = page(run("one").result(RobustnessPageTest::fading), DrawnRun::noise);

        assertThat(page.markup())
                .contains("alt=\"clean: pictures/0.png\"", "alt=\"fog:1: pictures/0.png\"")
                .contains("alt=\"fog, severity 3\"", "alt=\"white_noise, severity 1\"", "alt=\"clean\"")
                .contains("wrong at the lowest severity of 1 of 3", "✓ right")
                .doesNotContain("not in this page");
    }

    @Test
    void withoutPicturesThePageNamesTheirFiles() {
        assertThat(page(run("one").result(RobustnessPageTest::fading), CellPictures.NONE)
                        .markup())
                .contains("not in this page", "pictures/0.png")
                .doesNotContain("<img");
    }

    @Test
    void severalModelsCanBeComparedAndTheIslandHasAllCells() throws IOException {
        PageText page = page(run("one", "two").result(RobustnessPageTest::fading), CellPictures.NONE);

        assertThat(page.markup()).contains("id=\"map-model\"", "id=\"map-other\"", "data-model=\"1\"");
        Map<String, Object> data = page.data();
        assertThat(data)
                .containsEntry("schema", "pokeai-robustness-1")
                .containsEntry("models", List.of("one", "two"))
                .containsEntry("severities", List.of(1.0, 2.0, 3.0));
        List<?> fog = (List<?>) ((List<?>) ((List<?>) data.get("cells")).get(1)).get(0);
        assertThat((List<?>) fog.get(2)).first().isEqualTo(0.6);
    }

    @Test
    void aModelThatIsNeverRightHasNoPictureThatBreaks() {
        RobustnessResult result = run("one").result((model, row, corruption, severity) -> (row + 1) % 3);

        assertThat(page(result, DrawnRun::noise).markup()).contains("No clean picture is right.", "is right for 0.0 %");
    }

    @Test
    void aModelThatIsAlwaysRightBreaksNowhere() {
        RobustnessResult result = run("one").result((model, row, corruption, severity) -> row % 3);

        assertThat(page(result, DrawnRun::noise).markup())
                .contains("No picture that is right when clean is wrong at the lowest severity of a corruption.")
                .contains("no answer under a corruption is wrong");
    }

    @Test
    void aRunOfCleanPicturesAloneHasAPage() {
        RobustnessResult result = new DrawnRun(folder, List.of("one"), List.of("cat"), 3, List.of())
                .result((model, row, corruption, severity) -> 0);

        assertThat(page(result, DrawnRun::noise).markup())
                .contains("nothing was corrupted")
                .doesNotContain("id=\"curves\"", "id=\"breaking\"");
    }

    @Test
    void leftOutRowsAreNamed() {
        List<LeftOutRow> rows = IntStream.range(0, 300)
                .mapToObj(row -> new LeftOutRow("<i>" + row, "owl", ErrorCode.CORRUPT_IMAGE, "It is damaged."))
                .toList();
        String markup = page(run("one").result(RobustnessPageTest::fading, rows), CellPictures.NONE)
                .markup();

        assertThat(markup).contains("300 rows count", "The first 200;", "&lt;i&gt;199", "CORRUPT_IMAGE");
        assertThat(markup).doesNotContain("&lt;i&gt;200");
    }

    @Test
    void noNameBecomesMarkupOrScript() throws IOException {
        String name = "</title><script>alert(3)</script>";
        RobustnessResult result = new DrawnRun(folder, List.of(name, "two"), HOSTILE, 32, CORRUPTIONS)
                .result((model, row, corruption, severity) -> severity > 1 ? (row * 3 + 1) % 8 : row % 8);
        PageText page = page(result, CellPictures.NONE);

        assertThat(page.scripts()).hasSize(4);
        assertThat(page.markup())
                .doesNotContain(
                        "<img",
                        "<script",
                        "<b>notice",
                        "\u202e",
                        "\u2066",
                        "\ud800",
                        "alert(1)<",
                        " style=",
                        " onclick")
                .doesNotContain("x".repeat(201))
                .contains("&lt;/title&gt;", "a\\u202eb\\u2066", "皮卡丘");
        assertThat(page.data()).containsEntry("models", List.of(name, "two"));
    }

    @Test
    void theSameContentGivesTheSameBytes() {
        RobustnessContent content = content(run("one", "two").result(RobustnessPageTest::fading), DrawnRun::noise);

        assertThat(RobustnessPage.of(content)).isEqualTo(RobustnessPage.of(content));
    }

    @Test
    void aPageOf149ClassesAnd95CellsAndManyModelsStaysBelowTenMegabytes() {
        List<String> classes = IntStream.range(0, 149)
                .mapToObj(k -> "Pokémon number " + k + " " + "皮".repeat(150))
                .toList();
        List<String> models = IntStream.range(0, 14).mapToObj(k -> "model " + k).toList();
        List<PlannedCorruption> all = IntStream.rangeClosed(1, 19)
                .mapToObj(k -> DrawnRun.corruption("corruption_" + k, k, 5))
                .toList();
        RobustnessResult result = new DrawnRun(folder, models, classes, 149, all)
                .result((model, row, corruption, severity) -> severity * row % 3 == 1 ? row * 31 % 149 : row % 149);
        byte[] page = RobustnessPage.of(content(result, DrawnRun::noise));

        assertThat(page.length).isLessThan(RobustnessPage.MOST_BYTES);
        assertThat(PageText.of(page).markup()).contains("2 more models of the run are in <code>robustness.json</code>");
    }

    @Test
    void noPageIsLargerThanWasSaidBefore() {
        for (int classes : List.of(3, 30, 149)) {
            for (int severities : List.of(1, 5)) {
                for (List<String> models : List.of(List.of("one"), List.of("one", "two"))) {
                    RobustnessResult result = fragile(models, classes, severities);
                    byte[] page = RobustnessPage.of(content(result, RobustnessPageTest::small));
                    assertThat(RobustnessPage.mostBytes(result.plan()))
                            .as("%d classes, %d severities, %s", classes, severities, models)
                            .isBetween((long) page.length, 4L * page.length);
                }
            }
        }
    }

    /** As large as the models of the run see it. */
    private static Optional<Image> small(int row, PlannedCorruption corruption, int severity) {
        byte[] rgb = new byte[8 * 8 * Image.CHANNELS];
        new Random(row).nextBytes(rgb);
        return Optional.of(new Image(8, 8, rgb));
    }

    /** Twelve corruptions, under which most answers are wrong. */
    private RobustnessResult fragile(List<String> models, int classes, int severities) {
        List<PlannedCorruption> corruptions = IntStream.rangeClosed(1, 12)
                .mapToObj(k -> DrawnRun.corruption("a_corruption_of_number_" + k, k, severities))
                .toList();
        List<String> names =
                IntStream.range(0, classes).mapToObj(k -> "class " + k).toList();
        return new DrawnRun(folder, models, names, 3 * classes, corruptions)
                .result((model, row, corruption, severity) ->
                        (row + (severity * (row + corruption.length()) % 3)) % classes);
    }

    @Test
    void theSampleIsTheMiddleOneOfThoseThatAreRight() {
        RobustnessResult result = run("one")
                .result((model, row, corruption, severity) -> row < 20 ? row % 3 : row == 29 ? -1 : (row + 1) % 3);
        TestedModel model = result.plan().models().get(0);

        assertThat(model.title()).isEqualTo("one");
        assertThat(new SampleSection(new ShownRun(result, 1), new PictureUrls(CellPictures.NONE, 0)).picture())
                .isEqualTo(10);
    }
}
