package io.pokeai.service.internal.web;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One JSON object on a line for each request. It has neither queries nor headers nor keys of callers: nothing in it is a secret.
 *
 * <p><b>Threads</b> safe. <b>Errors</b> a line that cannot be written is lost, and no request fails for it; the first loss is logged.
 */
public final class AccessLog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AccessLog.class.getName());

    private static final double NANOS_PER_MILLI = 1e6;

    @GuardedBy("this")
    private final OutputStream out;

    private final boolean owned;

    @GuardedBy("this")
    private boolean failed;

    private volatile RequestListener listener = (status, nanos) -> {};

    private AccessLog(OutputStream out, boolean owned) {
        this.out = out;
        this.owned = owned;
    }

    /** Writes nothing. */
    public static AccessLog none() {
        return new AccessLog(OutputStream.nullOutputStream(), true);
    }

    /** Writes to a stream that stays open. */
    public static AccessLog to(OutputStream out) {
        return new AccessLog(out, false);
    }

    /** Appends to a file. */
    public static AccessLog to(Path file) {
        try {
            return new AccessLog(new FileOutputStream(file.toFile(), true), true);
        } catch (IOException e) {
            throw EngineException.invalidArgument(
                    "The access log " + file + " cannot be written (" + e.getMessage() + ").",
                    "Name a file in a folder that exists and can be written.");
        }
    }

    /**
     * What is known of a request when it has been answered.
     *
     * @param at when it came, ISO 8601
     * @param bytesIn of the body as announced; -1 when it was not
     * @param code why it was not answered; empty if it was
     * @param trace that it is a part of
     */
    record Line(
            String at,
            String requestId,
            Port port,
            String client,
            String method,
            String path,
            int status,
            String code,
            long bytesIn,
            double millis,
            Optional<TraceContext> trace) {}

    /** Sets who hears of every request, whether the log writes lines or not. */
    public void listen(RequestListener next) {
        listener = next;
    }

    void write(Line line) {
        listener.answered(line.status(), Math.round(line.millis() * NANOS_PER_MILLI));
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JsonWriter json = JsonWriter.compact(bytes)) {
                json.beginObject();
                json.field("at", line.at());
                json.field("request_id", line.requestId());
                json.field("port", line.port() == Port.PUBLIC ? "public" : "admin");
                json.field("client", line.client());
                json.field("method", line.method());
                json.field("path", line.path());
                json.field("status", line.status());
                if (!line.code().isEmpty()) {
                    json.field("code", line.code());
                }
                if (line.bytesIn() >= 0) {
                    json.field("bytes_in", line.bytesIn());
                }
                json.field("ms", line.millis());
                if (line.trace().isPresent()) {
                    json.field("trace_id", line.trace().get().traceId());
                    json.field("parent_id", line.trace().get().parentId());
                }
                json.endObject();
                json.line();
            }
            synchronized (this) {
                out.write(bytes.toByteArray());
                out.flush();
            }
        } catch (IOException e) {
            lost(e);
        }
    }

    private synchronized void lost(IOException e) {
        if (!failed) {
            failed = true;
            LOG.log(System.Logger.Level.WARNING, "The access log loses lines: " + e.getMessage() + ".");
        }
    }

    @Override
    public synchronized void close() {
        if (owned) {
            try {
                out.close();
            } catch (IOException e) {
                lost(e);
            }
        }
    }
}
