package io.pokeai.natives.pytorch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import io.pokeai.natives.NativesBuild;
import io.pokeai.natives.selftest.LibrarySetting;
import io.pokeai.natives.selftest.Outcome;
import io.pokeai.natives.selftest.Plan;
import io.pokeai.natives.selftest.SelfTest;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs libtorch's self-test in a process of its own: libtorch reads its settings once, so that a process that has found one
 * wrong cannot use another; and a kernel that kills the process kills the child.
 *
 * <p>The child is this Java with the jars of libtorch and nothing else. It inherits the environment, and writes one line.
 *
 * <p><b>Threads</b> safe.
 */
final class SelfTestProcess {
    private static final String ANSWER = "pokeai-self-test ";

    // The first run from a slow disk takes seconds; a run that hangs must end.
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    private static final List<String> OPTIONS = List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            // The exit status tells of a crash; the JVM writes no crash file into the user's folder.
            "-XX:+SuppressFatalErrorMessage",
            "-Djava.awt.headless=true");

    // The child must not start the agents and debuggers of this process.
    private static final List<String> NOT_INHERITED = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Path libraries;

    /** @param libraries folder of libtorch, unpacked */
    SelfTestProcess(Path libraries) {
        this.libraries = libraries;
    }

    /** No child process can be started, as in a container that forbids it. */
    static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1;

        UnavailableException(String why) {
            super(why);
        }
    }

    /** What the child runs. */
    public static void main(String[] arguments) {
        Engine engine = PyTorchLibrary.load(Path.of(arguments[0]));
        PyTorchLibrary.confine();
        Outcome outcome = new SelfTest(Plan.standard()).run(new TorchKernels(engine));
        System.out.println(ANSWER + outcome.toLine());
    }

    /**
     * Tests a setting. A child that crashes or takes too long is an outcome.
     *
     * @throws UnavailableException when no child can be started
     */
    Outcome run(LibrarySetting setting) throws UnavailableException {
        long start = System.nanoTime();
        Process child = start(setting);
        try {
            return answer(child)
                    .map(line -> Outcome.parse(line).orElseGet(() -> failed(line, start)))
                    .orElseGet(() -> failed("it took more than " + DEADLINE.toSeconds() + " seconds", start));
        } finally {
            child.destroyForcibly();
        }
    }

    private static Outcome failed(String why, long start) {
        return Outcome.failed(
                Plan.standard().operations().size(), why, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private Process start(LibrarySetting setting) throws UnavailableException {
        Path java = Path.of(System.getProperty("java.home", ""), "bin", "java");
        if (!Files.isExecutable(java)) {
            throw new UnavailableException(java + " cannot be run");
        }
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(OPTIONS);
        PyTorchLibrary.threadSettings().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", classPath(), SelfTestProcess.class.getName(), libraries.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        NOT_INHERITED.forEach(builder.environment()::remove);
        builder.environment().putAll(setting.environment());
        try {
            Process child = builder.start();
            child.getOutputStream().close();
            return child;
        } catch (IOException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The outcome as a line, or what else the child said last. Empty when it took too long. An interrupt does not end
     * the wait; its flag is kept for the caller.
     */
    private static Optional<String> answer(Process child) {
        // Read on a separate thread: a library may write more than a pipe holds, and only a separate thread can be
        // abandoned.
        FutureTask<String> reading = new FutureTask<>(() -> read(child));
        Thread reader = new Thread(reading, "pokeai-self-test-1");
        reader.setDaemon(true);
        reader.start();
        boolean interrupted = false;
        long end = System.nanoTime() + DEADLINE.toNanos();
        try {
            while (true) {
                try {
                    return Optional.of(reading.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    return Optional.empty();
                } catch (ExecutionException e) {
                    return Optional.of("its process cannot be read: " + e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String read(Process child) throws IOException, InterruptedException {
        String last = "";
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length());
                }
                last = line.isBlank() ? last : line.strip();
            }
        }
        return "its process ended with status " + child.waitFor() + (last.isEmpty() ? "" : ": " + last);
    }

    /** The jars or folders that the classes of the child come from. */
    private static String classPath() throws UnavailableException {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> type : types()) {
            places.add(place(type));
        }
        return places.stream().collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Class<?>> types() throws UnavailableException {
        try {
            // By its name, because our own code does not log through it.
            Class<?> logger = Class.forName("org.slf4j.LoggerFactory", false, Engine.class.getClassLoader());
            return Stream.<Class<?>>of(
                            SelfTestProcess.class,
                            SelfTest.class,
                            NativesBuild.class,
                            Engine.class,
                            JniUtils.class,
                            logger)
                    .toList();
        } catch (ClassNotFoundException | LinkageError e) {
            throw new UnavailableException(e.getMessage() + " cannot be found");
        }
    }

    private static String place(Class<?> type) throws UnavailableException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location != null && location.getProtocol().equals("file")) {
            try {
                Path path = Path.of(new URI(location.toString()));
                if (Files.exists(path)) {
                    return path.toString();
                }
            } catch (URISyntaxException | IllegalArgumentException e) {
                // The exception below reports it.
            }
        }
        throw new UnavailableException(type.getName() + " does not come from a file");
    }
}
