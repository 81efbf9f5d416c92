package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Folds under one name, and the certificate that holds them to their answers, as a user meets them. */
class EnsembleIT {
    private static final List<KnownModel> FOLDS =
            List.of(KnownModel.quick(11), KnownModel.quick(12), KnownModel.quick(13));
    private static final List<Color> COLOURS = Pictures.colours(3, 4);

    private Installation user;

    @BeforeEach
    void unpack() throws IOException {
        user = Installation.used("ensemble");
        for (int i = 0; i < FOLDS.size(); i++) {
            fold(i + 1, FOLDS.get(i));
        }
        Pictures.write(user.work().resolve("photos"), COLOURS);
    }

    @AfterEach
    void remove() {
        user.delete();
    }

    @Test
    void foldsAnswerWithTheMeanOfTheirLogitsAndSayHowMuchTheyDiffer() throws Exception {
        Outcome outcome = user.pokeai("classify", "photos", "--format", "json", "--scores", "--per-fold")
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        List<Map<String, Object>> rows = Json.rows(outcome.out());
        assertThat(rows).hasSameSizeAs(COLOURS);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).containsEntry("model", "net").containsKey("disagreement");
            for (int k = 0; k < FOLDS.get(0).classes(); k++) {
                double sum = 0;
                for (int fold = 0; fold < FOLDS.size(); fold++) {
                    float expected = FOLDS.get(fold).logits(COLOURS.get(i))[k];
                    Map<?, ?> answer = (Map<?, ?>) ((List<?>) rows.get(i).get("folds")).get(fold);
                    assertThat(((Number) answer.get("fold")).intValue()).isEqualTo(fold + 1);
                    assertThat(number(answer.get("logits"), k))
                            .isCloseTo(expected, within((double) KnownModel.TOLERANCE));
                    sum += expected;
                }
                assertThat(number(rows.get(i).get("logits"), k))
                        .isCloseTo(sum / FOLDS.size(), within((double) KnownModel.TOLERANCE));
            }
        }
    }

    @Test
    void aMissingFoldIsANoteUnlessItIsDemanded() throws Exception {
        Files.delete(user.artifacts().resolve("net_fold2.onnx"));
        Outcome models = user.pokeai("models").run();
        assertThat(models.status()).as(models.toString()).isZero();
        assertThat(models.out()).contains("1, 3", "Fold 2 is missing in net_fold*.onnx");
        assertThat(user.pokeai("classify", "photos").run().status()).isZero();

        Outcome demanded = user.pokeai("classify", "photos").set("N_FOLDS", "3").run();
        assertThat(demanded.status()).as(demanded.toString()).isEqualTo(3);
        assertThat(demanded.err()).contains("3 folds are demanded", "fold 2 is missing");
    }

    @Test
    void theProjectsConfigurationNamesTheModel() throws Exception {
        KnownModel.quick(5).write(user.artifacts(), "another");
        assertThat(user.pokeai("classify", "photos").run().status()).isEqualTo(2);
        Path configs = Files.createDirectories(user.work().resolve("configs"));
        Files.writeString(configs.resolve("default.yml"), "model:\n  name: another\n");
        Outcome outcome = user.pokeai("classify", "photos", "--format", "json").run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(Json.rows(outcome.out()).get(0)).containsEntry("model", "another");
    }

    @Test
    void aModelThatBreaksItsCertificateDoesNotAnswer() throws Exception {
        Outcome written = user.pokeai("certify", "net", "--images", "photos", "--limit", "2")
                .run();
        assertThat(written.status()).as(written.toString()).isZero();
        assertThat(written.out()).startsWith("wrote ").contains("net.cert.json: 2 pictures, 5 classes");
        Outcome models = user.pokeai("models", "--open", "--format", "json").run();
        assertThat(Json.rows(models.out()).get(0)).containsEntry("certification", "PASSED");

        fold(2, KnownModel.quick(14));
        Outcome broken = user.pokeai("classify", "photos").run();
        assertThat(broken.status()).as(broken.toString()).isEqualTo(3);
        assertThat(broken.out()).isEmpty();
        assertThat(broken.err())
                .contains("'net' does not meet net.cert.json", "2 of 2 pictures differ", "expected", "allowed")
                .contains("pokeai certify net");

        Outcome renewed = user.pokeai("certify", "net", "--images", "photos").run();
        assertThat(renewed.status()).as(renewed.toString()).isZero();
        assertThat(renewed.out()).startsWith("replaced ");
        assertThat(user.pokeai("classify", "photos").run().status()).isZero();
        assertThat(user.traces()).isEmpty();
    }

    private void fold(int number, KnownModel model) throws IOException {
        Path file = model.write(user.artifacts(), "net");
        Files.move(file, user.artifacts().resolve("net_fold" + number + ".onnx"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static double number(Object list, int index) {
        return ((Number) ((List<?>) list).get(index)).doubleValue();
    }
}
