package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code pokeai gate} of the unpacked runtime: one model is always right about clean pictures, the other one is another model. */
class GateIT {
    private static final KnownModel GOOD = KnownModel.quick(5);
    private static final KnownModel BAD = KnownModel.quick(6);
    private static final int PICTURES = 60;

    private Installation user;

    @BeforeEach
    void unpack() throws Exception {
        user = Installation.used("gate");
        GOOD.write(user.artifacts(), "good");
        BAD.write(user.artifacts(), "bad");
        Path data = user.work().resolve("data");
        List<Color> colours = Pictures.colours(PICTURES, 9);
        for (int i = 0; i < PICTURES; i++) {
            Path folder = Files.createDirectories(data.resolve(label(colours.get(i))));
            Files.write(folder.resolve(i + ".png"), Pictures.png(colours.get(i), 40, 40));
        }
    }

    @AfterEach
    void remove() {
        user.delete();
    }

    private static String label(Color colour) {
        float[] logits = GOOD.logits(colour);
        int best = 0;
        for (int k = 1; k < logits.length; k++) {
            best = logits[k] > logits[best] ? k : best;
        }
        return GOOD.labels().get(best);
    }

    @Test
    void theExitStatusIsTheVerdict() throws Exception {
        Outcome run = user.pokeai(
                        "robustness",
                        "--model",
                        "good",
                        "--model",
                        "bad",
                        "--data",
                        "data",
                        "--with",
                        "contrast:1,fog:1")
                .run();
        assertThat(run.status()).as(run.toString()).isZero();

        Outcome worse = gate("good", "bad", "--report", "reports/gate");
        assertThat(worse.status()).as(worse.toString()).isEqualTo(1);
        assertThat(worse.out())
                .startsWith("With 60 pictures in 3 cells, a drop is found with a power of 80 % from ")
                .contains("\nFAIL: 'bad' is worse than 'good' over all cells")
                .containsPattern("\nclean .* worse\n");
        assertThat(Files.readString(user.work().resolve("reports/gate/gate.json")))
                .contains("\"outcome\" : \"FAIL\"")
                .contains("broken_rows");

        Outcome better = gate("bad", "good");
        assertThat(better.status()).as(better.toString()).isZero();
        assertThat(better.out()).contains("\nPASS: 'good' may replace 'bad': it is not worse by 1.00 points or more");

        Outcome same = gate("good", "good", "--explain");
        assertThat(same.status()).as(same.toString()).isEqualTo(4);
        assertThat(same.out())
                .contains("are the same files")
                .contains("\nINCONCLUSIVE: ")
                .contains("\nfog:1 ");

        Outcome sequential = gate("good", "bad", "--sequential");
        assertThat(sequential.status()).as(sequential.toString()).isEqualTo(1);
        assertThat(sequential.out()).containsPattern("FAIL: 'bad' is worse than 'good' .* after \\d+ pictures");
        assertThat(gate("good", "bad", "--sequential").out()).isEqualTo(sequential.out());
    }

    @Test
    void aGateThatCannotRunIsNoVerdict() throws Exception {
        Outcome none = gate("good", "bad");
        assertThat(none.status()).as(none.toString()).isEqualTo(2);
        assertThat(none.err()).contains("No robustness run was made in").contains("pokeai robustness");

        Outcome margin = gate("good", "bad", "--margin", "1");
        assertThat(margin.status()).as(margin.toString()).isEqualTo(2);
        assertThat(margin.err()).contains("'1' is not a margin.");
    }

    private Outcome gate(String baseline, String candidate, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("gate", "--baseline", baseline, "--candidate", candidate));
        arguments.addAll(List.of(more));
        return user.pokeai(arguments.toArray(String[]::new)).run();
    }
}
