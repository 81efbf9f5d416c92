package io.pokeai.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.testkit.Shared;
import io.pokeai.onnx.graph.PythonLiteral.SyntaxException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonLiteralTest {
    private static final Path LITERALS = Shared.data("models/onnx/names_literals.json");

    @TestFactory
    Stream<DynamicTest> agreesWithPython() throws IOException {
        Shared.require(LITERALS);
        return cases().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        "literal " + entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
    }

    private static void check(String literal, Optional<Object> expected) {
        Optional<Object> found;
        try {
            found = Optional.of(asJson(PythonLiteral.parse(literal)));
        } catch (SyntaxException e) {
            found = Optional.empty();
        }
        assertThat(found).isEqualTo(expected);
    }

    /** Values as the reference data writes them: other values than texts, numbers and None as {@code repr()}. */
    private static Object asJson(Object value) {
        if (value instanceof Map<?, ?> dict) {
            List<Object> pairs = new ArrayList<>();
            dict.forEach((key, entry) -> pairs.add(List.of(asJson(key), asJson(entry))));
            return Map.of("dict", pairs);
        }
        if (value instanceof List<?> list) {
            return Map.of("list", list);
        }
        if (value instanceof PythonLiteral.Tuple tuple) {
            return Map.of("tuple", tuple.values());
        }
        if (value instanceof PythonLiteral.Bytes bytes) {
            return "b'" + bytes.latin1() + "'";
        }
        if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        return value;
    }

    private static Map<String, Optional<Object>> cases() throws IOException {
        Map<String, Optional<Object>> cases = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(LITERALS.toFile())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                parser.nextToken();
                String literal = parser.nextTextValue();
                boolean isError = parser.nextFieldName().equals("error");
                parser.nextToken();
                Object value = json(parser);
                cases.put(literal, isError ? Optional.empty() : Optional.of(value));
                parser.nextToken();
            }
        }
        return cases;
    }

    private static Object json(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                String key = parser.nextFieldName();
                parser.nextToken();
                Object value = json(parser);
                parser.nextToken();
                yield Map.of(key, value);
            }
            case START_ARRAY -> {
                List<Object> values = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    values.add(json(parser));
                }
                yield values;
            }
            case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_NULL -> PythonLiteral.NONE;
            default -> parser.getText();
        };
    }

    @Test
    void theFirstOfEqualKeysStaysWithTheLastValue() throws SyntaxException {
        Object dict = PythonLiteral.parse("{1: 'a', 0: 'b', True: 'c', 1.0: 'd'}");
        assertThat(((Map<?, ?>) dict).toString()).isEqualTo("{1=d, 0=b}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'\\400'|\u0100",
                "'\\q'|\\q",
                "r'\\''|\\'",
                "'''a'b'''|a'b",
                "('a')|a",
                "'\\N{GREEK SMALL LETTER ALPHA}'|\u03b1",
                "'\\U0001F600'|\ud83d\ude00",
            })
    void readsStrings(String literal, String expected) throws SyntaxException {
        assertThat(PythonLiteral.parse(literal)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'\\x4'",
                "'\\u12'",
                "'\\U00110000'",
                "'\\N{NO SUCH NAME}'",
                "'a\nb'",
                "'a' b'c'",
                "b'\u00e9'",
                "1a",
                "0x",
                "1__0",
                "1_",
                "--1",
                "{[]: 1}",
                "{,}",
                "{1:}",
                "{1}:",
                "[1,,2]",
                "True()",
                "-'a'",
                "\n {}",
                "{}\u00a0",
                "1 2",
                "1;"
            })
    void refusesWhatPythonRefuses(String literal) {
        assertThatThrownBy(() -> PythonLiteral.parse(literal)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void deepNestingIsRefusedWithoutAStackOverflow() {
        assertThatThrownBy(() -> PythonLiteral.parse("[".repeat(100_000))).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> PythonLiteral.parse("-" + "(".repeat(100_000))).isInstanceOf(SyntaxException.class);
    }

    @Test
    void readsHugeIntegers() throws SyntaxException {
        assertThat(PythonLiteral.parse("1" + "0".repeat(50))).isEqualTo(BigInteger.TEN.pow(50));
    }
}
