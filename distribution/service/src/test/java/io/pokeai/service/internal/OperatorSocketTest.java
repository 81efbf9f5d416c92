package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.command.remote.LocalSocket;
import io.pokeai.engine.command.remote.RemoteReply;
import io.pokeai.engine.command.remote.RemoteRequest;
import io.pokeai.engine.command.remote.RemoteService;
import io.pokeai.service.internal.web.BearerTokens;
import io.pokeai.service.internal.web.LocalCaller;
import io.pokeai.service.internal.web.Port;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The socket for operators of this machine, on the real server of the administration port. */
class OperatorSocketTest {
    @TempDir
    Path folder;

    private ServiceFixture guarded() throws Exception {
        Path callers = Files.writeString(folder.resolve("callers"), "caller-0123456789abcdef");
        Path operators = Files.writeString(folder.resolve("operators"), "operator-0123456789abcdef");
        return ServiceFixture.start(
                folder, ServiceFixture.Setup.usual().with(BearerTokens.read(callers), BearerTokens.read(operators)));
    }

    private static int status(Path socket, RemoteRequest request) {
        try (RemoteReply reply = RemoteService.at(socket).send(request)) {
            return reply.status();
        }
    }

    @Test
    void whoOwnsTheServiceNeedsNoTokenAndNobodyElseCanOpenIt() throws Exception {
        Path file = folder.resolve("cache/serve/admin.sock");
        try (ServiceFixture service = guarded()) {
            try (OperatorSocket socket = OperatorSocket.open(service.server(Port.ADMIN), file)) {
                assertThat(socket).isNotNull();
                assertThat(status(file, RemoteRequest.get("v1", "models"))).isEqualTo(200);
                assertThat(status(file, RemoteRequest.post("v1", "models", "m", "unload")))
                        .isEqualTo(200);
                assertThat(service.log.toString(StandardCharsets.UTF_8)).contains("\"client\":\"socket\"");
                // The port still asks, and a header does not make a request one of this machine's.
                String mark = LocalCaller.class.getName();
                assertThat(service.send(service.to(Port.ADMIN, "/v1/models").header(mark, mark))
                                .statusCode())
                        .isEqualTo(401);
                // What is on the public port is not here.
                assertThat(status(file, RemoteRequest.get("v2"))).isEqualTo(404);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                        .isEqualTo("rwx------");
                // Pages of other sites do not get in here either.
                assertThat(status(file, RemoteRequest.get("v1", "models").header("Origin", "http://evil.example")))
                        .isEqualTo(403);
            }
            assertThat(Files.exists(file)).isFalse();
            assertThat(LocalSocket.isAnswered(file)).isFalse();
            assertThat(service.send(service.to(Port.ADMIN, "/health/live")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatAKilledProcessHasLeftIsReplacedAndWhatIsInUseIsNot() throws Exception {
        Path file = folder.resolve("cache/serve/admin.sock");
        Files.createDirectories(file.getParent());
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(file));
        }
        assertThat(Files.exists(file)).isTrue();
        try (ServiceFixture service = guarded();
                OperatorSocket socket = OperatorSocket.open(service.server(Port.ADMIN), file)) {
            assertThat(socket).isNotNull();
            assertThatThrownBy(() -> OperatorSocket.open(service.server(Port.ADMIN), file)
                            .close())
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("Another service of these artifacts");
            assertThat(status(file, RemoteRequest.get("v1", "models"))).isEqualTo(200);
        }
    }

    @Test
    void aPathThatIsTooLongForASocketLeadsToAShorterOne() throws Exception {
        Path file = folder.resolve("x".repeat(60)).resolve("y".repeat(60)).resolve("serve/admin.sock");
        assertThat(LocalSocket.isShort(file)).isFalse();
        Path real;
        try (ServiceFixture service = guarded()) {
            try (OperatorSocket socket = OperatorSocket.open(service.server(Port.ADMIN), file)) {
                assertThat(socket).isNotNull();
                real = Files.readSymbolicLink(file);
                assertThat(LocalSocket.isShort(real)).isTrue();
                assertThat(status(file, RemoteRequest.get("v1", "models"))).isEqualTo(200);
            }
            assertThat(Files.isSymbolicLink(file)).isFalse();
            assertThat(Files.exists(real.getParent())).isFalse();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "").resolve("serve/admin.sock");
        try (ServiceFixture service = guarded()) {
            assertThatThrownBy(() -> OperatorSocket.open(service.server(Port.ADMIN), file)
                            .close())
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("admin.sock");
        }
    }
}
