package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The unpacked runtime under the hands of somebody who has just unpacked it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewUserIT {
    private static final KnownModel MODEL = KnownModel.quick(5);
    private static final List<Color> COLOURS = Pictures.colours(3, 9);

    private Installation user;
    private List<Path> pictures;

    @BeforeAll
    void unpack() throws Exception {
        user = Installation.create("new-user");
        MODEL.write(user.artifacts(), "known");
        pictures = Pictures.write(user.work().resolve("photos"), COLOURS);
        long start = user.pokeai("--version").run().millis();
        Figures.print("cli.first-start", start, "ms");
    }

    @AfterAll
    void remove() {
        user.delete();
    }

    @Test
    void versionIsOneLine() throws Exception {
        Outcome outcome = user.pokeai("--version").run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).matches("pokeai \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void classifyAnswersInTheOrderOfTheFiles() throws Exception {
        Outcome outcome = user.pokeai("classify", "photos", "--format", "json", "--scores")
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        List<Map<String, Object>> rows = Json.rows(outcome.out());
        assertThat(rows).hasSameSizeAs(pictures);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).get("image")).isEqualTo("photos/" + Assembly.name(pictures.get(i)));
            List<Float> logits = new ArrayList<>();
            ((List<?>) rows.get(i).get("logits")).forEach(value -> logits.add(((Number) value).floatValue()));
            assertThat(MODEL.difference(logits, COLOURS.get(i))).isLessThan(KnownModel.TOLERANCE);
        }
        Figures.print("cli.classify-3-pictures", outcome.millis(), "ms");
    }

    @Test
    void aBrokenPictureIsARowAndExitStatusOne() throws Exception {
        Path broken = Files.writeString(user.work().resolve("broken.png"), "no picture");
        Outcome outcome = user.pokeai("classify", pictures.get(0).toString(), broken.toString(), "--format", "json")
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(1);
        List<Map<String, Object>> rows = Json.rows(outcome.out());
        assertThat(rows.get(0)).doesNotContainKey("error");
        assertThat(rows.get(1).get("error").toString()).contains("UNSUPPORTED_FORMAT");
        assertThat(outcome.err()).doesNotContain("\tat ");
    }

    @Test
    void previewWritesWhatTheModelSees() throws Exception {
        Outcome outcome = user.pokeai("preview", pictures.get(1).toString(), "-o", "crops")
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        var crop = ImageIO.read(user.work().resolve("crops/0001.png.png").toFile());
        assertThat(crop.getWidth()).isEqualTo(KnownModel.SIDE);
        assertThat(crop.getHeight()).isEqualTo(KnownModel.SIDE);
        assertThat(HexFormat.of().toHexDigits(crop.getRGB(30, 30)))
                .isEqualTo(HexFormat.of().toHexDigits(COLOURS.get(1).getRGB()));
    }

    @Test
    void modelsListsWhatIsThere() throws Exception {
        Outcome outcome = user.pokeai("models", "--open", "--format", "json").run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        Map<String, Object> model = Json.rows(outcome.out()).get(0);
        assertThat(model).containsEntry("name", "known").containsEntry("state", "READY");
        assertThat(model).containsEntry("backend", "onnx").containsEntry("labels", MODEL.labels());
    }

    @Test
    void doctorFindsAllWell() throws Exception {
        Outcome outcome = user.pokeai("doctor").run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).doesNotContain("error  ");
    }

    @Test
    void configSaysWhereAValueComesFrom() throws Exception {
        Outcome outcome = user.pokeai("config", "--format", "json", "--threads", "3")
                .set("POKEAI_PROVIDER", "cpu")
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        Object config = Json.parse(outcome.out());
        assertThat(config.toString())
                .contains(
                        "flag --threads",
                        "environment POKEAI_PROVIDER",
                        user.artifacts().toString());
    }

    @Test
    void anUnknownModelIsExitStatusThreeAndNamesTheKnownOnes() throws Exception {
        Outcome outcome =
                user.pokeai("classify", "--model", "unknown", "photos").run();
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(3);
        assertThat(outcome.err()).contains("unknown", "known").doesNotContain("\tat ");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void anUnknownCommandIsExitStatusTwo() throws Exception {
        Outcome outcome = user.pokeai("clasify", "photos").run();
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.err()).contains("classify");
    }

    @Test
    void withoutPluginsTheRemedyIsNamed() throws Exception {
        Path none = Files.createDirectories(user.root().resolve("no-plugins"));
        Outcome outcome = user.pokeai("classify", "photos")
                .set("POKEAI_JAVA_OPTS", "-Dpokeai.plugins=" + none + " -Djava.io.tmpdir=" + user.tmp())
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(3);
        assertThat(outcome.err()).contains("plugins").doesNotContain("\tat ");
    }

    @Test
    void nothingIsLeftBesideTheCache() throws Exception {
        user.pokeai("classify", "photos").run();
        assertThat(user.temporaryFiles()).isEmpty();
        assertThat(user.traces()).isEmpty();
        assertThat(Scratch.files(user.home())).isEmpty();
    }
}
