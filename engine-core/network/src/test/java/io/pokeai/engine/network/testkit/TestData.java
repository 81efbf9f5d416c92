package io.pokeai.engine.network.testkit;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.stream.Stream;

/** Which files lie beside this class, in a folder or in a jar. */
final class TestData {
    private TestData() {}

    /** Their names without the ending, sorted. */
    static List<String> names(String ending) {
        try {
            return all().stream()
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the files beside " + TestData.class + " cannot be listed", e);
        }
    }

    private static List<String> all() throws IOException, URISyntaxException {
        URL own = TestData.class.getResource("TestData.class");
        if (own.openConnection() instanceof JarURLConnection jar) {
            String entry = jar.getEntryName();
            String folder = entry.substring(0, entry.lastIndexOf('/') + 1);
            return jar.getJarFile().stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(folder))
                    .map(name -> name.substring(folder.length()))
                    .toList();
        }
        try (Stream<Path> files = Files.list(Path.of(own.toURI()).getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
