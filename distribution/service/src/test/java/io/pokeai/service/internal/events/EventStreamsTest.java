package io.pokeai.service.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.service.internal.web.ServletHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Streams of events: what is sent, to whom, and what a client that does not read costs. */
class EventStreamsTest {
    /** A feed that grows while it is read. */
    private static final class GrowingFeed implements EventFeed {
        private final List<FeedEvent> events;
        private int next;
        private volatile boolean over;
        final CountDownLatch closed = new CountDownLatch(1);

        GrowingFeed(int from, List<FeedEvent> events) {
            this.next = from;
            this.events = events;
        }

        @Override
        public List<FeedEvent> next(int most) {
            synchronized (events) {
                List<FeedEvent> found = List.copyOf(events.subList(next, Math.min(events.size(), next + most)));
                next += found.size();
                return found;
            }
        }

        @Override
        public boolean isAtEnd() {
            synchronized (events) {
                return over && next == events.size();
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private static void add(List<FeedEvent> events, int count) {
        synchronized (events) {
            for (int i = 0; i < count; i++) {
                int id = events.size() + 1;
                events.add(new FeedEvent(String.valueOf(id), "cell", "{\"n\":" + id + "}"));
            }
        }
    }

    private static ServletHost host(AtomicReference<EventStreams> streams, EventFeed feed, int most, Duration idle)
            throws Exception {
        ServletHost host = ServletHost.start(
                (request, response) -> streams.get()
                        .answer(
                                request,
                                response,
                                EventFormat.of(String.valueOf(request.getHeader("Accept"))),
                                () -> feed),
                idle);
        streams.set(new EventStreams(most, new Ticker(host.state)));
        return host;
    }

    /** A connection that reads when it is told to. */
    private static Socket open(ServletHost host, String accept) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.port());
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(("GET /e HTTP/1.0\r\nHost: localhost\r\nAccept: " + accept + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BufferedReader body(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        while (line != null && !line.isEmpty()) {
            line = reader.readLine();
        }
        return reader;
    }

    @Test
    void eventsAreSentAsTheyHappenAndTheStreamEndsWithThem() throws Exception {
        List<FeedEvent> events = new ArrayList<>();
        add(events, 1);
        GrowingFeed feed = new GrowingFeed(0, events);
        AtomicReference<EventStreams> streams = new AtomicReference<>();
        try (ServletHost host = host(streams, feed, 4, Duration.ofSeconds(30));
                Socket socket = open(host, "text/event-stream")) {
            BufferedReader body = body(socket);
            // WHATWG HTML, 9.2.5.
            assertThat(lines(body, 6))
                    .containsExactly("retry: 2000", "", "id: 1", "event: cell", "data: {\"n\":1}", "");
            assertThat(streams.get().open()).isEqualTo(1);
            add(events, 1);
            assertThat(lines(body, 4)).containsExactly("id: 2", "event: cell", "data: {\"n\":2}", "");
            feed.over = true;
            assertThat(lines(body, 3)).containsExactly("event: end", "data: {}", "");
            assertThat(body.readLine()).isNull();
            assertThat(feed.closed.await(10, TimeUnit.SECONDS)).isTrue();
            awaitNone(streams.get());
        }
    }

    @Test
    void linesOfJsonForThoseWhoAskForThem() throws Exception {
        List<FeedEvent> events = new ArrayList<>();
        add(events, 2);
        GrowingFeed feed = new GrowingFeed(0, events);
        feed.over = true;
        try (ServletHost host = host(new AtomicReference<>(), feed, 4, Duration.ofSeconds(30))) {
            HttpResponse<byte[]> response = host.send(host.to("/e").header("Accept", "application/x-ndjson"));
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
            assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("""
                            {"id":"1","event":"cell","data":{"n":1}}
                            {"id":"2","event":"cell","data":{"n":2}}
                            """);
        }
    }

    /** A place is given back just after the feed is closed. */
    private static void awaitNone(EventStreams streams) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (streams.open() > 0) {
            assertThat(System.nanoTime()).as("a place is not given back").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsNoThreadAndIsCutOff() throws Exception {
        List<FeedEvent> events = new ArrayList<>();
        // More than all buffers between the two.
        add(events, 1_000_000);
        GrowingFeed feed = new GrowingFeed(0, events);
        AtomicReference<EventStreams> streams = new AtomicReference<>();
        try (ServletHost host = host(streams, feed, 4, Duration.ofMillis(500));
                Socket socket = open(host, "text/event-stream")) {
            assertThat(socket.getInputStream().read()).isPositive();
            assertThat(feed.closed.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(feed.next).isLessThan(1_000_000);
            awaitNone(streams.get());
        }
    }

    @Test
    void aClientThatGoesGivesItsPlaceBack() throws Exception {
        List<FeedEvent> events = new ArrayList<>();
        add(events, 1);
        GrowingFeed feed = new GrowingFeed(0, events);
        AtomicReference<EventStreams> streams = new AtomicReference<>();
        try (ServletHost host = host(streams, feed, 1, Duration.ofSeconds(30))) {
            try (Socket socket = open(host, "text/event-stream")) {
                lines(body(socket), 6);
                assertThat(host.send(host.to("/e")).statusCode()).isEqualTo(429);
            }
            // Its end is noticed with the next write that fails.
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (feed.closed.getCount() > 0 && System.nanoTime() < end) {
                add(events, 1);
                Thread.onSpinWait();
            }
            awaitNone(streams.get());
        }
    }

    @Test
    void aServiceThatEndsEndsItsStreams() throws Exception {
        GrowingFeed feed = new GrowingFeed(0, new ArrayList<>());
        try (ServletHost host = host(new AtomicReference<>(), feed, 4, Duration.ofSeconds(30));
                Socket socket = open(host, "text/event-stream")) {
            BufferedReader body = body(socket);
            lines(body, 2);
            host.state.drain();
            assertThat(body.readLine()).isNull();
            assertThat(host.state.awaitIdle(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void whoHearsNothingForAWhileHearsAPing() throws Exception {
        AtomicLong clock = new AtomicLong();
        EventBytes bytes = new EventBytes(
                new GrowingFeed(0, new ArrayList<>()), EventFormat.SERVER_SENT, clock::get, Duration.ofSeconds(15));
        byte[] buffer = new byte[100];
        assertThat(bytes.read(buffer)).isEqualTo("retry: 2000\n\n".length());
        clock.addAndGet(Duration.ofSeconds(14).toNanos());
        assertThat(bytes.read(buffer)).isZero();
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(new String(buffer, 0, bytes.read(buffer), StandardCharsets.UTF_8))
                .isEqualTo(": ping\n\n");
        assertThat(bytes.read(buffer)).isZero();
    }

    private static List<String> lines(BufferedReader reader, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(String.valueOf(reader.readLine()));
        }
        return lines;
    }
}
