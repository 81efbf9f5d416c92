package io.pokeai.service.internal.jobs;

import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.reports.robustness.StoredPictures;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.internal.files.StreamRoom;
import io.pokeai.service.internal.png.FastPng;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pictures of a robustness job that has ended: {@code GET /v1/jobs/ID/pictures?model=NAME} lists those that break first, and {@code
 * GET /v1/jobs/ID/pictures/ROW.png?model=NAME&augmentation=fog&severity=3} is what the model saw of one. A picture is named by its row of
 * the data set alone, and is read from where the job has read it.
 */
final class JobPictureAnswers {
    private static final String ROBUSTNESS = "robustness.json";
    private static final Pattern PNG = Pattern.compile("(\\d{1,9})\\.png");
    private static final String MODEL = "model";
    private static final int MOST = 200;
    private static final int USUAL = 24;
    private static final int SEVEREST = 100;

    /** Each decodes a picture, so that there are as many at once as a browser asks for. */
    private static final int AT_ONCE = 8;

    private final JobArtefacts artefacts;
    private final Supplier<Augmentations> augmentations;
    private final Engine engine;
    private final StreamRoom room = new StreamRoom("pictures of jobs", AT_ONCE);

    JobPictureAnswers(JobArtefacts artefacts, Engine engine, Supplier<Augmentations> augmentations) {
        this.artefacts = artefacts;
        this.engine = engine;
        this.augmentations = augmentations;
    }

    /** Those that break first. */
    @SuppressWarnings("try") // holds a place
    void list(HttpServletRequest request, HttpServletResponse response, Job job) throws IOException {
        QueryParameters query = QueryParameters.of(request, Set.of(MODEL, "most"));
        String model = model(query);
        int most = Math.toIntExact(query.number("most", USUAL, 1, MOST));
        try (StreamRoom.Place place = room.enter()) {
            List<StoredPictures.Broken> broken = stored(job).breaking(model, most);
            HttpAnswers.json(response, json -> {
                json.beginObject();
                json.field(MODEL, model);
                json.beginArray("pictures");
                for (StoredPictures.Broken each : broken) {
                    write(json, each);
                }
                json.endArray();
                json.endObject();
            });
        }
    }

    private static void write(JsonWriter json, StoredPictures.Broken broken) throws IOException {
        json.beginObject();
        json.field("row", broken.row());
        json.field("path", broken.path());
        json.field("label", broken.label());
        json.field("lowest", broken.lowest());
        json.field("corruptions", broken.corruptions());
        json.field("wrong", broken.wrong());
        json.field("augmentation", broken.augmentation());
        json.field("severity", broken.severity());
        json.field("answer", broken.answer());
        if (broken.confidence().isPresent()) {
            json.field("confidence", broken.confidence().getAsDouble());
        }
        json.endObject();
    }

    /** What a model saw. */
    @SuppressWarnings("try") // holds a place
    void one(HttpServletRequest request, HttpServletResponse response, Job job, String file) throws IOException {
        QueryParameters query = QueryParameters.of(request, Set.of(MODEL, "augmentation", "severity"));
        Matcher named = PNG.matcher(file);
        if (!named.matches()) {
            throw noPicture();
        }
        byte[] png;
        try (StreamRoom.Place place = room.enter()) {
            Optional<Image> seen = stored(job)
                    .picture(
                            model(query),
                            query.text("augmentation").orElse("clean"),
                            Math.toIntExact(query.number("severity", 0, 0, SEVEREST)),
                            Integer.parseInt(named.group(1)));
            png = seen.map(FastPng::of).orElseThrow(JobPictureAnswers::noPicture);
        }
        response.setContentType("image/png");
        // The data set may change, and the job may be deleted.
        response.setHeader("Cache-Control", "private, no-cache");
        response.setContentLength(png.length);
        response.getOutputStream().write(png);
    }

    private static String model(QueryParameters query) {
        return query.text(MODEL)
                .orElseThrow(() ->
                        HttpFailure.badRequest("The query names no model.", "Add ?model=NAME, a model of the job."));
    }

    private StoredPictures stored(Job job) {
        Path robustness = artefacts
                .file(job, ROBUSTNESS)
                .orElseThrow(() -> HttpFailure.of(
                        404,
                        "NO_SUCH_ARTEFACT",
                        "The job has no robustness.json, so it has asked about no corrupted pictures.",
                        "Ask a robustness job that has succeeded."));
        Path folder = robustness.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalStateException(robustness + " is not in a folder");
        }
        return new StoredPictures(folder, augmentations.get(), engine.imaging()::crop);
    }

    private static HttpFailure noPicture() {
        return HttpFailure.of(
                404,
                "NO_SUCH_PICTURE",
                "The picture cannot be shown: the job has no such cell or row, the file is gone, or the corruption has changed.",
                "GET /v1/jobs/ID/pictures?model=NAME lists pictures of a job.");
    }
}
