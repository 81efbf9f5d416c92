package io.pokeai.natives.selftest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Environment variables that a library chooses its kernels by: part of what an outcome depends on. */
public final class Variables {
    private Variables() {}

    /** Those of this process whose names start with one of the prefixes. */
    public static String of(List<String> prefixes) {
        return of(System.getenv(), prefixes);
    }

    /** Names and values in a fixed order; empty when there are none. */
    public static String of(Map<String, String> variables, List<String> prefixes) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> variable : new TreeMap<>(variables).entrySet()) {
            for (String prefix : prefixes) {
                if (variable.getKey().startsWith(prefix)) {
                    text.append(text.isEmpty() ? "" : " ").append(variable);
                    break;
                }
            }
        }
        return text.toString();
    }
}
