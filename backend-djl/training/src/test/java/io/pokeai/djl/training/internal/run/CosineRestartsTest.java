package io.pokeai.djl.training.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CosineRestartsTest {
    /** {@code CosineAnnealingWarmRestarts(AdamW(lr=3e-4), T_0=5, T_mult=2).step(epoch)} of PyTorch 2.13. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.0003",
        "0.25, 0.00029815325108927063",
        "2.5, 0.00015",
        "3.3, 7.773694888474274e-05",
        "4.999, 2.9608812235348834e-11",
        "5, 0.0003",
        "5.5, 0.00029815325108927063",
        "7.25, 0.00026406089484000466",
        "14.9, 7.401594514025999e-08",
        "15, 0.0003",
        "16.125, 0.0002976639852134837",
        "34.5, 4.623999400308054e-07",
        "35, 0.0003",
        "40.75, 0.0002849622426078332"
    })
    void theRateIsThatOfPyTorch(double epoch, double rate) {
        assertThat(new CosineRestarts(3e-4).at(epoch)).isCloseTo(rate, within(1e-15));
    }
}
