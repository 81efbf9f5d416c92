package io.pokeai.service.internal.oip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatatypeTest {
    /** numpy: np.array([bits], np.uint16).view(np.float16).astype(np.float32) */
    @ParameterizedTest
    @CsvSource({
        "0000, 0.0",
        "8000, -0.0",
        "0001, 5.9604645e-08",
        "03ff, 6.097555e-05",
        "0400, 6.1035156e-05",
        "3c00, 1.0",
        "3555, 0.33325195",
        "c000, -2.0",
        "7bff, 65504.0",
        "7c00, Infinity",
        "fc00, -Infinity",
        "7e00, NaN"
    })
    void halfPrecision(String bits, float value) {
        // As objects: NaN is NaN, and -0 is not 0.
        assertThat(Float.valueOf(Datatype.halfToFloat((short) Integer.parseInt(bits, 16))))
                .isEqualTo(Float.valueOf(value));
    }

    /** Tensor data types of the Open Inference Protocol, with their sizes. */
    @Test
    void allTypesOfTheProtocol() {
        assertThat(Stream.of(Datatype.values()).map(type -> type + " " + type.bytes()))
                .containsExactlyInAnyOrder(
                        "BOOL 1",
                        "UINT8 1",
                        "UINT16 2",
                        "UINT32 4",
                        "UINT64 8",
                        "INT8 1",
                        "INT16 2",
                        "INT32 4",
                        "INT64 8",
                        "FP16 2",
                        "BF16 2",
                        "FP32 4",
                        "FP64 8",
                        "BYTES -1");
    }
}
