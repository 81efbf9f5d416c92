package io.pokeai.aug.robustness.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.Disagreement;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.UnitImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellScoresTest {
    private static final float[] PROBABILITIES = {0.125f, 0.625f, 0.25f};

    @TempDir
    Path folder;

    @Test
    void aRowSaysWhatTheAnswerSaid() {
        RowScore score = RowScore.of(PROBABILITIES, 1, Optional.of(2), Optional.of(new Disagreement(0.5, 0.75)), 77);

        assertThat(score.confidence()).isEqualTo(0.625f);
        assertThat(score.trueProbability()).isEqualTo(0.25f);
        assertThat(score.margin()).isEqualTo(0.375f);
        assertThat(score.voteEntropy()).isEqualTo(0.75f);
        assertThat(score.deviation()).isEqualTo(0.5f);
        assertThat(score.pixels()).isEqualTo(77);
        // python: hashlib.sha256(struct.pack(">3f", .125, .625, .25)).digest()[:8]
        assertThat(Long.toHexString(score.probabilities())).isEqualTo("f6df27b20d69c5bc");
    }

    @Test
    void whatIsNotKnownIsNotANumber() {
        RowScore score = RowScore.of(PROBABILITIES, 1, Optional.empty(), Optional.empty(), 77);

        assertThat(score.trueProbability()).isNaN();
        assertThat(score.voteEntropy()).isNaN();
        assertThat(score.deviation()).isNaN();
    }

    @Test
    void aModelOfOneClassLeadsByAllOfIt() {
        assertThat(RowScore.of(new float[] {1}, 0, Optional.of(0), Optional.empty(), 1)
                        .margin())
                .isEqualTo(1);
    }

    @Test
    void digestsOfPixelsFollowTheirDefinition() {
        Image bytes = new Image(2, 1, new byte[] {1, 2, 3, 4, 5, (byte) 200});
        UnitImage floats = new UnitImage(2, 1, new float[] {0, 0.25f, 0.5f, 0.75f, 1, 0.125f});

        // python: hashlib.sha256(struct.pack(">3i", 1, 2, 1) + bytes([1, 2, 3, 4, 5, 200])).digest()[:8]
        assertThat(Long.toHexString(PixelDigest.of(bytes))).isEqualTo("95345b24ecc42390");
        // python: hashlib.sha256(struct.pack(">3i6f", 2, 2, 1, 0, .25, .5, .75, 1, .125)).digest()[:8]
        assertThat(Long.toHexString(PixelDigest.of(floats))).isEqualTo("27bc19d460cfcffc");
    }

    @Test
    void scoresAreReadAsTheyWereWritten() {
        write();
        RobustnessCells cells = RobustnessCells.read(folder);

        assertThat(cells.all()).hasSize(1);
        CellScores read = cells.scores(cells.all().get(0));
        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.row(0)).isEqualTo(score());
        assertThat(read.row(1)).isEqualTo(RowScore.UNANSWERED);
    }

    @Test
    void aCellWhoseScoresAreDamagedIsNotFinished() throws IOException {
        write();
        RobustnessCells before = RobustnessCells.read(folder);
        Path file = folder.resolve("cells/scores/" + cell().key().hash() + ".bin");
        byte[] content = Files.readAllBytes(file);
        content[3] ^= 1;
        Files.write(file, content);

        assertThat(RobustnessCells.read(folder).all()).isEmpty();
        assertThatThrownBy(() -> before.scores(cell()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("The scores of resnet18 fog:3")
                .hasMessageContaining("gone or damaged");
    }

    @Test
    void scoresOfOtherRowsAreRefused() {
        FinishedCell cell = cell();
        CellScores scores = CellScores.unknown(3);

        assertThatThrownBy(() -> new AnsweredCell(cell, scores)).hasMessageContaining("has 2 rows");
    }

    private void write() {
        try (CellJournal journal = CellJournal.open(folder)) {
            journal.add(List.of(new AnsweredCell(cell(), CellScores.of(List.of(score(), RowScore.UNANSWERED)))));
        }
    }

    private static RowScore score() {
        return RowScore.of(PROBABILITIES, 1, Optional.of(2), Optional.empty(), -5);
    }

    private static FinishedCell cell() {
        return new FinishedCell(
                "resnet18",
                "fog",
                3,
                new CellKey(Map.of(CellKey.SEVERITY, "3")),
                new BitSet(),
                new BitSet(),
                1,
                FinishedCell.NO_ANSWER);
    }
}
