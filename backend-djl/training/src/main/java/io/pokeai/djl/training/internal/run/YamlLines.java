package io.pokeai.djl.training.internal.run;

import java.util.Map;
import java.util.Optional;

/** Settings as YAML: a line for each. */
final class YamlLines {
    private YamlLines() {}

    /** Texts stand in quotes, so that none of them is read as something else; nothing is {@code null}. */
    static String of(Map<String, Object> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach((name, value) ->
                text.append(name).append(": ").append(scalar(value)).append('\n'));
        return text.toString();
    }

    private static String scalar(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(YamlLines::scalar).orElse("null");
        }
        return value instanceof String text ? "'" + text.replace("'", "''") + "'" : String.valueOf(value);
    }
}
