package io.pokeai.service.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.service.internal.transport.ServerTls;
import io.pokeai.service.internal.web.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a port whether it lives, as a client would: a server can listen, and answer 404 to everything, because a part of it has failed.
 */
final class PortCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PAUSE_MILLIS = 5;
    private static final int TIMEOUT_MILLIS = 5000;
    private static final byte[] QUESTION = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private PortCheck() {}

    /**
     * Returns when the port answers.
     *
     * @param host that it is bound to
     * @param tls what it presents; empty for HTTP in the clear
     * @throws EngineException {@code UNAVAILABLE} when it does not answer within ten seconds
     */
    static void require(Port port, String host, int number, Optional<ServerTls> tls) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "no answer";
        while (System.nanoTime() < end) {
            try {
                last = ask(host, number, tls);
                if (last.contains(" 200")) {
                    return;
                }
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new EngineException(
                ErrorCode.UNAVAILABLE,
                "The " + (port == Port.PUBLIC ? "public" : "administration") + " port does not answer: " + last + ".",
                "Look at the log, and install the runtime again.");
    }

    /** The first line of the response. */
    private static String ask(String host, int number, Optional<ServerTls> tls) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, number),
                    TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            if (tls.isEmpty()) {
                return ask(socket);
            }
            try (Socket secured = tls.get().trusting().createSocket(socket, "localhost", number, true)) {
                return ask(secured);
            }
        }
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write(QUESTION);
        String response = new String(socket.getInputStream().readNBytes(64), StandardCharsets.ISO_8859_1);
        return response.lines().findFirst().orElse("an empty response");
    }
}
