package io.pokeai.engine.command.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client, against bytes that a server may send by RFC 9112. */
class RemoteServiceTest {
    @TempDir
    Path folder;

    private static RemoteService at(ScriptedServer server) throws Exception {
        return RemoteService.at(server.url(), Optional.empty());
    }

    private static EngineException thrown(Runnable work) {
        try {
            work.run();
        } catch (EngineException e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }

    @Test
    void aRequestHasItsPathQueryTokenAndBody() throws Exception {
        Path tokens = folder.resolve("tokens");
        Files.writeString(tokens, "# of operators\n\n  0123456789abcdef \nanother-token-of-them\n");
        try (ScriptedServer server = ScriptedServer.tcp(2, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")) {
            RemoteService service = RemoteService.at(server.url() + "/proxy/", Optional.of(tokens));
            byte[] body = service.send(RemoteRequest.post("v1", "models", "a b/c", "swap")
                            .query("wait", "1 s")
                            .header("Prefer", "respond-async")
                            .json("{}".getBytes(StandardCharsets.UTF_8)))
                    .orThrow()
                    .bytes();
            assertThat(body).asString().isEqualTo("{}");
            assertThat(server.request())
                    .startsWith("POST /proxy/v1/models/a%20b%2Fc/swap?wait=1%20s HTTP/1.1\r\nHost: 127.0.0.1:")
                    .contains(
                            "\r\nAuthorization: Bearer 0123456789abcdef\r\n",
                            "\r\nContent-Length: 2\r\n",
                            "\r\nContent-Type: application/json\r\n",
                            "\r\nPrefer: respond-async\r\n")
                    .endsWith("\r\n\r\n{}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhé\nyou",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200\r\ncontent-length:7\r\n\r\nhé\nyou",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhé\r\n4\r\n\nyou\r\n0\r\nT: x\r\n\r\n",
                "HTTP/1.0 200 OK\n\nhé\r\nyou"
            })
    void aBodyIsReadByItsLengthInChunksOrToTheEnd(String reply) throws Exception {
        String exact = reply.replace("Content-Length: 6", "Content-Length: 7");
        try (ScriptedServer server = ScriptedServer.tcp(exact)) {
            try (RemoteReply got = at(server).send(RemoteRequest.get("x"))) {
                assertThat(got.line()).contains("hé");
                assertThat(got.line()).contains("you");
                assertThat(got.line()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfive\r\nshort\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length",
                "SSH-2.0-OpenSSH_9.2\r\n",
                ""
            })
    void aReplyThatIsCutShortOrNoHttpIsNoAnswer(String reply) throws Exception {
        try (ScriptedServer server = ScriptedServer.tcp(reply)) {
            RemoteService service = at(server);
            EngineException error =
                    thrown(() -> service.send(RemoteRequest.get("x")).bytes());
            assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(error.problem()).contains(server.url());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "409 | GATE_FAILED | GATE_FAILED",
                "404 | MODEL_NOT_FOUND | MODEL_NOT_FOUND",
                "429 | OVERLOADED | OVERLOADED",
                "401 | UNAUTHORIZED | INVALID_ARGUMENT",
                "503 | UNAVAILABLE | UNAVAILABLE",
                "500 | SOMETHING_NEW | INTERNAL"
            })
    void aProblemIsTheErrorWithTheSameCode(int status, String code, ErrorCode expected) throws Exception {
        String problem = "{\"type\":\"urn:x\",\"title\":\"What is wrong.\",\"status\":" + status
                + ",\"detail\":\"What to do.\",\"code\":\"" + code + "\",\"more\":[{\"a\":1}]}";
        try (ScriptedServer server = ScriptedServer.tcp("HTTP/1.1 " + status
                + " X\r\nContent-Type: application/problem+json; charset=utf-8\r\nRetry-After: 3\r\nContent-Length: "
                + problem.length() + "\r\n\r\n" + problem)) {
            RemoteService service = at(server);
            EngineException error =
                    thrown(() -> service.send(RemoteRequest.get("x")).orThrow());
            assertThat(error.code()).isEqualTo(expected);
            assertThat(error.problem()).isEqualTo("What is wrong.");
            if (expected == ErrorCode.OVERLOADED) {
                assertThat(error.retryAfter()).contains(Duration.ofSeconds(3));
            } else {
                assertThat(error.remedy()).isEqualTo("What to do.");
            }
        }
    }

    @Test
    void aRefusalThatComesBeforeTheWholeBodyIsSeen() throws Exception {
        Path large = folder.resolve("large");
        Files.write(large, new byte[16 << 20]);
        try (ScriptedServer server = ScriptedServer.tcp("HTTP/1.1 413 X\r\nContent-Length: 0\r\n\r\n")) {
            try (RemoteReply reply =
                    at(server).send(RemoteRequest.of("PUT", "x").file(large, "application/java-archive"))) {
                assertThat(reply.status()).isEqualTo(413);
            } catch (EngineException e) {
                // The reset of the connection may overtake the reply.
                assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            }
        }
    }

    @Test
    void silenceEndsWithTheDeadlineAndAnInterruptEndsTheWait() throws Exception {
        try (ScriptedServer server = ScriptedServer.tcp("HTTP/1.1 200 OK\r\n...")) {
            RemoteService service = at(server);
            RemoteRequest request = RemoteRequest.get("x").patience(Duration.ofMillis(50));
            assertThat(thrown(() -> service.send(request).close()).code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        }
        try (ScriptedServer server = ScriptedServer.tcp("HTTP/1.1 200 OK\r\n...")) {
            RemoteService service = at(server);
            Thread caller = Thread.currentThread();
            Thread interrupter = new Thread(() -> {
                server.request();
                caller.interrupt();
            });
            interrupter.start();
            assertThat(thrown(() -> service.send(RemoteRequest.get("x")).close())
                            .code())
                    .isEqualTo(ErrorCode.CANCELLED);
            interrupter.join();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aSocketOfThisMachineIsReachedByItsPathOrByALinkToIt() throws Exception {
        Path socket = folder.resolve("s");
        Path far = Files.createDirectories(folder.resolve("f".repeat(100))).resolve("admin.sock");
        Files.createSymbolicLink(far, socket);
        for (String url : new String[] {"unix:" + socket, "unix://" + socket, "unix:" + far}) {
            try (ScriptedServer server = ScriptedServer.unix(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1")) {
                byte[] body = RemoteService.at(url, Optional.empty())
                        .send(RemoteRequest.get("health", "live"))
                        .bytes();
                assertThat(body).asString().isEqualTo("1");
                assertThat(server.request()).contains("\r\nHost: localhost\r\n");
            }
            Files.delete(socket);
        }
        assertThat(LocalSocket.isAnswered(socket)).isFalse();
    }

    @Test
    void nothingThatListensIsSaid() throws Exception {
        int free;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = taken.getLocalPort();
        }
        RemoteService service = RemoteService.at("http://127.0.0.1:" + free, Optional.empty());
        EngineException error =
                thrown(() -> service.send(RemoteRequest.get("x")).close());
        assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(error.problem()).contains("127.0.0.1:" + free);
        assertThat(error.remedy()).contains("pokeai serve");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "8081", "ftp://x", "http://", "http://user:secret@h:1", "http://h:1?x", "unix:", "http:// h"
            })
    void wrongAddresses(String url) {
        assertThatThrownBy(() -> RemoteService.at(url, Optional.empty()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("is not the address of a service");
    }
}
