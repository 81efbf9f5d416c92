package io.pokeai.service.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP library would, and reads what comes back until the server closes. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Says that nothing more comes. */
    void half() throws IOException {
        socket.shutdownOutput();
    }

    /** All that is sent until the server closes the connection, also by a reset. */
    String rest() {
        StringBuilder text = new StringBuilder();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                text.append((char) next);
            }
        } catch (IOException e) {
            text.append("<").append(e.getMessage()).append(">");
        }
        return text.toString();
    }

    /** The status of a response to one request, after which the server closes. */
    static int status(int port, String request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.send(request);
            client.half();
            String response = client.rest();
            return response.startsWith("HTTP/1.") ? Integer.parseInt(response.substring(9, 12)) : 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
