package io.pokeai.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An unpacked runtime and a user of its own: a new home, an empty folder for temporary files, a working folder with
 * {@code artifacts/}.
 *
 * @param root holds all that is the user's
 * @param runtime what was unpacked
 */
record Installation(Path root, Path runtime) {
    /** Files that every JVM of this kind keeps for jps and jstat. */
    static final String JVM_COUNTERS = "hsperfdata_";

    /** A runtime that nobody has started yet, of hard links to the assembly, with folders that a test may spoil. */
    static Installation create(String name) throws IOException {
        Path root = Scratch.folder(name);
        Path runtime = root.resolve("runtime");
        unpack(runtime, Files::createLink);
        return of(root, runtime);
    }

    /**
     * A runtime that other tests of this JVM have started already and will start again, for tests that look at commands: a first
     * start takes several times as long as a second one. It is only to be read.
     */
    static Installation used(String name) throws IOException {
        return of(Scratch.folder(name), Used.RUNTIME);
    }

    private static Installation of(Path root, Path runtime) throws IOException {
        Installation installation = new Installation(root, runtime);
        for (Path folder :
                List.of(installation.home(), installation.tmp(), installation.work(), installation.artifacts())) {
            Files.createDirectories(folder);
        }
        return installation;
    }

    /** How a file of the assembly comes to its place. */
    @FunctionalInterface
    private interface Placing {
        void place(Path target, Path file) throws IOException;
    }

    private static void unpack(Path runtime, Placing placing) throws IOException {
        Path source = Assembly.find().folder();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path target = runtime.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (file.startsWith(source.resolve("cache"))) {
                    throw new IOException(source + " was used in place; build it again");
                } else {
                    placing.place(target, file);
                }
            }
        }
    }

    /** Unpacked when the first test asks for it. */
    private static final class Used {
        private static final Path RUNTIME = runtime();

        private static Path runtime() {
            try {
                Path folder = Scratch.folder("used");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> Scratch.delete(folder)));
                Path runtime = folder.resolve("runtime");
                unpack(runtime, Files::createLink);
                return runtime;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Path plugins() {
        return runtime().resolve("plugins");
    }

    Path home() {
        return root.resolve("home");
    }

    Path tmp() {
        return root.resolve("tmp");
    }

    Path work() {
        return root.resolve("work");
    }

    Path artifacts() {
        return work().resolve("artifacts");
    }

    Path cache() {
        return runtime().resolve("cache");
    }

    /** A call of {@code pokeai}, to be completed and started. */
    Command pokeai(String... arguments) {
        return command(runtime().resolve("pokeai"), arguments);
    }

    /** A call of any program. */
    Command command(Path program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return new Command(command);
    }

    /** A call of Java without any start script. */
    Command java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return new Command(command);
    }

    /** Traces of crashes and half-written files anywhere in the user's folders. */
    List<String> traces() {
        return Scratch.files(root).stream()
                .filter(file -> file.matches(".*(hs_err_pid|(^|/)core(\\.\\d+)?$|\\.partial|replay_pid).*"))
                .toList();
    }

    /** What was left in the folder for temporary files. */
    List<String> temporaryFiles() {
        return Scratch.files(tmp()).stream()
                .filter(file -> !file.startsWith(JVM_COUNTERS))
                .toList();
    }

    void delete() {
        Scratch.delete(root);
    }

    /** One child process, with nothing of our environment but the path. */
    final class Command {
        private final List<String> command;
        private final List<String> unset = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private final List<String> prefix = new ArrayList<>();

        private Command(List<String> command) {
            this.command = command;
        }

        Command set(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Leaves out a variable that every user has otherwise. */
        Command unset(String variable) {
            unset.add(variable);
            return this;
        }

        /** Runs the command by way of another one, such as strace. */
        Command by(String... outer) {
            prefix.addAll(0, List.of(outer));
            return this;
        }

        Running start() throws IOException {
            List<String> line = new ArrayList<>(prefix);
            line.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(line).directory(work().toFile());
            Map<String, String> variables = builder.environment();
            String path = variables.get("PATH");
            variables.clear();
            variables.put("PATH", path);
            variables.put("HOME", home().toString());
            variables.put("JAVA_HOME", System.getProperty("java.home"));
            variables.put("LANG", "C.UTF-8");
            variables.put("TMPDIR", tmp().toString());
            variables.put("POKEAI_JAVA_OPTS", "-Djava.io.tmpdir=" + tmp());
            variables.putAll(environment);
            unset.forEach(variables::remove);
            return Running.start(builder);
        }

        Outcome run() throws IOException, InterruptedException {
            return start().outcome();
        }
    }
}
