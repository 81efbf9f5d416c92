package io.pokeai.cli.internal;

import java.util.Map;

/**
 * The state of a jar in a plugins folder, as the launcher tells it.
 *
 * @param file its path
 * @param bundle symbolic name; empty when it has none
 * @param version of the bundle; empty when it has none
 * @param state of the bundle, as OSGi calls it, in small letters; {@code not taken} when there is none
 * @param problem why it does nothing; empty when it works
 * @param remedy what to do about it
 */
record Plugin(String file, String bundle, String version, String state, String problem, String remedy) {
    /** From the launcher's form, which has types of Java only. */
    static Plugin of(Map<?, ?> map) {
        return new Plugin(
                text(map, "file"),
                text(map, "bundle"),
                text(map, "version"),
                text(map, "state"),
                text(map, "problem"),
                text(map, "remedy"));
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }

    String fileName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    boolean isFine() {
        return problem.isEmpty();
    }

    /** Whether the framework runs it, though it may do nothing. */
    boolean isActive() {
        return state.equals("active") || state.equals("starting");
    }
}
