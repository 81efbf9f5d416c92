package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pokeai models … --url} prints what the same command prints in a shell, and ends with the same status. */
class ModelsOfServiceTest {
    @TempDir
    Path folder;

    private Shelf shelf;
    private FakeService service;

    @BeforeEach
    void setUp() throws Exception {
        shelf = new Shelf(folder);
        shelf.setUp = engine -> engine.control.trying = true;
        service = new FakeService();
    }

    @AfterEach
    void close() {
        service.close();
    }

    /** As in a shell: with an engine that lasts. */
    private int shell(String typed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                false,
                false);
        try (Engines engines = new Engines(shelf::engineFactory, true)) {
            int status = shelf.cli()
                    .run(
                            List.of(typed.split(" ")),
                            console,
                            new CallContext(engines, shelf.cancellation, Optional.empty()));
            shelf.out = out.toString(StandardCharsets.UTF_8);
            shelf.err = err.toString(StandardCharsets.UTF_8);
            return status;
        }
    }

    private int remote(String typed, String... more) {
        List<Object> args = new ArrayList<>(List.of(typed.split(" ")));
        args.addAll(List.of("--url", service.url()));
        args.addAll(List.of(more));
        return shelf.run(args.toArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models",
                "models --format json",
                "models status tiny --journal 1",
                "models status --journal 0",
                "models status tiny --format json --journal 1",
                "models load tiny",
                "models unload tiny",
                "models swap tiny --file a.onnx --backend djl --allow labels,disagreement --agree",
                "models swap tiny --gate plan.json --format json",
                "models swap odd --file a.onnx",
                "models swap odd --file a.onnx --format json",
                "models canary tiny --from other --weight 0.05",
                "models canary tiny --weight many",
                "models canary tiny",
                "models shadow tiny --version 0123456789",
                "models promote tiny",
                "models abort tiny",
                "models rollback tiny --allow input",
                "models rollback tiny --dry-run",
                "models rollback done --dry-run",
                "models rollback odd --dry-run",
                "backends --format json"
            })
    void everyCommandPrintsAndEndsAsInAShell(String typed) {
        int here = shell(typed);
        String out = shelf.out;
        String err = shelf.err;
        assertThat(remote(typed)).isEqualTo(here);
        assertThat(shelf.out).isEqualTo(out);
        assertThat(shelf.err).isEqualTo(err);
    }

    @Test
    void aChangeHasItsTargetItsTermsAndWhoAsked() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");
        assertThat(remote(
                        "models canary tiny --file ../a.onnx --version 0123456789 --backend djl --weight 0.05 --agree"
                                + " --allow labels,held --gate plan.json --gate-deadline 90s",
                        "--token-file",
                        token.toString()))
                .isZero();
        assertThat(service.requests).singleElement().isEqualTo("POST /v1/models/tiny/canary Bearer 0123456789abcdef");
        assertThat(service.bodies)
                .singleElement()
                .isEqualTo("{\"file\":\"../a.onnx\",\"version\":\"0123456789\",\"backend\":\"djl\","
                        + "\"allow\":[\"held\",\"labels\"],\"agree\":true,\"gate\":\"" + folder.resolve("plan.json")
                        + "\",\"gate_deadline_s\":90,\"weight\":0.05,\"who\":\"" + System.getProperty("user.name")
                        + "\"}");
    }

    @Test
    void theJournalIsReadPageByPage() {
        assertThat(remote("models status tiny --journal 5")).isZero();
        assertThat(shelf.out.lines().filter(line -> line.contains("swap  done")).count())
                .isEqualTo(2);
        assertThat(service.requests)
                .contains(
                        "GET /v1/journal?limit=5&model=tiny null",
                        "GET /v1/journal?limit=4&model=tiny&after=2020-01-01T00%3A00%3A00Z%7Ea%20b null");
    }

    @Test
    void aProblemIsItsMessageAndExitStatus() {
        assertThat(remote("models status none")).isEqualTo(3);
        assertThat(shelf.err).contains("pokeai: There is no model 'none'.", "Name another.");
        service.close();
        assertThat(remote("models status tiny")).isEqualTo(3);
        assertThat(shelf.err).contains("No service answers at http://127.0.0.1:", "pokeai serve");
    }

    @Test
    void toStopTheCommandCancelsAGateThere() throws Exception {
        service.slow = true;
        Thread stopper = new Thread(() -> {
            try {
                service.polled.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            shelf.cancellation.cancel();
        });
        stopper.start();
        assertThat(remote("models swap tiny --file a.onnx --gate plan.json --format json"))
                .isEqualTo(130);
        stopper.join();
        assertThat(service.requests).anyMatch(request -> request.startsWith("DELETE /v1/operations/17"));
        assertThat(shelf.out).contains("\"operation\" : \"SWAP\"");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aTerminalShowsTheStepsOfTheService() throws Exception {
        service.slow = true;
        shelf.errIsTerminal = true;
        Thread stopper = new Thread(() -> {
            try {
                service.polledTwice.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            shelf.cancellation.cancel();
        });
        stopper.start();
        assertThat(remote("models swap tiny --file a.onnx --gate plan.json --format json"))
                .isEqualTo(130);
        stopper.join();
        assertThat(service.requests)
                .anyMatch(request -> request.startsWith("GET /v1/operations/17?step=0"))
                .anyMatch(request -> request.startsWith("GET /v1/operations/17?step=2"));
        assertThat(shelf.err).contains("\r\u001b[Ktiny: gate 30 %").contains("%\r\u001b[K");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void addressesAndTokensHaveToFit() {
        assertThat(shelf.run("models", "--url", "8081")).isEqualTo(2);
        assertThat(shelf.run("models", "--token-file", "x")).isEqualTo(2);
        assertThat(shelf.run("models", "--url", service.url(), "--local")).isEqualTo(2);
        assertThat(shelf.run("models", "--url", service.url(), "--token-file", "none"))
                .isEqualTo(2);
        assertThat(shelf.run("models", "--open", "--url", service.url())).isEqualTo(2);
        assertThat(service.requests).isEmpty();
        assertThat(shelf.run("models", "--local")).isZero();
    }
}
