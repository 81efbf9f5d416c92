package io.pokeai.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What commands need before the framework runs, from the file {@code commands.list} of an installation: a line for each command that
 * needs something, {@code NAME;NATIVES;RUN}, such as {@code demo;models,pictures;long}.
 *
 * <p>The build of an installation makes the file ({@link #main}) from the capabilities that the bundles declare, so that no start
 * has to open every bundle. The start script reads it, too.
 *
 * @param natives what each command needs, by its name
 */
record CommandList(Map<String, Set<String>> natives) {
    static final String FILE = "commands.list";

    private static final String NAMESPACE = "io.pokeai.command";
    private static final String PROVIDE_CAPABILITY = "Provide-Capability";
    private static final String SEPARATOR = ";";
    private static final int FIELDS = 3;

    CommandList {
        natives = Map.copyOf(natives);
    }

    /** The list of an installation; empty if it has none. */
    static CommandList read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new CommandList(Map.of());
        }
        Map<String, Set<String>> natives = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split(SEPARATOR, -1);
            if (fields.length == FIELDS && !line.startsWith("#")) {
                natives.put(fields[0], fields[1].isEmpty() ? Set.of() : Set.of(fields[1].split(",")));
            }
        }
        return new CommandList(natives);
    }

    /** The natives that a call needs: those of the command of its first two words, or else of its first word. */
    Set<String> nativesOf(String... args) {
        String first = args.length == 0 ? "" : args[0];
        Set<String> ofOne = natives.getOrDefault(first, Set.of());
        return args.length < 2 ? ofOne : natives.getOrDefault(first + ' ' + args[1], ofOne);
    }

    /**
     * Writes the list of all bundles on the class path.
     *
     * @param args the file to write
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        for (URL url : Collections.list(CommandList.class.getClassLoader().getResources(JarFile.MANIFEST_NAME))) {
            try (InputStream in = url.openStream()) {
                collect(new Manifest(in).getMainAttributes(), lines);
            }
        }
        Path file = Path.of(args[0]);
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder == null ? file : folder);
        Files.writeString(
                file,
                "# What commands need: NAME;NATIVES;RUN. Made by the build, read by the start script and the launcher.\n"
                        + String.join("", lines.values()));
    }

    static void collect(Attributes manifest, Map<String, String> lines) {
        String header = manifest.getValue(PROVIDE_CAPABILITY);
        for (ManifestClause clause : ManifestClause.all(header == null ? "" : header)) {
            if (clause.name().equals(NAMESPACE)) {
                String command = clause.attribute("command");
                List<String> natives = List.of(clause.attribute("natives").split(","));
                lines.put(
                        command,
                        command
                                + SEPARATOR
                                + String.join(",", natives.stream().sorted().toList())
                                + SEPARATOR
                                + (clause.attribute("long_running").equals("true") ? "long" : "short")
                                + '\n');
            }
        }
    }
}
