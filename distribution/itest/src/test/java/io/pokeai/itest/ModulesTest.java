package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The three lists of modules say the same: the root {@code pom.xml}, the bill of materials, the page of the architecture. */
class ModulesTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

    /** What nobody depends on: what measures and tests the others, and the archive that people unpack. */
    private static final Set<String> ENDS =
            Set.of("distribution/benchmarks", "distribution/assembly", "distribution/itest", "distribution/bom");

    /** From the bottom up: a folder imports only from its own floor and those below. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("engine-core"),
            Set.of("backend-onnx", "backend-yolo", "backend-djl", "aug-suite"),
            Set.of("distribution"));

    private final ImportTable table = ImportTable.read();

    @Test
    void theTableHasEveryModuleAndNoOther() throws IOException {
        assertThat(table.rows()).extracting(ImportTable.Row::folder).containsExactlyInAnyOrderElementsOf(modules());
    }

    @Test
    void theBillOfMaterialsHasEveryModuleThatOthersMayDependOn() throws IOException {
        List<String> listed = found(ARTIFACT, "distribution/bom/pom.xml");
        for (String module : modules()) {
            if (!ENDS.contains(module)) {
                assertThat(listed).as(module).contains(artifactId(module));
            }
        }
    }

    @Test
    void noTopLevelFolderImportsUpwards() {
        for (ImportTable.Row row : table.rows()) {
            for (ImportTable.Row imported : table.imports(row)) {
                assertThat(floor(imported))
                        .as("%s imports %s", row.folder(), imported.folder())
                        .isLessThanOrEqualTo(floor(row));
            }
        }
    }

    @Test
    void theModulesOfAFolderStandTogether() throws IOException {
        List<String> tops = modules().stream().map(ModulesTest::topLevel).toList();
        List<String> runs = IntStream.range(0, tops.size())
                .filter(i -> i == 0 || !tops.get(i).equals(tops.get(i - 1)))
                .mapToObj(tops::get)
                .toList();
        assertThat(runs).doesNotHaveDuplicates();
    }

    private static List<String> modules() throws IOException {
        return found(MODULE, "pom.xml");
    }

    /** The first one that is not the parent's. */
    private static String artifactId(String module) throws IOException {
        return found(ARTIFACT, module + "/pom.xml").stream()
                .filter(name -> !name.equals("pokeai"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> found(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(ROOT.resolve(file)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static int floor(ImportTable.Row row) {
        return IntStream.range(0, FLOORS.size())
                .filter(floor -> FLOORS.get(floor).contains(topLevel(row.folder())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("on no floor: " + row.folder()));
    }

    private static String topLevel(String folder) {
        return folder.split("/", 2)[0];
    }
}
