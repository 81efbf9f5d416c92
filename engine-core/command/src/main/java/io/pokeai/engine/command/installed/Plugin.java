package io.pokeai.engine.command.installed;

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
public record Plugin(String file, String bundle, String version, String state, String problem, String remedy) {
    /** From the launcher's form, which has types of Java only. */
    public static Plugin of(Map<?, ?> map) {
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

    /** Without its folder. */
    public String fileName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** Whether it works. */
    public boolean isFine() {
        return problem.isEmpty();
    }

    /** Whether the framework runs it, though it may do nothing. */
    public boolean isActive() {
        return state.equals("active") || state.equals("starting");
    }
}
