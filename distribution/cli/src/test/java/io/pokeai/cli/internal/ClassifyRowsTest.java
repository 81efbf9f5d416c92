package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ScoreKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rows of {@code pokeai classify} hold, in each of their forms. */
class ClassifyRowsTest {
    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void setUp() {
        shelf = new Shelf(folder);
    }

    @Test
    void scoresAreInFullPrecisionAndClassOrder() throws IOException {
        Path picture = picture("a.jpg", "1");
        assertThat(shelf.run("classify", "--scores", "--format", "json", picture))
                .isZero();
        Map<String, Object> row = JsonText.rows(shelf.out).get(0);
        assertThat(row).containsEntry("image", picture.toString()).containsEntry("model", "tiny");
        assertThat(row.get("logits")).isEqualTo(List.of("0.1", "3.5", "0.1"));
        assertThat(row.get("probabilities")).isEqualTo(List.of("0.0312851", "0.9374298", "0.0312851"));
        assertThat(row.get("top").toString())
                .isEqualTo("[{label=green, index=1, probability=0.9374298},"
                        + " {label=red, index=0, probability=0.0312851},"
                        + " {label=blue, index=2, probability=0.0312851}]");
        assertThat(row).doesNotContainKey("error");
    }

    @Test
    void rowsForProgramsSayWhatAnsweredWhereAndHowFast() throws IOException {
        Path picture = picture("a.jpg", "1");
        shelf.run("classify", "--format", "json", picture);
        assertThat(JsonText.rows(shelf.out).get(0))
                .containsEntry("version", "0123456789abcdef0123")
                .containsEntry("device", "cpu")
                .containsEntry("preprocess_ms", "1.5")
                .containsEntry("infer_ms", "2.0");
        shelf.run("classify", "--format", "csv", picture);
        assertThat(shelf.out)
                .contains("version,device,preprocess_ms,infer_ms,error,message\n")
                .endsWith(",0123456789abcdef0123,cpu,1.5,2.0,,\n");
    }

