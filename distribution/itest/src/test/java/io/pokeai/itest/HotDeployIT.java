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
            ask(shell, "models", "NO_BACKEND");
            for (int i = 0; i < TIMES; i++) {
                long dropped = System.nanoTime();
                Path partial = user.root().resolve("backend.partial");
                Files.copy(Assembly.find().backend(), partial);
                Files.move(partial, backend(), StandardCopyOption.ATOMIC_MOVE);
                ask(shell, "models", "onnx  ");
                Figures.print("shell.drop-to-model", (System.nanoTime() - dropped) / 1_000_000, "ms");
                ask(shell, "classify photos", "0001.png");
                assertThat(ProcessFacts.of(shell.process()).mapped("libonnxruntime.so"))
                        .hasSize(1);
                Files.delete(backend());
                ask(shell, "models --format json", "\"state\" : \"FAILED\"");
                ask(shell, "classify photos", "its back end 'onnx' was stopped");
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

    /** Repeats a line until its answer has a text: the folder is looked at twice a second. */
    private static void ask(Running shell, String line, String expected) throws Exception {
        long patience = System.nanoTime() + 120_000_000_000L;
        while (true) {
            int out = shell.out().length();
            int err = shell.err().length();
            shell.type(line);
            long next = System.nanoTime() + 500_000_000L;
            while (System.nanoTime() < next) {
                if (shell.out().substring(out).contains(expected)
                        || shell.err().substring(err).contains(expected)) {
                    return;
                }
                Thread.sleep(5);
            }
            assertThat(shell.process().isAlive()).as(shell.out() + shell.err()).isTrue();
            if (System.nanoTime() > patience) {
                throw new AssertionError(
                        "'" + line + "' never answered '" + expected + "':\n" + shell.out() + shell.err());
            }
        }
    }
}
