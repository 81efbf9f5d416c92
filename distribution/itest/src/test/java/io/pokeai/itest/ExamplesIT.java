package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The projects of {@code distribution/examples}, each built by a Maven of its own against the artefacts that this build would
 * install; then the two bundles dropped into a running shell, with a file that only the back end of the example knows.
 */
class ExamplesIT {
    private static Path folder;
    private static InstalledArtefacts artefacts;

    @BeforeAll
    static void install() throws IOException {
        assumeTrue(System.getProperty("pokeai.itest.maven") != null, "Maven does not run this test");
        folder = Scratch.folder("examples");
        artefacts = InstalledArtefacts.create(folder.resolve("repository"));
    }

    @AfterAll
    static void remove() {
        if (folder != null) {
            Scratch.delete(folder);
        }
    }

    @Test
    void theEmbeddedEngineClassifiesWithOneDependency() throws Exception {
        Path project = build("embed");
        assertThat(Files.readString(project.resolve("target/surefire-reports/example.ClassifyTest.txt")))
                .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void theBundlesOfThePagesWorkInARunningShell() throws Exception {
        Path backend = build("backend").resolve("target/colours-backend-1.0.0.jar");
        Path augmentation = build("augmentation").resolve("target/television-augmentation-1.0.0.jar");
        Installation user = Installation.create("examples-shell");
        try {
            Pictures.write(user.work().resolve("photos"), Pictures.colours(1, 3));
            Files.writeString(user.artifacts().resolve("README"), "What is this?\n");
            Files.writeString(user.artifacts().resolve("classes.csv"), "fire,grass\n");
            Running shell = user.pokeai("shell").start();
            try {
                drop(user, backend);
                Files.writeString(
                        user.artifacts().resolve("fire or grass.colours"),
                        "colours 1\n8\nfire 0.9 0.3 0.1\ngrass 0.2 0.7 0.2\n");
                shell.ask("models", "colours  ");
                shell.ask("classify photos", "0000.png");
                assertThat(shell.out()).containsPattern("0000\\.png.*(fire|grass)");
                assertThat(shell.out() + shell.err()).doesNotContain("README", "classes.csv", "NO_BACKEND");
                drop(user, augmentation);
                shell.ask("corruptions", "scanlines");
                shell.ask("classify photos --with scanlines:2", "0000.png");
                Files.delete(user.plugins().resolve(backend.getFileName()));
                shell.ask("classify photos", "its back end 'colours' was stopped");
                shell.type("exit");
                assertThat(shell.outcome().err()).doesNotContain("\tat ");
            } finally {
                shell.process().destroyForcibly();
            }
        } finally {
            user.delete();
        }
    }

    private static void drop(Installation user, Path jar) throws IOException {
        Path partial = user.root().resolve("dropped.partial");
        Files.copy(jar, partial);
        Files.move(partial, user.plugins().resolve(jar.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Builds a copy, so that nothing but the example itself is there. */
    private static Path build(String name) throws IOException, InterruptedException {
        Path source =
                InstalledArtefacts.checkout().resolve("distribution/examples").resolve(name);
        Path project = folder.resolve(name);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(found -> !found.startsWith(source.resolve("target")))
                    .toList()) {
                Files.copy(file, project.resolve(source.relativize(file).toString()));
            }
        }
        Outcome outcome = artefacts.maven(project, "verify");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        Figures.print("examples." + name, outcome.millis(), "ms");
        return project;
    }
}
