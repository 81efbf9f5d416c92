package io.pokeai.itest;

import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code pokeai serve} of an installation of its own, with models whose answers are known and a data set, for tests that look at
 * its pages.
 *
 * <p>Pictures have one colour, and a model of a seed answers for a colour what {@link #answer} says.
 *
 * <p>{@code -Dpokeai.console.files=DIR} takes the pages from a folder.
 */
public final class ServedSite implements AutoCloseable {
    /** The seed of the model {@code first}; {@code second} and the three folds of {@code folds} have the next ones. */
    public static final long FIRST = 5;

    private static final Pattern READY =
            Pattern.compile("ready (http://127\\.0\\.0\\.1:(\\d+)) admin (http://127\\.0\\.0\\.1:(\\d+))\n");
    private static final String PAGES = "pokeai.console.files";
    private static final int UNAVAILABLE = 503;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Installation user;
    private final List<String> options;
    private Running service;
    private int port;
    private int adminPort;

    private ServedSite(Installation user, List<String> options, Running service) {
        this.user = user;
        this.options = options;
        this.service = service;
    }

    /**
     * Starts a service with the models {@code first}, {@code second} and {@code folds}, and the data set {@code colours}, of which
     * {@code first} has everything right, with its test split.
     *
     * @param options of {@code serve}
     */
    public static ServedSite start(String name, String... options) throws Exception {
        Installation user = Installation.used(name);
        KnownModel.quick(FIRST).write(user.artifacts(), "first");
        KnownModel.quick(FIRST + 1).write(user.artifacts(), "second");
        for (int fold = 1; fold <= 3; fold++) {
            Path file = KnownModel.quick(FIRST + 1 + fold).write(user.artifacts(), "folds");
            Files.move(
                    file, user.artifacts().resolve("folds_fold" + fold + ".onnx"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<Color> colours = Pictures.colours(24, 9);
        StringBuilder split = new StringBuilder("path,label\n");
        for (int i = 0; i < colours.size(); i++) {
            Path folder = Files.createDirectories(
                    user.work().resolve("datasets/colours").resolve(answer(FIRST, colours.get(i))));
            Files.write(folder.resolve(i + ".png"), Pictures.png(colours.get(i), 70 + i, 90));
            split.append(folder.getFileName())
                    .append('/')
                    .append(i)
                    .append(".png,")
                    .append(folder.getFileName())
                    .append('\n');
        }
        Files.writeString(user.work().resolve("datasets/colours/test_split.csv"), split);
        ServedSite site = new ServedSite(user, List.of(options), serve(user, List.of(options), 0, 0));
        try {
            site.awaitReady();
        } catch (Throwable e) {
            site.close();
            throw e;
        }
        return site;
    }

    private static Running serve(Installation user, List<String> options, int port, int adminPort) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                "--port",
                String.valueOf(port),
                "--admin-port",
                String.valueOf(adminPort),
                "--data-root",
                user.work().resolve("datasets").toString()));
        arguments.addAll(options);
        Installation.Command command = user.pokeai(arguments.toArray(String[]::new));
        String pages = System.getProperty(PAGES, "");
        if (!pages.isEmpty()) {
            command.set("JDK_JAVA_OPTIONS", "-D" + PAGES + "=" + pages);
        }
        return command.start();
    }

    private void awaitReady() throws Exception {
        if (!service.await(() -> READY.matcher(service.out()).matches())) {
            throw new AssertionError("the service ended: " + service.err());
        }
        Matcher ready = READY.matcher(service.out());
        if (!ready.matches()) {
            throw new AssertionError(service.out());
        }
        port = Integer.parseInt(ready.group(2));
        adminPort = Integer.parseInt(ready.group(4));
        // Jobs are opened when callers are answered; until then, orders are refused.
        await("the jobs are open", () -> response("GET", "/v1/jobs", "").statusCode() != UNAVAILABLE);
    }

    /** Where callers are answered. */
    public String callers() {
        return "http://127.0.0.1:" + port;
    }

    /** Where operators are answered. */
    public String operators() {
        return "http://127.0.0.1:" + adminPort;
    }

    /** The folder that the service was started in, with {@code artifacts/} and {@code datasets/} in it. */
    public Path work() {
        return user.work();
    }

    /** The folder of the models. */
    public Path artifacts() {
        return user.artifacts();
    }

    /** Adds a model while the service runs, and waits until it answers. */
    public void add(String name, long seed) throws Exception {
        KnownModel.quick(seed).write(user.artifacts(), name);
        open(name);
    }

    /** Puts a model into the folder and does not wait for it. */
    public void put(String name, long seed) throws IOException {
        KnownModel.quick(seed).write(user.artifacts(), name);
    }

    /** Adds a model that takes some hundred milliseconds for a picture. */
    public void addSlow(String name) throws Exception {
        KnownModel.slow(FIRST).write(user.artifacts(), name);
        open(name);
    }

    /** The same with other names of the five classes. */
    public void add(String name, long seed, List<String> labels) throws Exception {
        KnownModel.quick(seed).write(user.artifacts(), name, labels);
        open(name);
    }

    /** Adds a model of any name; an empty text if the engine does not take files of this name as models. */
    public String addIfAllowed(String name, long seed) throws Exception {
        KnownModel.quick(seed).write(user.artifacts(), name);
        String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
        for (int i = 0; i < 50; i++) {
            if (send("GET", "/v1/models", "").contains("\"name\":\"" + quoted + "\"")) {
                return name;
            }
            Thread.sleep(100);
        }
        return "";
    }

    /** Writes a model beside the folder of the models, as the target of a change. */
    public Path aside(String name, long seed) throws IOException {
        return KnownModel.quick(seed).write(user.work().resolve("aside"), name);
    }

    /** The class that a model of a seed answers for a colour. */
    public static String answer(long seed, Color colour) {
        KnownModel model = KnownModel.quick(seed);
        float[] logits = model.logits(colour);
        int best = 0;
        for (int k = 1; k < logits.length; k++) {
            best = logits[k] > logits[best] ? k : best;
        }
        return model.labels().get(best);
    }

    /** Writes a picture of one colour into a folder of the user. */
    public Path picture(String name, Color colour) throws IOException {
        Path file = user.work().resolve("pictures").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, Pictures.png(colour, 96, 80));
    }

    /** Sends a request to the port of operators, and answers the body. */
    public String send(String method, String path, String json) throws Exception {
        return response(method, path, json).body();
    }

    private HttpResponse<String> response(String method, String path, String json) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(operators() + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Asks the port of operators, and answers the JSON document as maps, lists, strings, numbers. */
    public Object get(String path) throws Exception {
        return Json.parse(send("GET", path, ""));
    }

    /** A JSON object as maps, lists, strings, numbers. */
    public static Map<?, ?> json(String text) throws IOException {
        return (Map<?, ?>) Json.parse(text);
    }

    /** A model that comes while the service runs is opened by its first call. */
    public void open(String name) throws Exception {
        byte[] picture = Pictures.png(Color.GRAY, 8, 8);
        await(
                "the model " + name + " answers",
                () -> client.send(
                                        HttpRequest.newBuilder(
                                                        URI.create(callers() + "/v1/models/" + name + "/classify"))
                                                .timeout(PATIENCE)
                                                .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    /** Runs a command as the user would, in the folder of the user; what it prints. */
    public String shell(String command, String... variables) throws Exception {
        Installation.Command shell = user.command(Path.of("/bin/sh"), "-c", command);
        for (int i = 0; i + 1 < variables.length; i += 2) {
            shell.set(variables[i], variables[i + 1]);
        }
        Outcome outcome = shell.run();
        if (outcome.status() != 0) {
            throw new AssertionError(command + "\n" + outcome);
        }
        return outcome.out();
    }

    /** Ends the service as a power cut does. */
    public void kill() throws Exception {
        service.process().destroyForcibly().waitFor();
    }

    /** Starts the service again on the same ports. */
    public void restart() throws Exception {
        service = serve(user, options, port, adminPort);
        awaitReady();
    }

    /** Waits for what happens elsewhere, and not for ever. */
    public static void await(String what, Callable<Boolean> condition) throws Exception {
        Await.until(what, PATIENCE, condition);
    }

    /** Prints what was measured, as a line that can be found in a log. */
    public static void figure(String name, double value, String unit) {
        Figures.print(name, value, unit);
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        user.delete();
    }
}
