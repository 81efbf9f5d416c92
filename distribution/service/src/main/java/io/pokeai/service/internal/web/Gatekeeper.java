package io.pokeai.service.internal.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What every request of a port passes: it gets an id, has to have a token if the port asks for one, is refused while the service ends,
 * and whatever is thrown for it becomes an answer and a line of the log.
 *
 * <p><b>Threads</b> safe.
 */
public final class Gatekeeper implements Filter {
    /** The header with the id of a request. */
    public static final String REQUEST_ID = "X-Request-Id";

    private static final System.Logger LOG = System.getLogger(Gatekeeper.class.getName());
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final int REST_BYTES = 256 * 1024;
    private static final Pace REST_PACE = new Pace(Duration.ofMillis(500), 100_000);
    /** As the servlets call it. */
    static final String HTTP_2 = "HTTP/2.0";

    private static final double NANOS_PER_MILLI = 1e6;

    /** They say one bit, and have to be asked by what knows no token. */
    private static final Set<String> HEALTH = Set.of(
            "/health/live",
            "/health/ready",
            "/v2/health/live",
            "/v2/health/ready",
            "/inference.GRPCInferenceService/ServerLive",
            "/inference.GRPCInferenceService/ServerReady",
            "/grpc.health.v1.Health/Check");

    private final Port port;
    private final Supplier<Access> access;
    private final OpenPaths open;
    private final ServiceState state;
    private final AccessLog log;

    /** @param access who may use the port */
    public Gatekeeper(Port port, Access access, ServiceState state, AccessLog log) {
        this(port, () -> access, OpenPaths.NONE, state, log);
    }

    /**
     * @param access who may use the port, asked for each request
     * @param open what needs no token
     */
    public Gatekeeper(Port port, Supplier<Access> access, OpenPaths open, ServiceState state, AccessLog log) {
        this.port = port;
        this.access = access;
        this.open = open;
        this.state = state;
        this.log = log;
    }

    /**
     * Who may use a port.
     *
     * @param own the tokens of this port
     * @param other those of the other one: known, and of no use here
     * @param loopback whether the port is bound to the loopback interface
     */
    public record Access(BearerTokens own, BearerTokens other, boolean loopback) {
        void require(HttpServletRequest request) {
            requireOwnSite(request);
            String given = header(request, "Authorization");
            if (own.isEmpty() || LocalCaller.made(request) || own.accepts(given)) {
                return;
            }
            if (other.accepts(given)) {
                throw HttpFailure.of(403, "FORBIDDEN", "The token is for the other port.", "Use a token of this port.");
            }
            throw HttpFailure.unauthorized();
        }

        void requireOwnSite(HttpServletRequest request) {
            new OwnSite(loopback && own.isEmpty()).require(authority(request), header(request, "Origin"));
        }
    }

    /** The machine that the client believes to speak to: {@code Host}, which is {@code :authority} in HTTP/2. */
    private static String authority(HttpServletRequest request) {
        String host = header(request, "Host");
        if (!request.getProtocol().equals(HTTP_2)) {
            return host;
        }
        int number = request.getServerPort();
        String authority = number <= 0 ? request.getServerName() : request.getServerName() + ":" + number;
        if (!host.isEmpty() && !host.equalsIgnoreCase(authority) && !host.equalsIgnoreCase(request.getServerName())) {
            throw HttpFailure.badRequest("The Host is not the :authority.", "Leave the header Host out.");
        }
        return host.isEmpty() ? authority : host;
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) anyRequest;
        HttpServletResponse response = (HttpServletResponse) anyResponse;
        long started = System.nanoTime();
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String id = requestId(request);
        Optional<TraceContext> trace = TraceContext.of(request);
        response.setHeader(REQUEST_ID, id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        FailureCode code = new FailureCode();
        try {
            answer(request, response, chain, id, code);
        } finally {
            AnswerEnd.run(
                    request,
                    () -> log.write(new AccessLog.Line(
                            at.toString(),
                            id,
                            port,
                            LocalCaller.made(request) ? "socket" : String.valueOf(request.getRemoteAddr()),
                            String.valueOf(request.getMethod()),
                            String.valueOf(request.getRequestURI()),
                            response.getStatus(),
                            code.text,
                            request.getContentLengthLong(),
                            Math.round((System.nanoTime() - started) / NANOS_PER_MILLI * 1e3) / 1e3,
                            trace)));
        }
    }

    /** What the log says of a failure; written and read by one thread after the other. */
    private static final class FailureCode {
        private String text = "";
    }

    /** @param code gets that of a failure, before its answer is sent: the client may be gone by then */
    private void answer(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, String id, FailureCode code)
            throws IOException {
        boolean health = HEALTH.contains(request.getRequestURI());
        boolean begun = false;
        try {
            if (!health) {
                if (open.contain(request)) {
                    access.get().requireOwnSite(request);
                } else {
                    access.get().require(request);
                }
                begun = state.begin();
                if (!begun) {
                    throw HttpFailure.draining();
                }
            }
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fail(request, response, e, id, code);
        } finally {
            if (begun) {
                AnswerEnd.run(request, state::end);
            }
        }
    }

    private static void fail(
            HttpServletRequest request, HttpServletResponse response, Throwable thrown, String id, FailureCode code)
            throws IOException {
        Throwable reason = thrown instanceof ServletException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (response.isCommitted()) {
            // Too late for a status: the connection ends in the middle, so that nobody takes what was sent for the
            // whole.
            LOG.log(System.Logger.Level.DEBUG, "request " + id + " ended early", reason);
            throw reason instanceof IOException io
                    ? io
                    : new IOException("The response of request " + id + " ended early.", reason);
        }
        HttpFailure failure = reason instanceof IOException io ? RequestBody.failure(io) : HttpFailure.of(reason);
        if (failure.isInternal()) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "request_id=" + id
                            + TraceContext.of(request).map(TraceContext::forLog).orElse("") + " method="
                            + request.getMethod() + " failed: " + failure.problem(),
                    failure.thrown().orElse(failure));
        }
        code.text = failure.code();
        HttpAnswers.failure(request, response, failure, id);
        // A stream of HTTP/2 ends without its connection. Nor is its response waited for: a client that opens no
        // window for it would hold the thread.
        if (!request.getProtocol().equals(HTTP_2)) {
            readRest(request, response);
        }
    }

    /**
     * Takes the rest of a body that was refused, up to a bound: a connection that is closed with unread bytes is reset, and a client
     * that was still sending would never see why.
     */
    private static void readRest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.flushBuffer();
        if (header(request, "Expect").isEmpty()) {
            try {
                new PacedStream(request.getInputStream(), REST_PACE).readNBytes(REST_BYTES);
            } catch (IOException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "the rest of a refused body cannot be read", e);
            }
        }
    }

    private static String requestId(HttpServletRequest request) {
        String given = header(request, REQUEST_ID);
        return ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
    }

    private static String header(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }
}
