package io.pokeai.itest.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What tests run in pages. */
final class Script {
    static final String FIND = own("find.js");
    static final String WATCH = own("watch.js");
    static final String HOSTILE = own("hostile.js");
    static final String REFUSING = own("refusing.js");

    /** axe-core; {@code -Dpokeai.axe=FILE} takes another version. */
    static final String AXE = axe();

    private Script() {}

    private static String own(String name) {
        try (InputStream stream = Script.class.getResourceAsStream(name)) {
            return text(Optional.ofNullable(stream).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String axe() {
        String named = System.getProperty("pokeai.axe", "");
        try {
            if (!named.isEmpty()) {
                return Files.readString(Path.of(named));
            }
            try (InputStream stream = Script.class
                    .getClassLoader()
                    .getResourceAsStream("META-INF/resources/webjars/axe-core/"
                            + System.getProperty("pokeai.itest.axe.version") + "/axe.min.js")) {
                return text(Optional.ofNullable(stream).orElseThrow());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
