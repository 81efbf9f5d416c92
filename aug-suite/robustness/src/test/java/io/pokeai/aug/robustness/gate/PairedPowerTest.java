package io.pokeai.aug.robustness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.statistics.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedPowerTest {
    private static final GateTerms TERMS = new GateTerms(.01, .05, new Draws(1, 1000));

    /** The formula in Python: discordance, pictures for one point alone and among 95 cells by Bonferroni. */
    @ParameterizedTest
    @CsvSource({".02, 1235, 3388", ".05, 3090, 8475", ".1, 6181, 16952", ".2, 12364, 33908"})
    void picturesForOnePoint(double discordance, int alone, int among95) {
        assertThat(PairedPower.picturesFor(.01, discordance, .05)).isCloseTo(alone, within(1L));
        assertThat(PairedPower.picturesFor(.01, discordance, .05 / 95)).isCloseTo(among95, within(1L));
    }

    /** The formula in Python, where a drop fits into the discordance. */
    @ParameterizedTest
    @CsvSource({
        "176, .05, 1, .042",
        "1017, .02, 1, .011",
        "1017, .02, 95, .018",
        "1017, .05, 1, .017",
        "1017, .05, 95, .029",
        "176, .1, 1, .059",
        "176, .1, 95, .097",
        "1017, .1, 1, .025",
        "1017, .1, 95, .041",
        "5000, .1, 1, .011",
        "5000, .2, 95, .026"
    })
    void smallestDrops(int pictures, double discordance, int cells, double drop) {
        assertThat(new PairedPower(pictures, .05 / cells).smallestOfCell(discordance))
                .hasValueCloseTo(drop, within(6e-4));
    }

    /** 2.6 points do not fit into models that differ in 2 % of the pictures: after such a drop they differ in more. */
    @Test
    void aDropIsNoLargerThanTheDiscordanceThatItMakes() {
        assertThat(new PairedPower(176, .05).smallestOfCell(.02)).hasValueCloseTo(.0347, within(5e-4));
        assertThat(new PairedPower(176, .05).smallestOfCell(0)).hasValueCloseTo(.0347, within(5e-4));
    }

    @Test
    void theLimitHasThePowerThatItIsStatedFor() {
        PairedPower power = new PairedPower(1017, .05);
        double limit = power.smallestOfCell(.1).orElseThrow();

        assertThat(power.of(limit, .1)).isCloseTo(.8, within(1e-9));
        assertThat(power.of(limit / 2, .1)).isLessThan(.5);
    }

    @Test
    void threePicturesShowNothing() {
        DetectionLimit limit = DetectionLimit.expected(2, 5, .1, TERMS);

        assertThat(limit.cell()).isEmpty();
        assertThat(limit.exceeds(.99)).isTrue();
        assertThat(limit.sentence()).contains("no drop that is possible");
    }

    @Test
    void theMarginIsComparedWithTheLimitOfTheMean() {
        DetectionLimit limit = DetectionLimit.expected(1017, 95, .1, TERMS);

        assertThat(limit.family()).hasValueCloseTo(.0277, within(3e-4)); // α is halved: 2.5 points would be all of it
        assertThat(limit.exceeds(.01)).isTrue();
        assertThat(limit.exceeds(.03)).isFalse();
        assertThat(limit.sentence())
                .startsWith("With 1017 pictures in 95 cells, a drop is found with a power of 80 % from 2.7")
                .contains("in the mean over all cells, and from 4.");
    }
}
