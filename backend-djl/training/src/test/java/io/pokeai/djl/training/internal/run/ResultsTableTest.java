package io.pokeai.djl.training.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsTableTest {
    /** What Python prints. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.1, 0.1",
        "100000, 100000",
        "999999.5, 1e+06",
        "1234567, 1.23457e+06",
        "12.3456789, 12.3457",
        "0.000123456789, 0.000123457",
        "0.0000123456789, 1.23457e-05",
        "-0.00001, -1e-05",
        "2.5e-110, 2.5e-110",
        "NaN, nan",
        "Infinity, inf"
    })
    void numbersAreThoseOfPython(double value, String text) {
        assertThat(ResultsTable.cell(value)).isEqualTo(text);
    }

    @Test
    void timeIsThatSinceTheBeginning() {
        Epoch first = new Epoch(1, 0.001, 0.1, 2.0000049, 1.5, 0.25, 0.5, 2, 0);
        Epoch second = new Epoch(2, 0.002, 0.002, 1.000006, 1.25, 0.5, 1, 3.5, 0);
        assertThat(new ResultsTable(List.of(first, second)).toCsv()).isEqualTo("""
                        epoch,time,train/loss,metrics/accuracy_top1,metrics/accuracy_top5,val/loss,lr/pg0,lr/pg1,lr/pg2
                        1,2,2,0.25,0.5,1.5,0.1,0.001,0.001
                        2,5.5,1.00001,0.5,1,1.25,0.002,0.002,0.002
                        """);
    }
}
