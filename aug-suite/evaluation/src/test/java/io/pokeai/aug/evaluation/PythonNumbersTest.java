package io.pokeai.aug.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "0.1, 0.1",
        "1e-5, 1e-05",
        "0.00045, 0.00045",
        "0.0001, 0.0001",
        "0.00009999, 9.999e-05",
        "1e16, 1e+16",
        "1e15, 1000000000000000.0",
        "123456789012345680, 1.2345678901234568e+17",
        "0.8068181818181818, 0.8068181818181818",
        "-2.5, -2.5",
        "2e23, 2e+23",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "-0.0, -0.0",
        "NaN, nan"
    })
    void doublesAreWrittenAsPythonWritesThem(double value, String text) {
        assertThat(PythonNumbers.repr(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.45159996, 0.45159996", "0.6926784, 0.6926784", "1.0, 1.0", "1e-5, 1e-05", "16777216, 16777216.0"})
    void floatsHaveTheDigitsOfFloats(float value, String text) {
        assertThat(PythonNumbers.repr(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.125, 0.12",
        "0.625, 0.62",
        "0.285, 0.28",
        "1.005, 1.00",
        "0.145, 0.14",
        "0.375, 0.38",
        "-0.001, -0.00"
    })
    void roundingIsOfTheExactValueAndHalfToEven(double value, String text) {
        assertThat(PythonNumbers.fixed(value, 2)).isEqualTo(text);
    }

    @Property
    void whatIsWrittenIsTheSameNumber(@ForAll double value) {
        assertThat(Double.parseDouble(PythonNumbers.repr(value).replace("nan", "NaN")))
                .isEqualTo(value);
    }

    /** Read by pandas 3.0.6; the closest doubles are others. */
    @ParameterizedTest
    @CsvSource({
        "0.8068181818181818, 0.8068181818181818",
        "0.1, 0.1",
        "1, 1.0",
        "1e-05, 1e-05",
        "12345678901234567890, 12345678901234567890",
        "+0.5, 0.5",
        "-3.25e2, -325"
    })
    void numbersAreReadAsPandasReadsThem(String text, double value) {
        assertThat(PythonNumbers.readCsv(text)).isEqualTo(value);
    }

    @Test
    void nothingIsNotANumberAndNonsenseIsRefused() {
        assertThat(PythonNumbers.readCsv("")).isNaN();
        assertThat(PythonNumbers.readCsv("nan")).isNaN();
        assertThatThrownBy(() -> PythonNumbers.readCsv("many")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> PythonNumbers.readCsv("1.2.3")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> PythonNumbers.readCsv("1e")).isInstanceOf(NumberFormatException.class);
    }
}
