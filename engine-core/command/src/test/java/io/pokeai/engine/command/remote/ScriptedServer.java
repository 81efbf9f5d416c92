package io.pokeai.engine.command.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Takes one connection, reads the head of a request and as many bytes more as are wanted, and writes bytes that a test has chosen. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocketChannel listening;
    private final CompletableFuture<String> request = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private ScriptedServer(ServerSocketChannel listening) {
        this.listening = listening;
    }

    static ScriptedServer tcp(String reply) throws IOException {
        return start(ServerSocketChannel.open(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0, reply);
    }

    static ScriptedServer tcp(int bodyBytes, String reply) throws IOException {
        return start(
                ServerSocketChannel.open(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                bodyBytes,
                reply);
    }

    static ScriptedServer unix(Path socket, String reply) throws IOException {
        return start(
                ServerSocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(socket), 0, reply);
    }

    private static ScriptedServer start(ServerSocketChannel channel, SocketAddress at, int bodyBytes, String reply)
            throws IOException {
        channel.bind(at);
        ScriptedServer server = new ScriptedServer(channel);
        Thread thread = new Thread(() -> server.answer(bodyBytes, reply), "scripted-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private void answer(int bodyBytes, String reply) {
        try (SocketChannel connection = listening.accept()) {
            InputStream in = Channels.newInputStream(connection);
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            head.append(new String(in.readNBytes(bodyBytes), StandardCharsets.ISO_8859_1));
            request.complete(head.toString());
            ByteBuffer bytes = ByteBuffer.wrap(reply.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                connection.write(bytes);
            }
            if (reply.endsWith("...")) {
                end.join(); // silence, until the test is over
            }
        } catch (IOException e) {
            request.completeExceptionally(e);
        }
    }

    String url() throws IOException {
        return "http://127.0.0.1:" + ((InetSocketAddress) listening.getLocalAddress()).getPort();
    }

    /** What was sent. */
    String request() {
        return request.join();
    }

    @Override
    public void close() throws IOException {
        end.complete(null);
        listening.close();
    }
}
