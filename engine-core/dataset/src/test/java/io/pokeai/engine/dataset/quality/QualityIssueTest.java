package io.pokeai.engine.dataset.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.dataset.picture.Look;
import io.pokeai.engine.dataset.picture.PerceptualHash;
import io.pokeai.engine.dataset.picture.PictureTraits;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each threshold from both sides. */
class QualityIssueTest {
    private static final SizeRange SIZES = new SizeRange(50, 200);

    @Test
    void aPictureAtEveryThresholdHasNoIssue() {
        assertThat(issues(100, 35, new Look(0.32, 0.95, 3, 0.29, false))).isEmpty();
    }

    @Test
    void aPictureBeyondAThresholdHasThatIssueAlone() {
        assertThat(issues(100, 100, new Look(0.319, 0.1, 5, 0.5, false))).containsExactly(QualityIssue.DARK);
        assertThat(issues(100, 100, new Look(1, 0.951, 5, 0.5, false))).containsExactly(QualityIssue.LIGHT);
        assertThat(issues(100, 100, new Look(0.9, 0.1, 2.99, 0.5, false)))
                .containsExactly(QualityIssue.LOW_INFORMATION);
        assertThat(issues(100, 100, new Look(0.9, 0.1, 5, 0.289, false))).containsExactly(QualityIssue.BLURRY);
        assertThat(issues(100, 100, new Look(0.9, 0.1, 5, 0.5, true))).containsExactly(QualityIssue.GRAYSCALE);
        Look good = new Look(0.9, 0.1, 5, 0.5, false);
        assertThat(issues(100, 34, good)).containsExactly(QualityIssue.ODD_ASPECT_RATIO);
        assertThat(issues(34, 100, good)).containsExactly(QualityIssue.ODD_ASPECT_RATIO);
        assertThat(issues(200, 201, good)).containsExactly(QualityIssue.ODD_SIZE);
        assertThat(issues(50, 49, good)).containsExactly(QualityIssue.ODD_SIZE);
    }

    /** NumPy: the quartiles of 10, 20, 30, 50 are 17.5 and 35. */
    @Test
    void usualSizesReachThreeQuartileDistancesBeyondTheQuartiles() {
        List<PictureTraits> pictures =
                Stream.of(10, 50, 20, 30).map(side -> traits(side, side)).toList();
        assertThat(SizeRange.of(pictures)).isEqualTo(new SizeRange(0, 35 + 3 * 17.5));
        List<PictureTraits> alike =
                Stream.of(100, 101, 102, 103).map(side -> traits(side, side)).toList();
        assertThat(SizeRange.of(alike)).isEqualTo(new SizeRange(100.75 - 4.5, 102.25 + 4.5));
    }

    private static List<QualityIssue> issues(int width, int height, Look look) {
        PictureTraits traits = new PictureTraits(width, height, "", new PerceptualHash(0), new PerceptualHash(0), look);
        return Stream.of(QualityIssue.values())
                .filter(issue -> issue.concerns(traits, SIZES))
                .toList();
    }

    private static PictureTraits traits(int width, int height) {
        return new PictureTraits(
                width, height, "", new PerceptualHash(0), new PerceptualHash(0), new Look(1, 0, 5, 1, false));
    }
}
