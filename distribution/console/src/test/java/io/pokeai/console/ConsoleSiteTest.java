package io.pokeai.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleSiteTest {
    /** What a module or page loads. */
    private static final Pattern LOADED = Pattern.compile(
            "(?:from\\s+|import\\s*\\(\\s*|import\\s+|src=|href=)[\"']([^\"'#$]+\\.(?:js|css|svg))[\"']");

    private static final int MOST_LINES = 300;

    private static Path files() throws URISyntaxException {
        return Path.of(ConsoleSite.class.getResource("/console/index.html").toURI())
                .getParent();
    }

    private static List<Path> own() throws Exception {
        Path root = files();
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().matches(".*\\.(js|css|html)"))
                    .filter(file -> !root.relativize(file).startsWith("vendor"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void filesOfTheBundleAreFoundByTheirPath() throws IOException {
        ConsoleSite site = new ConsoleSite(null);
        assertThat(site.isFixed()).isTrue();
        try (InputStream in = site.open("index.html").orElseThrow()) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("<!doctype html>");
        }
        assertThat(site.open("missing.js")).isEmpty();
    }

    @Test
    void aFolderOfTheirAuthorsComesFirst(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("main.js"), "edited");
        ConsoleSite site = new ConsoleSite(folder.toString());
        assertThat(site.isFixed()).isFalse();
        try (InputStream in = site.open("main.js").orElseThrow()) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("edited");
        }
        Optional<InputStream> other = site.open("index.html");
        assertThat(other).isPresent();
        other.orElseThrow().close();
    }

    /** A module that is not there would be noticed by whoever opens the view. */
    @Test
    void everythingThatIsLoadedIsThere() throws Exception {
        TreeSet<String> missing = new TreeSet<>();
        for (Path file : own()) {
            Matcher loaded = LOADED.matcher(Files.readString(file));
            while (loaded.find()) {
                // In pages and modules alike, a path begins at the file that has it.
                Path target = file.resolveSibling(loaded.group(1)).normalize();
                Path fromRoot = files().resolve(loaded.group(1)).normalize();
                if (!Files.exists(target) && !Files.exists(fromRoot)) {
                    missing.add(files().relativize(file) + " loads " + loaded.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void nothingIsLoadedFromElsewhereAndNothingRunsThatAPolicyForbids() throws Exception {
        for (Path file : own()) {
            String text = Files.readString(file);
            assertThat(text)
                    .as(file.toString())
                    .doesNotContainPattern("(?:src|href)=[\"']https?:")
                    .doesNotContainPattern("import\\(?\\s*[\"']https?:")
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "unsafeHTML")
                    .doesNotContainPattern("\\beval\\(|new Function\\(")
                    .doesNotContainPattern("<[a-z][^>]*\\sstyle=");
        }
    }

    @Test
    void everyFileCanBeReadInOneGo() throws Exception {
        for (Path file : own()) {
            try (Stream<String> lines = Files.lines(file)) {
                assertThat(lines.count()).as(file.toString()).isLessThanOrEqualTo(MOST_LINES);
            }
        }
    }
}
