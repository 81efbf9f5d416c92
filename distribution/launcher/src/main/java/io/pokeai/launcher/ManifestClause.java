package io.pokeai.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A clause of an OSGi manifest header: {@code name;key=value;key:Type="value, with a comma"}.
 *
 * @param name what stands first
 * @param attributes by key, without its type; directives are among them
 */
record ManifestClause(String name, Map<String, String> attributes) {
    ManifestClause {
        attributes = Map.copyOf(attributes);
    }

    /** All clauses of a header; none of an empty one. */
    static List<ManifestClause> all(String header) {
        List<ManifestClause> clauses = new ArrayList<>();
        for (String clause : split(header, ',')) {
            List<String> parts = split(clause, ';');
            Map<String, String> attributes = new LinkedHashMap<>();
            for (String part : parts.subList(1, parts.size())) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    String key = part.substring(0, equals).split(":", 2)[0].strip();
                    attributes.put(
                            key, part.substring(equals + 1).replace("\"", "").strip());
                }
            }
            if (!parts.get(0).isBlank()) {
                clauses.add(new ManifestClause(parts.get(0).strip(), attributes));
            }
        }
        return clauses;
    }

    /** Empty if it is not there. */
    String attribute(String key) {
        return attributes.getOrDefault(key, "");
    }

    /** Splits where the separator stands outside of quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
