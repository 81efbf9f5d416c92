package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.jobs.JobEngine;
import io.pokeai.aug.jobs.JobSettings;
import io.pokeai.aug.jobs.local.LocalJobs;
import io.pokeai.aug.robustness.receipt.ReceiptBuild;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.runtime.PokeAi;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.testkit.Gate;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.uploads.UploadShelf;
import io.pokeai.service.internal.web.Port;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A service with jobs, and the data set {@code photos}: pictures that are numbers, in the folders {@code zero} and {@code two}. The
 * augmentation {@code shift} can be held.
 */
final class JobsOverHttp implements AutoCloseable {
    static final String SHIFTED =
            "{\"models\":[\"m\"],\"data\":\"photos\",\"corruptions\":[\"shift\"],\"report\":false}";

    final ServiceFixture service;
    final Path folder;
    private volatile Gate gate = Gate.opened();
    private volatile boolean full;

    /** @param change of the settings of jobs */
    @SuppressWarnings("MustBeClosedChecker") // the desk closes it
    JobsOverHttp(Path folder, UnaryOperator<JobSettings> change) throws Exception {
        this.folder = folder;
        for (int i = 0; i < 12; i++) {
            Path of = Files.createDirectories(folder.resolve("data/photos").resolve(i % 2 == 0 ? "zero" : "two"));
            Files.writeString(of.resolve(i + ".png"), String.valueOf(5 * i));
        }
        service = ServiceFixture.start(folder);
        Augmentation shift = new Shift();
        service.augmentations.add(shift);
        UploadShelf uploads = UploadShelf.open(folder.resolve("uploads"));
        JobSettings settings = JobSettings.of(folder.resolve("jobs"), folder, 2).withDataRoot(folder.resolve("data"));
        JobEngine engine = new JobEngine(
                service.engine,
                EngineSettings.of(service.artifacts)
                        .withThreads(2)
                        .withDevices(List.of("cpu"))
                        .withWatch(false),
                PokeAi::open,
                () -> new Augmentations(List.of(shift)),
                () -> new Perturbations(List.of()),
                ReceiptBuild.UNKNOWN,
                service.desk.traffic(),
                uploads::folder);
        service.desk.opened(LocalJobs.open(change.apply(settings), engine), uploads);
    }

    static JobsOverHttp start(Path folder) throws Exception {
        return new JobsOverHttp(folder, UnaryOperator.identity());
    }

    /** Corrupted pictures wait until the gate is opened. */
    Gate hold() {
        gate = Gate.closed();
        return gate;
    }

    /** Whether a job that goes on finds the disk full. */
    void fill(boolean now) {
        full = now;
    }

    /** Each sample larger by the severity. */
    private final class Shift implements Augmentation {
        @Override
        public AugmentationInfo info() {
            return new AugmentationInfo("shift", 9, "test", List.of("1", "2", "3"), true, "this test");
        }

        @Override
        public Pixels apply(Image in, int severity, RandomSource random) {
            gate.pass();
            if (full) {
                throw new EngineException(
                        ErrorCode.UNAVAILABLE,
                        "A file cannot be written.",
                        "",
                        new IOException("No space left on device"));
            }
            byte[] rgb = in.rgb();
            Arrays.fill(rgb, (byte) Math.min(127, rgb[0] + severity));
            return new Image(in.width(), in.height(), rgb);
        }
    }

    HttpRequest.Builder to(String path) {
        return service.to(Port.ADMIN, path);
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return service.send(to(path));
    }

    HttpResponse<byte[]> post(String path) throws IOException, InterruptedException {
        return service.send(to(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<byte[]> delete(String path) throws IOException, InterruptedException {
        return service.send(to(path).DELETE());
    }

    HttpResponse<byte[]> order(String json, String... headers) throws IOException, InterruptedException {
        return orderAt("/v1/jobs", json, headers);
    }

    HttpResponse<byte[]> orderAt(String path, String json, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
        return service.send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Orders a job and returns its path. */
    String ordered(String json) throws Exception {
        HttpResponse<byte[]> response = order(json);
        assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(201);
        return response.headers().firstValue("Location").orElseThrow();
    }

    /** Waits until a job is at its end; its description. */
    Map<String, Object> ended(String path) throws Exception {
        // The stream ends with the job.
        service.send(to(path + "/events").header("Accept", "application/x-ndjson"));
        return json(get(path));
    }

    static Map<String, Object> json(HttpResponse<byte[]> response) throws Exception {
        return object(JsonTree.read(ServiceFixture.text(response)));
    }

    /** The journal of a job, as it lies on the disk. */
    List<String> journal(String path) throws IOException {
        String id = path.substring(path.lastIndexOf('/') + 1);
        try (Stream<Path> files = Files.walk(folder.resolve("jobs"))) {
            Path journal = files.filter(file -> file.endsWith(Path.of(id, "journal.jsonl")))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(journal);
        }
    }

    static Optional<String> header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name);
    }

    @Override
    public void close() {
        service.close();
    }
}
