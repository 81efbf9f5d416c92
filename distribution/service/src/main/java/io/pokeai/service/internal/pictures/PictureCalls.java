package io.pokeai.service.internal.pictures;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Limits;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.RequestBody;
import io.pokeai.service.internal.web.WorkLimit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code POST /v1/models/NAME/classify}: one picture as the body, several as a form or in JSON, or any number as a stream of lines.
 *
 * <p><b>Threads</b> safe.
 */
public final class PictureCalls {
    private static final String TAKEN =
            "image/* for a picture, multipart/form-data or application/json for several, application/x-ndjson for a stream";

    private final Engine engine;
    private final Supplier<Augmentations> augmentations;
    private final Limits limits;
    private final BodyMemory memory;
    private final WorkLimit work;

    /** @param augmentations those that are installed now */
    public PictureCalls(
            Engine engine, Supplier<Augmentations> augmentations, Limits limits, BodyMemory memory, WorkLimit work) {
        this.engine = engine;
        this.augmentations = augmentations;
        this.limits = limits;
        this.memory = memory;
        this.work = work;
    }

    /**
     * Answers a request.
     *
     * @param model that its path names
     */
    @SuppressWarnings("try") // a place is only held
    public void answer(String model, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "POST");
        ClassifyOptions options = ClassifyOptions.of(request, augmentations);
        try (WorkLimit.Place place = work.enter()) {
            classify(model, request, response, options.pinned(engine, model));
        }
    }

    private void classify(
            String model, HttpServletRequest request, HttpServletResponse response, ClassifyOptions options)
            throws IOException {
        String contentType = request.getContentType() == null ? "" : request.getContentType();
        String type = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (type.equals(ResultWriter.LINES)) {
            try (PictureLines lines =
                    new PictureLines(RequestBody.decoded(request, limits.pace()), memory, limits.lineBytes())) {
                many(model, () -> lines, ResultWriter.lines(response, options), options);
            }
            return;
        }
        // The last one is what curl says of --data-binary unless it is told something else.
        boolean raw = type.isEmpty()
                || type.startsWith("image/")
                || type.equals("application/octet-stream")
                || type.equals("application/x-www-form-urlencoded");
        if (!raw && !type.equals("multipart/form-data") && !type.equals(HttpAnswers.JSON)) {
            throw HttpFailure.unsupportedMediaType(type, TAKEN);
        }
        try (RequestBody body = RequestBody.read(request, memory, limits.bodyBytes(), limits.pace())) {
            if (raw) {
                one(model, body.bytes(), response, options);
                return;
            }
            List<NamedPicture> pictures = type.equals(HttpAnswers.JSON)
                    ? PicturesJson.list(body.bytes(), limits.pictures())
                    : MultipartForm.parse(contentType, body.bytes(), limits.pictures());
            many(model, pictures, ResultWriter.of(request, response, options), options);
        }
    }

    private void one(String model, byte[] bytes, HttpServletResponse response, ClassifyOptions options)
            throws IOException {
        NamedPicture picture = NamedPicture.of(options.name(), bytes);
        Request plain = Request.of(model, picture.source());
        Request asked =
                options.terms().on(options.change(picture).map(plain::changedBy).orElse(plain));
        Prediction prediction = engine.classify(asked);
        options.confirm(prediction);
        Result<NamedPicture> result = new Result.Classified<>(picture, prediction);
        HttpAnswers.json(response, json -> options.write(json, result));
    }

    @SuppressWarnings("try") // the memory of a picture is only given back
    private void many(String model, Iterable<NamedPicture> pictures, ResultWriter writer, ClassifyOptions options)
            throws IOException {
        BulkRequest<NamedPicture> plain = BulkRequest.of(List.of(model), pictures, NamedPicture::source);
        BulkRequest<NamedPicture> asked = options.terms().on(options.on(plain));
        try (Stream<Result<NamedPicture>> results = engine.classifyAll(asked)) {
            Iterator<Result<NamedPicture>> each = results.iterator();
            boolean first = true;
            while (each.hasNext()) {
                Result<NamedPicture> result = each.next();
                try (NamedPicture picture = result.picture()) {
                    if (first) {
                        requireAnswering(result);
                    }
                    // One generation answers all pictures of a request, so a wrong version is found before anything is
                    // written.
                    if (result instanceof Result.Classified<NamedPicture> classified) {
                        options.confirm(classified.prediction());
                    }
                    writer.write(result);
                }
                first = false;
            }
            writer.end();
        }
    }

    /** A model that does not answer at all is an error of the request, while there is still a status to be given. */
    private static void requireAnswering(Result<NamedPicture> first) {
        if (first instanceof Result.Failed<NamedPicture> failed
                && failed.error().code().exitStatus() == ExitStatus.ENGINE) {
            throw HttpFailure.of(failed.error());
        }
    }
}
