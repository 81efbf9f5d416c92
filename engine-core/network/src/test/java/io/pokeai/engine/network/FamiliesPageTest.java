package io.pokeai.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of {@code docs/families.md} is that of the registered families. {@code -Dpages.write=true} writes it:
 * {@code mvn -B test -pl engine-core/network -am -Dtest=FamiliesPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}.
 */
class FamiliesPageTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "../../docs/families.md");
    private static final String FIRST_ROW = "| family | members | told by | batch norm ε |";

    @Test
    void listsEveryFamily() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        int start = page.indexOf(FIRST_ROW);
        assertThat(start).as("the line of " + PAGE + " that is " + FIRST_ROW).isNotNegative();
        int end = start;
        while (page.get(end).startsWith("|")) {
            end++;
        }
        if (Boolean.getBoolean("pages.write")) {
            Files.write(
                    PAGE,
                    Stream.of(page.subList(0, start), table(), page.subList(end, page.size()))
                            .flatMap(List::stream)
                            .toList());
        } else {
            assertThat(page.subList(start, end)).isEqualTo(table());
        }
    }

    private static List<String> table() {
        return Stream.concat(
                        Stream.of(FIRST_ROW, "|---|---|---|---|"),
                        Families.all().stream().map(FamiliesPageTest::row))
                .toList();
    }

    private static String row(Family family) {
        FamilySummary summary = family.summary();
        return "| `" + family.name() + "` | " + summary.members() + " | " + summary.toldBy() + " | " + summary.epsilon()
                + " |";
    }
}
