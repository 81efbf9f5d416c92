package io.pokeai.natives.selftest;

import java.util.Map;
import java.util.TreeMap;

/**
 * One way to use a library.
 *
 * @param name for people: {@code default}, {@code ONEDNN_MAX_CPU_ISA=SSE41}
 * @param environment variables of the native environment that the library has to see
 */
public record LibrarySetting(String name, Map<String, String> environment) {
    /** The name of the setting that changes nothing. */
    public static final String DEFAULT = "default";

    public LibrarySetting {
        environment = Map.copyOf(environment);
    }

    /** The setting that changes nothing. */
    public static LibrarySetting standard() {
        return new LibrarySetting(DEFAULT, Map.of());
    }

    /** A setting that is not made by environment variables. */
    public static LibrarySetting named(String name) {
        return new LibrarySetting(name, Map.of());
    }

    /** Variables that the library sees; the name lists them. */
    public static LibrarySetting ofEnvironment(Map<String, String> variables) {
        StringBuilder name = new StringBuilder();
        new TreeMap<>(variables)
                .forEach((key, value) -> name.append(name.isEmpty() ? "" : " ")
                        .append(key)
                        .append('=')
                        .append(value));
        return new LibrarySetting(name.toString(), variables);
    }
}
