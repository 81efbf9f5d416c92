package io.pokeai.engine.command.remote;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.pokeai.engine.api.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a service answered. The body is read as it comes.
 *
 * <p><b>Threads</b> confined to one. <b>Ownership</b> whoever sent the request closes it; {@link #bytes} does.<br>
 * <b>Errors</b> {@link EngineException}: {@code UNAVAILABLE} when the connection ends early, {@code DEADLINE_EXCEEDED} when nothing
 * comes for longer than the request allows, {@code CANCELLED} when the thread is interrupted.
 */
public final class RemoteReply implements AutoCloseable {
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_LINE = 1 << 20;
    private static final int FAILURE_BYTES = 65_536;
    private static final int FIRST_FAILURE = 400;

    private final RemoteService service;
    private final ReplyHead head;
    private final Wire wire;
    private final InputStream body;

    RemoteReply(RemoteService service, ReplyHead head, Wire wire, InputStream body) {
        this.service = service;
        this.head = head;
        this.wire = wire;
        this.body = body;
    }

    public int status() {
        return head.status();
    }

    /** A header, by any spelling of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(head.headers().get(name.toLowerCase(Locale.ROOT)));
    }

    /** The media type without its parameters, in small letters; empty if there is none. */
    public String type() {
        return header("Content-Type")
                .map(type -> type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /**
     * This reply, unless it is a failure.
     *
     * @throws EngineException what the service's problem (RFC 9457) says, with the same code
     */
    @CanIgnoreReturnValue
    public RemoteReply orThrow() {
        if (status() < FIRST_FAILURE) {
            return this;
        }
        try (this) {
            throw RemoteFailure.of(this, body.readNBytes(FAILURE_BYTES));
        } catch (IOException e) {
            throw service.failure(e);
        }
    }

    /**
     * The whole body; closes the reply.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for more than 64 MiB
     */
    public byte[] bytes() {
        try (this) {
            byte[] bytes = body.readNBytes(MOST_BYTES);
            if (body.read() >= 0) {
                throw EngineException.invalidArgument(
                        "The reply of " + service + " is larger than " + MOST_BYTES + " bytes.", "Ask for less.");
            }
            return bytes;
        } catch (IOException e) {
            throw service.failure(e);
        }
    }

    /** The body, as it comes; its errors are {@link IOException}s, which {@link RemoteService#failure} explains. */
    public InputStream body() {
        return body;
    }

    /**
     * The next line of the body without its end, such as one of server-sent events or of NDJSON; waits for it.
     *
     * @return empty at the end of the body
     */
    public Optional<String> line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            while (true) {
                int next = body.read();
                if (next == '\n' || (next < 0 && line.size() > 0)) {
                    String text = line.toString(StandardCharsets.UTF_8);
                    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
                }
                if (next < 0) {
                    return Optional.empty();
                }
                if (line.size() >= MOST_LINE) {
                    throw new java.net.ProtocolException("a line is longer than " + MOST_LINE + " bytes");
                }
                line.write(next);
            }
        } catch (IOException e) {
            throw service.failure(e);
        }
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            System.getLogger(RemoteReply.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection did not close cleanly", e);
        }
    }
}
