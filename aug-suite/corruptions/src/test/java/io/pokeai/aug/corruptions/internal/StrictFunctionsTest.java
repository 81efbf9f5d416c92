package io.pokeai.aug.corruptions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code Math} may compute these functions in another way on another processor; {@code StrictMath} may not. */
class StrictFunctionsTest {
    private static final Pattern LOOSE = Pattern.compile(
            "(?<!Strict)\\bMath\\.(sin|cos|tan|asin|acos|atan|atan2|exp|expm1|log|log10|log1p|pow|cbrt|hypot|sinh|cosh|tanh)\\(");

    @Test
    void everyFunctionWhoseLastBitIsNotDefinedIsThatOfStrictMath() throws IOException {
        List<String> loose = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                if (LOOSE.matcher(text).find() || text.contains("import static java.lang.Math")) {
                    loose.add(file.toString());
                }
            }
        }
        assertThat(loose).isEmpty();
    }
}
