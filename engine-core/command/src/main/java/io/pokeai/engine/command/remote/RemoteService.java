package io.pokeai.engine.command.remote;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * A service that runs, as a command reaches it: each request has a connection of its own.
 *
 * <p><b>Threads</b> safe: it has no state.<br>
 * <b>Errors</b> {@link EngineException}: {@code UNAVAILABLE} when nothing answers, {@code DEADLINE_EXCEEDED} when nothing comes for
 * longer than the request allows, {@code CANCELLED} when the thread is interrupted. Failures that the service reports are replies;
 * {@link RemoteReply#orThrow} throws them.
 */
public final class RemoteService {
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final RemoteAddress address;
    private final Optional<String> token;

    private RemoteService(RemoteAddress address, Optional<String> token) {
        this.address = address;
        this.token = token;
    }

    /**
     * A service at an address; nothing is sent yet.
     *
     * @param url {@code http://HOST:PORT}, {@code https://HOST:PORT} or {@code unix:PATH}; a path behind the port is put before all paths
     * @param tokenFile whose first token is sent; a file of the service itself will do
     * @throws EngineException {@code INVALID_ARGUMENT} for another URL, and a file that cannot be read or has no token
     */
    public static RemoteService at(String url, Optional<Path> tokenFile) {
        return new RemoteService(RemoteAddress.parse(url), tokenFile.map(TokenFile::read));
    }

    /** The service behind a socket of this machine. */
    public static RemoteService at(Path socket) {
        return new RemoteService(RemoteAddress.parse(RemoteAddress.UNIX + socket), Optional.empty());
    }

    /**
     * Sends a request and waits for the head of its reply.
     *
     * <p><b>Ownership</b> the caller closes the reply.
     */
    public RemoteReply send(RemoteRequest request) {
        Interrupts.check("The request");
        try {
            Wire wire = open(request.patience());
            boolean answered = false;
            try {
                RemoteReply reply = exchange(request, wire);
                answered = true;
                return reply;
            } finally {
                if (!answered) {
                    wire.close();
                }
            }
        } catch (IOException | UnresolvedAddressException e) {
            throw failure(e);
        }
    }

    /**
     * Sends a request and reads its reply to the end.
     *
     * @throws EngineException for a failure as well, as {@link RemoteReply#orThrow} does
     */
    public byte[] fetch(RemoteRequest request) {
        try (RemoteReply reply = send(request)) {
            return reply.orThrow().bytes();
        }
    }

    private Wire open(Duration patience) throws IOException {
        if (address.tls()) {
            return TlsWire.open(address, CONNECTING, patience);
        }
        if (address.socket().isPresent()) {
            return ChannelWire.open(
                    SocketChannel.open(StandardProtocolFamily.UNIX),
                    UnixDomainSocketAddress.of(
                            LocalSocket.reachable(address.socket().get())),
                    CONNECTING,
                    patience);
        }
        InetSocketAddress to = new InetSocketAddress(address.host(), address.port());
        if (to.isUnresolved()) {
            throw new UnknownHostException("the host is not known");
        }
        return ChannelWire.open(SocketChannel.open(), to, CONNECTING, patience);
    }

    private RemoteReply exchange(RemoteRequest request, Wire wire) throws IOException {
        InputStream in = new BufferedInputStream(wire.in());
        Optional<IOException> unsent = write(request, wire);
        try {
            ReplyHead head = ReplyHead.read(in);
            return new RemoteReply(this, head, wire, ReplyBody.of(head, request.method(), in));
        } catch (IOException e) {
            unsent.ifPresent(e::addSuppressed);
            throw unsent.isPresent() && e instanceof EOFException ? unsent.get() : e;
        }
    }

    /** Returns what ended it early: a service may refuse a request before it has read all of it, and its reply says why. */
    private Optional<IOException> write(RemoteRequest request, Wire wire) throws IOException {
        OutputStream out = new BufferedOutputStream(wire.out());
        if (request.file().isEmpty()) {
            return write(
                    out, request.head(address, token, request.body().length), InputStream.nullInputStream(), request);
        }
        try (InputStream content = open(request.file().get())) {
            return write(
                    out, request.head(address, token, Files.size(request.file().get())), content, request);
        }
    }

    private static InputStream open(Path file) throws IOException {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE,
                    file + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    "Check the path and its permissions.",
                    e);
        }
    }

    private static Optional<IOException> write(
            OutputStream out, byte[] head, InputStream content, RemoteRequest request) throws IOException {
        try {
            out.write(head);
            out.write(request.body());
            content.transferTo(out);
            out.flush();
            return Optional.empty();
        } catch (IOException e) {
            if (Interrupts.caused(e) || e instanceof SocketTimeoutException) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    /** What a failed connection, or one that ended while a reply was read, is for a command. */
    public EngineException failure(Exception thrown) {
        if (thrown instanceof EngineException known) {
            return known;
        }
        if (Interrupts.caused(thrown)) {
            return Interrupts.cancelled("The request", thrown);
        }
        if (thrown instanceof SocketTimeoutException) {
            return new EngineException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "The service at " + this + " does not answer: " + thrown.getMessage() + ".",
                    "Look at its log; if it hangs, restart it.",
                    thrown);
        }
        if (thrown instanceof SSLException) {
            return new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "There is no secure connection to " + this + ": " + thrown.getMessage() + ".",
                    "Use a certificate that this Java trusts (-Djavax.net.ssl.trustStore), and the name that it is for.",
                    thrown);
        }
        String reason = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                (thrown instanceof ProtocolException ? "What answers at " : "No service answers at ") + this + ": "
                        + reason + ".",
                "Start one with 'pokeai serve', or name its administration port with --url.",
                thrown);
    }

    /** The address, for messages. */
    @Override
    public String toString() {
        return address.url();
    }
}