    @Test
    void aDashIsThePictureThatIsPipedIn() throws IOException {
        shelf.in = Optional.of(new ByteArrayInputStream("1".getBytes(StandardCharsets.UTF_8)));
        assertThat(shelf.run("classify", "--format", "json", "-")).isZero();
        assertThat(JsonText.rows(shelf.out).get(0)).containsEntry("image", "-").containsKey("top");
        try (Stream<Path> left = Files.list(folder.resolve("artifacts/.cache"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aDashStandsAloneAndNeedsAnInput() throws IOException {
        Path picture = picture("a.jpg", "1");
        shelf.in = Optional.of(new ByteArrayInputStream(new byte[0]));
        assertThat(shelf.run("classify", "-", picture)).isEqualTo(2);
        assertThat(shelf.err).contains("'-' (standard input) was given beside other pictures.");
        shelf.in = Optional.empty();
        assertThat(shelf.run("classify", "-")).isEqualTo(2);
        assertThat(shelf.err).contains("There is no standard input here for '-'.");
    }

    @Test
    void aModelOfProbabilitiesHasNoLogits() throws IOException {
        shelf.setUp = engine -> {
            engine.kind = ScoreKind.PROBABILITIES;
            engine.models.set(0, FakeModels.found("tiny", ScoreKind.PROBABILITIES));
        };
        Path picture = picture("a.jpg", "1");
        shelf.run("classify", "--scores", "--format", "json", picture);
        assertThat(JsonText.rows(shelf.out).get(0)).containsKey("probabilities").doesNotContainKey("logits");
        shelf.run("classify", "--scores", "--format", "csv", picture);
        assertThat(shelf.out).doesNotContain("logit").contains("probability:red,probability:green,probability:blue");
    }

    @Test
    void aMultiLabelModelShowsEveryLabelThatAPictureHas() throws IOException {
        shelf.setUp = engine -> {
            engine.kind = ScoreKind.INDEPENDENT_PROBABILITIES;
            engine.models.set(0, FakeModels.found("tiny", ScoreKind.INDEPENDENT_PROBABILITIES));
        };
        Path picture = picture("a.jpg", "1");
        shelf.run("classify", "--top", "1", picture);
        // Sigmoids of .1, 3.5 and .1: all three are above a half, more than were asked for.
        assertThat(shelf.out).isEqualTo(picture + "  * 97.07 %  green  * 52.50 %  red    * 52.50 %  blue\n");
        shelf.run("classify", "--top", "1", "--format", "json", picture);
        Map<String, Object> row = JsonText.rows(shelf.out).get(0);
        assertThat(row).containsEntry("output", "independent_probabilities");
        assertThat(row.get("top").toString()).isEqualTo("[{label=green, index=1, probability=0.97068775}]");
        assertThat(row.get("positives").toString()).contains("label=green", "label=red", "label=blue");
        shelf.run("classify", "--top", "1", "--format", "csv", picture);
        assertThat(shelf.out)
                .startsWith(
                        "image,model,label_1,index_1,probability_1,positives,version,device,preprocess_ms,infer_ms,error,message\n")
                .contains(",green,1,0.97068775,1 0 2,");
    }

    @Test
    void anEnsembleSaysHowMuchItsFoldsDiffer() throws IOException {
        shelf.setUp = engine -> engine.models.set(0, FakeModels.ensemble("net", 1, 2, 4));
        Path picture = picture("a.jpg", "1");
        shelf.run("classify", "--format", "json", picture);
        Map<String, Object> row = JsonText.rows(shelf.out).get(0);
        // Probabilities .8, .1, .1 of the best class; two votes against one.
        assertThat(row.get("disagreement").toString())
                .startsWith("{std=0.32998")
                .contains("vote_entropy=0.636514");
        assertThat(row).doesNotContainKey("folds");
        shelf.run("classify", "--format", "csv", "--top", "1", picture);
        assertThat(shelf.out)
                .startsWith(
                        "image,model,label_1,index_1,probability_1,std,vote_entropy,version,device,preprocess_ms,infer_ms,error,message\n");
    }

    @Test
    void perFoldShowsEach() throws IOException {
        shelf.setUp = engine -> engine.models.set(0, FakeModels.ensemble("net", 1, 2, 4));
        Path picture = picture("a.jpg", "1");
        Path broken = picture("b.jpg", "broken");
        shelf.run("classify", "--per-fold", "--top", "1", picture);
        String pad = " ".repeat(picture.toString().length() - "fold 1".length());
        assertThat(shelf.out)
                .isEqualTo(picture + "   93.74 %  green\n" + pad + "fold 1   80.00 %  green\n" + pad
                        + "fold 2   80.00 %  blue\n" + pad + "fold 4   80.00 %  blue\n" + pad
                        + "        std 0.3300, vote entropy 0.6365\n");

        shelf.run("classify", "--per-fold", "--scores", "--top", "1", "--format", "json", picture);
        assertThat(JsonText.rows(shelf.out).get(0).get("folds").toString())
                .startsWith("[{fold=1, top=[{label=green, index=1, probability=0.8}], logits=[1.1, 1.8, 1.1],"
                        + " probabilities=[0.1, 0.8, 0.1]}, {fold=2, top=[{label=blue");

        shelf.run("classify", "--per-fold", "--scores", "--top", "1", "--format", "csv", picture, broken);
        List<CSVRecord> rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(shelf.out))
                .getRecords();
        assertThat(rows.get(0).toMap())
                .containsEntry("fold_1_label", "green")
                .containsEntry("fold_2_index", "2")
                .containsEntry("fold_4_probability", "0.8")
                .containsEntry("fold_4_logit:blue", "1.8")
                .containsEntry("fold_4_probability:red", "0.1")
                .containsEntry("message", "");
        assertThat(rows.get(1).isConsistent()).isTrue();
        assertThat(rows.get(1).get("error")).isEqualTo("CORRUPT_IMAGE");
    }

    @Test
    void aSingleModelHasNoFoldsToShow() throws IOException {
        Path picture = picture("a.jpg", "1");
        assertThat(shelf.run("classify", "--per-fold", "--format", "json", picture))
                .isZero();
        assertThat(JsonText.rows(shelf.out).get(0)).doesNotContainKeys("folds", "disagreement");
        assertThat(shelf.err).contains("'tiny' is not an ensemble");
    }

    @Test
    void jsonErrorHasCodeAndMessage() throws IOException {
        Path bad = picture("bad.jpg", "broken");
        Path good = picture("good.jpg", "0");
        assertThat(shelf.run("classify", "--format", "json", bad, good)).isEqualTo(1);
        List<Map<String, Object>> rows = JsonText.rows(shelf.out);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).containsEntry("top", List.of());
        assertThat(rows.get(0).get("error").toString())
                .isEqualTo(
                        "{code=CORRUPT_IMAGE, message=" + bad + ": the JPEG ends after 6 bytes. Copy the file again.}");
        assertThat(rows.get(1)).doesNotContainKey("error");
    }

    @Test
    void csvHasAHeaderAndLeavesFormulasAlone() throws IOException {
        Path formula = picture("=1+1, \"x\".jpg", "0");
        Path bad = picture("bad.jpg", "broken");
        assertThat(shelf.run("classify", "--format", "csv", "--top", "2", formula, bad))
                .isEqualTo(1);
        List<CSVRecord> rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(shelf.out))
                .getRecords();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).toMap())
                .containsEntry("image", formula.toString())
                .containsEntry("model", "tiny")
                .containsEntry("label_1", "red")
                .containsEntry("index_1", "0")
                .containsEntry("probability_1", "0.9374298")
                .containsEntry("label_2", "green")
                .containsEntry("error", "");
        assertThat(rows.get(1).toMap()).containsEntry("error", "CORRUPT_IMAGE").containsEntry("label_1", "");
        assertThat(rows.get(1).isConsistent()).isTrue();
    }

    @Test
    void csvScoresHaveOneColumnForEachClass() throws IOException {
        Path good = picture("good.jpg", "2");
        Path bad = picture("bad.jpg", "broken");
        shelf.run("classify", "--format", "csv", "--scores", "--top", "1", good, bad);
        List<CSVRecord> rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(shelf.out))
                .getRecords();
        assertThat(rows.get(0).toMap())
                .containsEntry("logit:blue", "3.5")
                .containsEntry("probability:blue", "0.9374298")
                .containsEntry("logit:red", "0.1");
        assertThat(rows.get(1).isConsistent()).isTrue();
        assertThat(rows.get(1).get("error")).isEqualTo("CORRUPT_IMAGE");
    }

    @Test
    void controlCharactersCannotBreakTheTableAndAreExactInJson() throws IOException {
        Path evil = picture("a\nb\u001b[31m\u202e.jpg", "0");
        shelf.run("classify", evil);
        assertThat(shelf.out.lines()).hasSize(1);
        assertThat(shelf.out).contains("a\\nb\\u001b[31m\\u202e.jpg").doesNotContain("\u001b");
        shelf.run("classify", "--format", "json", evil);
        assertThat(JsonText.rows(shelf.out).get(0)).containsEntry("image", evil.toString());
    }

    private Path picture(String name, String content) throws IOException {
        return shelf.picture(name, content);
    }
}
