package io.pokeai.service.internal.web;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.WrongField;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The query of a request. Unlike the servlet's parameters it never looks into the body, and a name that nobody knows is an error: a
 * misspelt option would otherwise be no option.
 */
public final class QueryParameters {
    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the query.
     *
     * @throws HttpFailure 400 for an unknown name, one that is given twice, and wrong percent escapes
     */
    public static QueryParameters of(HttpServletRequest request, Set<String> known) {
        String query = request.getQueryString();
        return parse(query == null ? "" : query, known);
    }

    static QueryParameters parse(String query, Set<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!known.contains(name)) {
                List<String> names = known.stream().sorted().toList();
                throw HttpFailure.badRequest(
                                "There is no query parameter '" + name + "' here.",
                                known.isEmpty() ? "Leave the query out." : "Known: " + String.join(", ", names) + ".")
                        .ofField(name)
                        .allowing(names);
            }
            if (values.put(name, value) != null) {
                throw HttpFailure.badRequest("The query parameter '" + name + "' is given twice.", "Give it once.")
                        .ofField(name);
            }
        }
        return new QueryParameters(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw HttpFailure.badRequest("The query has a wrong percent escape.", "Write '%' as %25.");
        }
    }

    /** A text. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * A value of another kind.
     *
     * @param reading throws an {@link EngineException} or a {@link HttpFailure} for a wrong text, which becomes one of this parameter
     */
    public <T> Optional<T> read(String name, Function<String, T> reading) {
        try {
            return text(name).map(reading);
        } catch (EngineException e) {
            throw e.ofField(name);
        } catch (HttpFailure e) {
            throw e.ofField(name);
        }
    }

    /**
     * A text, or several in one that are joined by {@code +}, which a query reads as a blank.
     *
     * <p>Nothing that this is used for has blanks.
     */
    public Optional<String> joined(String name) {
        return text(name).map(value -> value.strip().replace(' ', '+'));
    }

    /**
     * A whole number.
     *
     * @throws HttpFailure 400 for anything else
     */
    public long number(String name, long otherwise, long least, long most) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw HttpFailure.badRequest(
                        "The query parameter '" + name + "' is not a whole number from " + least + " to " + most + ".",
                        "Correct it or leave it out.")
                .ofField(name)
                .allowing(List.of(WrongField.range(least, most)));
    }

    /** A truth value: {@code true}, {@code false}, or the name alone. */
    public boolean flag(String name) {
        return switch (values.getOrDefault(name, "false")) {
            case "", "true" -> true;
            case "false" -> false;
            default ->
                throw HttpFailure.badRequest(
                                "The query parameter '" + name + "' is neither true nor false.",
                                "Write " + name + "=true.")
                        .ofField(name)
                        .allowing(List.of("true", "false"));
        };
    }
}
