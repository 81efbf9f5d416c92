package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The engine without a framework. */
class FlatClassPathIT {
    /** Our test classes behind the jars that {@code docs/embed.md} names. */
    static String classPath() {
        Path tests = Path.of(FlatClassPathIT.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return Stream.concat(Assembly.find().flatClassPath().stream(), Stream.of(tests))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void keepsTheContractInThisProcess() throws Exception {
        Path artifacts = Scratch.folder("flat");
        List<String> temporary = Scratch.temporaryFiles();
        try {
            System.out.println(FlatContract.run(artifacts));
            assertThat(Scratch.temporaryFiles()).isEqualTo(temporary);
        } finally {
            Scratch.delete(artifacts);
        }
    }

    @Test
    void keepsTheContractInAProcessThatIsNothingElse() throws Exception {
        Installation user = Installation.create("embedded");
        try {
            Outcome outcome = user.java(
                            "-Djava.io.tmpdir=" + user.tmp(),
                            "-cp",
                            classPath(),
                            FlatContract.class.getName(),
                            user.artifacts().toString())
                    .run();
            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(outcome.err()).isEmpty();
            assertThat(user.temporaryFiles()).isEmpty();
            assertThat(user.traces()).isEmpty();
            assertThat(Scratch.files(user.home())).isEmpty();
            assertThat(Scratch.files(user.work()))
                    .allMatch(file -> file.matches("artifacts(/flat.*|/\\.cache(/.*)?|/journal(/.*)?)?"));
        } finally {
            user.delete();
        }
    }
}
