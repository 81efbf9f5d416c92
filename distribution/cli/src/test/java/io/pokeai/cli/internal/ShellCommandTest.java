package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.command.CliRunner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ShellCommandTest {
    @TempDir
    Path folder;

    private Shelf shelf;
    private final List<String> lines = new ArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private boolean closed;

    @BeforeEach
    void setUp() {
        shelf = new Shelf(folder);
        shelf.shell = Optional.of(new ShellHost() {
            @Override
            public int execute(String line) {
                lines.add(line);
                first.countDown();
                if (line.equals("fail")) {
                    throw new IllegalArgumentException("no such command: fail");
                }
                return shelf.shellRunner.run(List.of(line.split(" ")));
            }

            @Override
            public List<String> commands() {
                return List.of("models");
            }

            @Override
            public void close() {
                closed = true;
            }
        });
    }

    @Test
    void linesShareOneEngineThatEndsWithTheShell() throws Exception {
        assertThat(run("models\n\nmodels --threads 7\nmodels\nexit\nconfig\n")).isZero();
        assertThat(lines).containsExactly("models", "models --threads 7", "models");
        assertThat(shelf.engines).hasSize(2);
        assertThat(shelf.engines).allMatch(engine -> engine.closed == 1);
        assertThat(shelf.engines.get(0).settings.watch()).isTrue();
        assertThat(shelf.engines.get(0).settings.artifacts()).isEqualTo(folder.resolve("here"));
        assertThat(shelf.engines.get(1).settings.artifacts()).isEqualTo(folder.resolve("here"));
        assertThat(shelf.engines.get(1).settings.threads()).isEqualTo(7);
        assertThat(closed).isTrue();
    }

    @Test
    void aFailingLineDoesNotEndTheShell() throws Exception {
        assertThat(run("fail\nmodels\n")).isZero();
        assertThat(shelf.err).isEqualTo("pokeai: no such command: fail\n");
        assertThat(run("models\nfail")).isEqualTo(2);
    }

    @Test
    @Timeout(20)
    void stoppingEndsAShellThatWaitsForInput() throws Exception {
        try (PipedOutputStream keyboard = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(keyboard)) {
            keyboard.write("models\n".getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
            Thread stopper = new Thread(() -> {
                try {
                    assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
                    shelf.cancellation.cancel();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            stopper.start();
            assertThat(run(in)).isEqualTo(CliRunner.CANCELLED);
            stopper.join();
        }
        assertThat(closed).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    private int run(String typed) throws IOException {
        return run(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    }

    private int run(InputStream in) {
        shelf.commands.clear();
        shelf.commands.add(new CommandEntry("test-shell", "", cli -> new ShellCommand(cli, in)));
        return shelf.run("test-shell", "--artifacts", "here");
    }
}
