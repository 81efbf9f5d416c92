package io.pokeai.service.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Calls of gRPC over frames of HTTP/2, message for message. */
final class GrpcCalls implements AutoCloseable {
    static final String SERVICE = "/inference.GRPCInferenceService/";

    private final Http2Client client;

    GrpcCalls(int port) throws IOException {
        client = new Http2Client(port).begin();
    }

    /**
     * What came back.
     *
     * @param status of gRPC
     * @param headers all of them, also those behind the message
     */
    record Reply(int status, String message, ByteBuffer answer, Map<String, String> headers) {
        /** The message in hexadecimal digits. */
        String hex() {
            return HexFormat.of()
                    .formatHex(answer.array(), answer.arrayOffset(), answer.arrayOffset() + answer.limit());
        }
    }

    Reply call(String method, byte[] message, String... headers) throws IOException {
        return send(SERVICE + method, framed(0, message), headers);
    }

    /** A call whose body is not what it should be. */
    Reply send(String path, byte[] body, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of("te", "trailers", "content-type", "application/grpc"));
        all.addAll(List.of(headers));
        Http2Client.Answer answer = client.post(path, body, all.toArray(String[]::new));
        Map<String, String> fields = answer.headers();
        fields.putAll(answer.trailers());
        if (answer.status() != 200) {
            throw new IOException("HTTP status " + answer.status());
        }
        ByteBuffer sent = answer.body();
        byte[] message = new byte[Math.max(0, sent.remaining() - 5)];
        if (sent.remaining() > 0) {
            sent.position(5).get(message);
        }
        return new Reply(
                Integer.parseInt(fields.getOrDefault("grpc-status", "-1")),
                fields.getOrDefault("grpc-message", ""),
                ByteBuffer.wrap(message),
                fields);
    }

    static byte[] framed(int compressed, byte[] message) {
        return ByteBuffer.allocate(5 + message.length)
                .put((byte) compressed)
                .putInt(message.length)
                .put(message)
                .array();
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
