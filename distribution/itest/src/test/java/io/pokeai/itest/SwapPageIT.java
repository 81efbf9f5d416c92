package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/swap.md shows is typed, and what is printed is compared: all but numbers, hashes and who was it. */
class SwapPageIT {
    private static final Pattern CONSOLE = Pattern.compile("```console\n(pokeai> .*?)```", Pattern.DOTALL);
    private static final String PROMPT = "pokeai> ";

    private Installation user;

    @BeforeEach
    void unpack() throws Exception {
        user = Installation.used("swap-page");
    }

    @AfterEach
    void remove() {
        user.delete();
    }

    @Test
    void thePageShowsWhatIsPrinted() throws Exception {
        Path demo = user.work().resolve("demo");
        Outcome made =
                user.pokeai("demo", "--dir", demo.toString(), "--no-train").run();
        assertThat(made.status()).as(made.toString()).isZero();
        List<String> typed = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        Matcher blocks = CONSOLE.matcher(page());
        while (blocks.find()) {
            for (String line : blocks.group(1).lines().toList()) {
                (line.startsWith(PROMPT) ? typed : expected)
                        .add(line.startsWith(PROMPT) ? line.substring(PROMPT.length()) : line);
            }
        }
        assertThat(typed).hasSizeGreaterThan(8);
        Running shell = user.pokeai(
                        "shell", "--artifacts", demo.resolve("artifacts").toString())
                .start();
        for (String line : typed) {
            shell.type(line.replace("demo/", demo + "/"));
        }
        shell.type("exit");
        Outcome outcome = shell.outcome();

        assertThat(plain(outcome.out() + outcome.err(), demo))
                .containsExactlyInAnyOrderElementsOf(plain(String.join("\n", expected), demo));
    }

    private static String page() throws Exception {
        Path root = Path.of(System.getProperty("pokeai.root", "../.."));
        return Files.readString(root.resolve("docs/swap.md"));
    }

    /** Without what differs from run to run; the worst pictures of a shadow are not the same every time. */
    private static List<String> plain(String text, Path demo) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .filter(line -> !line.contains(", shadow ") && !line.equals("…"))
                .map(line -> line.replace(demo + "/", "demo/"))
                .filter(line -> !line.startsWith("demo/pictures/"))
                .map(line -> line.replace(System.getProperty("user.name"), "eve")
                        .replace(".SNAPSHOT", "")
                        .replaceAll("took .*", "took")
                        .replaceAll("\\b[0-9a-f]{12}\\b", "H")
                        .replaceAll("[0-9][0-9.,:-]*", "N")
                        .replaceAll("[ ,:]+", " "))
                .toList();
    }
}
