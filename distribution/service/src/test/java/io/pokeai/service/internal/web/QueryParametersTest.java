package io.pokeai.service.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
    private static final Set<String> KNOWN = Set.of("top", "with", "scores");

    @Test
    void readsTextsNumbersAndFlags() {
        QueryParameters query = QueryParameters.parse("top=5&with=fog:3+snow%3A2&scores&", KNOWN);
        assertThat(query.number("top", 3, 1, 10)).isEqualTo(5);
        assertThat(query.joined("with")).hasValue("fog:3+snow:2");
        assertThat(query.flag("scores")).isTrue();
        QueryParameters none = QueryParameters.parse("", KNOWN);
        assertThat(none.number("top", 3, 1, 10)).isEqualTo(3);
        assertThat(none.text("with")).isEmpty();
        assertThat(none.flag("scores")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"top=0", "top=11", "top=1.5", "top=", "top=9999999999999999999", "top=x"})
    void numbersOutOfTheirRange(String query) {
        QueryParameters parameters = QueryParameters.parse(query, KNOWN);
        assertThatThrownBy(() -> parameters.number("top", 3, 1, 10)).isInstanceOf(HttpFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tops=1", "top=1&top=1", "%", "top=%zz", "=1"})
    void wrongQueries(String query) {
        assertThatThrownBy(() -> QueryParameters.parse(query, KNOWN)).isInstanceOf(HttpFailure.class);
    }
}
