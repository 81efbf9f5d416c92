package io.pokeai.itest;

import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Clients of a service, each with a connection that is kept alive: they send a picture and a tensor in turns, and hold every answer to
 * what the version that it names must say. A status other than 200 is a failure, but for 503 with {@code Retry-After} while a test says that
 * the model is unloaded.
 */
final class ServedCallers implements AutoCloseable {
    private static final int MAX_FAULTS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(2);

    private final String url;
    private final String model;
    private final List<Color> colours;
    private final Map<String, KnownModel> versions;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean unloaded;
    private volatile boolean stopped;

    private ServedCallers(String url, String model, List<Color> colours, Map<String, KnownModel> versions) {
        this.url = url;
        this.model = model;
        this.colours = List.copyOf(colours);
        this.versions = versions;
    }

    /** @param versions what each version must answer; a version is there before a caller can see it */
    static ServedCallers start(
            String url, String model, List<Color> colours, Map<String, KnownModel> versions, int count) {
        ServedCallers callers = new ServedCallers(url, model, colours, versions);
        for (int i = 0; i < count; i++) {
            int first = i;
            Thread thread = new Thread(() -> callers.ask(first), "itest-client-" + i);
            callers.threads.add(thread);
            thread.start();
        }
        return callers;
    }

    private void ask(int first) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        for (int turn = first; !stopped; turn++) {
            Color colour = colours.get(turn % colours.size());
            boolean picture = turn / colours.size() % 2 == 0;
            boolean wasUnloaded = unloaded;
            long began = System.nanoTime();
            try {
                HttpResponse<byte[]> response = client.send(
                        picture ? picture(colour) : tensor(colour), HttpResponse.BodyHandlers.ofByteArray());
                nanos.add(System.nanoTime() - began);
                judge(response, picture, colour, wasUnloaded || unloaded);
            } catch (IOException | RuntimeException e) {
                fault("call " + turn + ": " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private HttpRequest picture(Color colour) {
        return HttpRequest.newBuilder(URI.create(url + "/v1/models/" + model + "/classify?scores"))
                .timeout(PATIENCE)
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Pictures.png(colour, 70, 50)))
                .build();
    }

    /** As Triton's clients send it: a head of JSON, and the numbers as bytes. */
    private HttpRequest tensor(Color colour) {
        int plane = KnownModel.SIDE * KnownModel.SIDE;
        ByteBuffer data = ByteBuffer.allocate(3 * plane * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : new int[] {colour.getRed(), colour.getGreen(), colour.getBlue()}) {
            for (int i = 0; i < plane; i++) {
                data.putFloat((value / 255f - 0.5f) / 0.25f);
            }
        }
        byte[] head = ("{\"inputs\":[{\"name\":\"images\",\"shape\":[1,3," + KnownModel.SIDE + "," + KnownModel.SIDE
                        + "],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":" + data.capacity() + "}}]}")
                .getBytes(StandardCharsets.US_ASCII);
        return HttpRequest.newBuilder(URI.create(url + "/v2/models/" + model + "/infer"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/octet-stream")
                .header("Inference-Header-Content-Length", String.valueOf(head.length))
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(head, data.array())))
                .build();
    }

    private void judge(HttpResponse<byte[]> response, boolean picture, Color colour, boolean mayBeUnloaded)
            throws IOException {
        String text = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() == 503
                && mayBeUnloaded
                && response.headers().firstValue("Retry-After").isPresent()) {
            refused.incrementAndGet();
            return;
        }
        if (response.statusCode() != 200) {
            fault(response.statusCode() + " " + text);
            return;
        }
        Map<?, ?> answer = (Map<?, ?>) Json.parse(text);
        String version = String.valueOf(answer.get(picture ? "version" : "model_version"));
        List<Float> logits = floats(picture ? answer.get("logits") : logits((List<?>) answer.get("outputs")));
        KnownModel known = versions.get(version);
        float difference = known == null ? Float.NaN : known.difference(logits, colour);
        if (difference < KnownModel.TOLERANCE) {
            answers.incrementAndGet();
        } else {
            fault((picture ? "picture" : "tensor") + " wrong by " + difference + " at version " + version);
        }
    }

    private static @Nullable Object logits(@Nullable List<?> outputs) {
        for (Object output : outputs == null ? List.of() : outputs) {
            if (output instanceof Map<?, ?> map && "logits".equals(map.get("name"))) {
                return map.get("data");
            }
        }
        return null;
    }

    private static List<Float> floats(@Nullable Object list) {
        List<Float> floats = new ArrayList<>();
        for (Object value : list instanceof List<?> values ? values : List.of()) {
            floats.add(((Number) value).floatValue());
        }
        return floats;
    }

    private void fault(String what) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(what);
        }
    }

    /** Whether 503 is an honest answer for now. */
    void unloaded(boolean yes) {
        unloaded = yes;
    }

    /** Waits for that many right answers from now on, or for a fault. */
    void awaitAnswers(long more) throws Exception {
        long enough = answers.get() + more;
        Await.until(more + " more answers", LONG, () -> answers.get() >= enough || !faults.isEmpty());
    }

    /** Right answers so far. */
    long answers() {
        return answers.get();
    }

    /** Honest 503s so far. */
    long refused() {
        return refused.get();
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** The time that all but one in a hundred calls took at most, in ms, of those since it was asked last. */
    double p99Millis() {
        long[] taken = LongStream.generate(() -> {
                    Long next = nanos.poll();
                    return next == null ? -1 : next;
                })
                .takeWhile(one -> one >= 0)
                .sorted()
                .toArray();
        return taken.length == 0 ? 0 : taken[(int) (taken.length * 0.99)] / 1e6;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
