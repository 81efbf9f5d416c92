package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A back end that is dropped into the plugins folder of a running shell, and taken out again. */
class HotDeployIT {
    private static final int TIMES = 3;

    private Installation user;

    @BeforeEach
    void unpack() throws Exception {
        user = Installation.create("shell");
        KnownModel.quick(5).write(user.artifacts(), "known");
        Pictures.write(user.work().resolve("photos"), Pictures.colours(2, 3));
        Files.delete(backend());
    }

    @AfterEach
    void remove() {
        user.delete();
    }

    @Test
    void modelsComeAndGoWithTheJar() throws Exception {
        Running shell = user.pokeai("shell").start();
        try {
            shell.ask("models", "NO_BACKEND");
            for (int i = 0; i < TIMES; i++) {
                long dropped = System.nanoTime();
                Path partial = user.root().resolve("backend.partial");
                Files.copy(Assembly.find().backend(), partial);
                Files.move(partial, backend(), StandardCopyOption.ATOMIC_MOVE);
                shell.ask("models", "onnx  ");
                Figures.print("shell.drop-to-model", (System.nanoTime() - dropped) / 1_000_000, "ms");
                shell.ask("classify photos", "0001.png");
                assertThat(ProcessFacts.of(shell.process()).mapped("libonnxruntime.so"))
                        .hasSize(1);
                Files.delete(backend());
                shell.ask("models --format json", "\"state\" : \"FAILED\"");
                shell.ask("classify photos", "its back end 'onnx' was stopped");
            }
            shell.type("exit");
            Outcome outcome = shell.outcome();
            assertThat(outcome.err()).doesNotContain("\tat ");
            assertThat(user.temporaryFiles()).isEmpty();
            assertThat(user.traces()).isEmpty();
        } finally {
            shell.process().destroyForcibly();
        }
    }

    private Path backend() {
        return user.plugins().resolve(Assembly.name(Assembly.find().backend()));
    }
}
