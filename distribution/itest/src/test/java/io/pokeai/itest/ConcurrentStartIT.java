package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starts under awkward circumstances. */
class ConcurrentStartIT {
    private static final int AT_ONCE = 6;

    private Installation user;

    @BeforeEach
    void unpack() throws Exception {
        user = Installation.create("start");
        KnownModel.quick(5).write(user.artifacts(), "known");
        Pictures.write(user.work().resolve("photos"), Pictures.colours(2, 3));
    }

    @AfterEach
    void remove() throws Exception {
        protect(user.runtime(), false);
        user.delete();
    }

    @Test
    void sixFirstStartsAtOnceAllSucceed() throws Exception {
        List<Running> starts = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            starts.add(user.pokeai("classify", "photos", "--format", "json").start());
        }
        String first = null;
        for (Running start : starts) {
            Outcome outcome = start.outcome();
            assertThat(outcome.status()).as(outcome.toString()).isZero();
            String answers = outcome.out().replaceAll(",\"\\w+_ms\":[0-9.]+", "");
            first = first == null ? answers : first;
            assertThat(answers).isEqualTo(first);
            Figures.print("cli.concurrent-first-start", outcome.millis(), "ms");
        }
        assertThat(user.temporaryFiles()).isEmpty();
        assertThat(user.traces()).isEmpty();
        assertThat(nativeLibraries()).as("unpacked once").doesNotHaveDuplicates();
    }

    @Test
    void anInstallationThatCannotBeWrittenToWorks() throws Exception {
        List<String> asOther = new ArrayList<>();
        if (isRoot()) {
            // Permissions do not stop root.
            asOther.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
            for (Path folder : List.of(user.root(), user.home(), user.tmp(), user.work(), user.artifacts())) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
            List<String> look = new ArrayList<>(asOther);
            look.addAll(List.of("ls", user.artifacts().toString()));
            assumeTrue(succeeds(look), "setpriv is not there, or other users may not enter the build's folder");
        }
        protect(user.runtime(), true);
        List<String> before = Scratch.files(user.runtime());
        for (int i = 0; i < 2; i++) {
            Outcome outcome = user.pokeai("classify", "photos", "--format", "json")
                    .by(asOther.toArray(String[]::new))
                    .run();
            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(Json.rows(outcome.out())).hasSize(2);
        }
        assertThat(Scratch.files(user.runtime())).isEqualTo(before);
        assertThat(Scratch.files(user.home())).anyMatch(file -> file.startsWith(".cache/pokeai/"));
    }

    private List<String> nativeLibraries() {
        return Scratch.files(user.cache()).stream()
                .filter(file -> file.matches(".*\\.so(\\.[0-9.]+)?"))
                .map(file -> file.substring(file.lastIndexOf('/') + 1))
                .toList();
    }

    private static boolean isRoot() throws Exception {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            return builder.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void protect(Path folder, boolean readOnly) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(readOnly ? "r-xr-xr-x" : "rwxr-xr-x"));
            }
        }
    }
}
