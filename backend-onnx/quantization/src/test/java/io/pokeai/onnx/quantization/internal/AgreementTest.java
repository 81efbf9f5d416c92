package io.pokeai.onnx.quantization.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final float[] LOGITS = {1, 2, 0.5f};

    @Test
    void equalAnswersHaveNoDivergence() {
        Agreement agreement = new Agreement();
        agreement.add(LOGITS, new float[] {11, 12, 10.5f}, false, 1);
        assertEquals(0, agreement.meanDivergence(), 1e-12);
        assertEquals(1, agreement.sameBest());
        assertEquals(1, agreement.accuracy());
    }

    @Test
    void theDivergenceIsThatOfSciPy() {
        Agreement agreement = new Agreement();
        // scipy.stats.entropy(softmax([1, 2, .5]), softmax([2, 1, .5]))
        agreement.add(LOGITS, new float[] {2, 1, 0.5f}, false, 1);
        assertEquals(0.39730782, agreement.meanDivergence(), 1e-6);
        assertEquals(0, agreement.sameBest());
        assertEquals(0, agreement.accuracy());
        assertEquals(1, agreement.accuracyBefore());
    }

    @Test
    void aSingleLogitIsASigmoid() {
        Agreement agreement = new Agreement();
        // p = sigmoid(1), q = sigmoid(0): p log(p / q) + (1 - p) log((1 - p) / (1 - q))
        agreement.add(new float[] {1}, new float[] {0}, false, -1);
        assertEquals(0.11094407, agreement.meanDivergence(), 1e-6);
    }

    @Test
    void answersThatAreNotNumbersAreTheWorst() {
        Agreement agreement = new Agreement();
        agreement.add(LOGITS, new float[] {Float.NaN, 1, 1}, false, 0);
        assertTrue(Double.isInfinite(agreement.meanDivergence()));
    }

    @Test
    void unknownLabelsCountForNoAccuracy() {
        Agreement agreement = new Agreement();
        agreement.add(LOGITS, LOGITS, false, -1);
        assertTrue(!agreement.isLabelled() && agreement.pictures() == 1);
    }
}
