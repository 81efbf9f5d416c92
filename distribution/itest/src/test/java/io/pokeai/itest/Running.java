package io.pokeai.itest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A child process whose output is collected while it runs. Nothing waits for ever: a hang ends in a failed test. */
final class Running {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 2;
    private static final long ANSWER_NANOS = 120_000_000_000L;
    private static final long AGAIN_NANOS = 500_000_000L;
    private static final int BUFFER_BYTES = 8192;

    private final Process process;
    private final long started = System.nanoTime();
    private final Collector out;
    private final Collector err;
    private volatile long peakKilobytes;

    private Running(Process process) {
        this.process = process;
        this.out = new Collector(process.getInputStream());
        this.err = new Collector(process.getErrorStream());
    }

    static Running start(ProcessBuilder builder) throws IOException {
        return new Running(builder.start());
    }

    Process process() {
        return process;
    }

    String out() {
        return out.text();
    }

    String err() {
        return err.text();
    }

    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }

    /** Writes a line to the standard input. */
    void type(String line) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Types a line into a shell again and again until its answer has a text: folders are looked at twice a second. */
    void ask(String line, String expected) throws IOException, InterruptedException {
        long patience = System.nanoTime() + ANSWER_NANOS;
        while (true) {
            int out = out().length();
            int err = err().length();
            type(line);
            long next = System.nanoTime() + AGAIN_NANOS;
            while (System.nanoTime() < next) {
                if (out().substring(out).contains(expected)
                        || err().substring(err).contains(expected)) {
                    return;
                }
                Thread.sleep(POLL_MILLIS);
            }
            if (!process.isAlive() || System.nanoTime() > patience) {
                throw new AssertionError("'" + line + "' never answered '" + expected + "':\n" + out() + err());
            }
        }
    }

    /** Sends a signal by its name, such as {@code INT}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Waits until something is so; false when the process ended first. */
    boolean await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                return condition.getAsBoolean();
            }
            requirePatience();
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    Outcome outcome() throws InterruptedException, IOException {
        process.getOutputStream().close();
        while (!process.waitFor(POLL_MILLIS * 10, TimeUnit.MILLISECONDS)) {
            requirePatience();
            observe();
        }
        out.join();
        err.join();
        return new Outcome(process.exitValue(), out.text(), err.text(), millis());
    }

    /** The most resident memory that was seen while waiting for the outcome, in kB. */
    long peakKilobytes() {
        return peakKilobytes;
    }

    private void observe() {
        try {
            peakKilobytes = Math.max(peakKilobytes, ProcessFacts.of(process).peakKilobytes());
        } catch (java.io.UncheckedIOException e) {
            // It has just ended.
        }
    }

    private void requirePatience() {
        if (millis() > PATIENCE.toMillis()) {
            process.destroyForcibly();
            throw new AssertionError("the process hangs\n--- out\n" + out() + "\n--- err\n" + err());
        }
    }

    private static final class Collector extends Thread {
        private final InputStream stream;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Collector(InputStream stream) {
            super("itest-collector");
            this.stream = stream;
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            byte[] buffer = new byte[BUFFER_BYTES];
            try (stream) {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                    synchronized (bytes) {
                        bytes.write(buffer, 0, n);
                    }
                }
            } catch (IOException e) {
                // The process was ended by force.
            }
        }

        String text() {
            synchronized (bytes) {
                return bytes.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
