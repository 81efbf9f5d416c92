package io.pokeai.launcher;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a jar in a plugins folder.
 *
 * @param bundle symbolic name; empty when it has none
 * @param version of the bundle; empty when it has none
 * @param state of the bundle, as OSGi calls it; {@code not taken} when there is none
 * @param problem why it does nothing; empty when it works
 * @param remedy what to do about it
 */
record PluginStatus(Path jar, String bundle, String version, String state, String problem, String remedy) {
    static final String NOT_TAKEN = "not taken";

    boolean isFine() {
        return problem.isEmpty();
    }

    /** One line for people. */
    String line() {
        String name = String.valueOf(jar.getFileName());
        String what = bundle.isEmpty() ? "" : " (" + bundle + " " + version + ")";
        return isFine()
                ? "plugin " + name + what + " is " + state + "."
                : "plugin " + name + what
                        + (state.equals(NOT_TAKEN) ? " was not taken: " : " is " + state + " and does nothing: ")
                        + problem + ". " + remedy;
    }

    /** In types that both sides of the framework know. */
    Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("file", jar.toString());
        map.put("bundle", bundle);
        map.put("version", version);
        map.put("state", state);
        map.put("problem", problem);
        map.put("remedy", remedy);
        return map;
    }
}
