package io.pokeai.docs;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Prediction.RankedClass;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.runtime.PokeAi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The code of docs/embed.md. */
final class EmbedExample {
    private EmbedExample() {}

    static void classify(Path artifacts, Path picture) {
        // snippet: classify
        try (Engine engine = PokeAi.open(artifacts)) {
            Prediction prediction = engine.classify("sprites", picture);
            RankedClass best = prediction.best();
            System.out.printf("%s: %s, %.1f %%%n", picture.getFileName(), best.label(), 100 * best.probability());
        }
        // end
    }

    static List<String> many(Engine engine, List<Path> pictures) {
        List<String> labels = new ArrayList<>();
        // snippet: many
        try (Stream<Result<Path>> results = engine.classifyAll(BulkRequest.of("sprites", pictures))) {
            results.forEach(result -> {
                if (result instanceof Result.Classified<Path> classified) {
                    labels.add(classified.prediction().best().label());
                } else if (result instanceof Result.Failed<Path> failed) {
                    labels.add(failed.error().code().toString());
                }
            });
        }
        // end
        return labels;
    }

    static List<String> pixels(
            Engine engine, List<String> models, Path picture, InputSpec spec, BiFunction<Image, Integer, Pixels> fog) {
        List<String> labels = new ArrayList<>();
        // snippet: pixels
        Image crop = engine.imaging().crop(picture, spec); // decoded once
        BulkRequest<Integer> request =
                BulkRequest.ofPixels(models, List.of(1, 3, 5), severity -> fog.apply(crop, severity));
        try (Stream<Result<Integer>> results = engine.classifyAll(request)) {
            results.forEach(result -> labels.add(result.model() + " at severity " + result.picture() + ": "
                    + result.orThrow().best().label()));
        }
        // end
        return labels;
    }

    static String deadline(Engine engine, Path picture) {
        // snippet: deadline
        engine.models().preload("sprites"); // opens and warms it; throws why it cannot be opened
        Request request = Request.of("sprites", picture).within(Duration.ofMillis(200));
        try {
            return engine.classify(request).best().label();
        } catch (EngineException e) {
            if (e.code() == ErrorCode.DEADLINE_EXCEEDED || e.code() == ErrorCode.CANCELLED) {
                return "?";
            }
            throw e;
        }
        // end
    }

    static Scores lease(Engine engine, Path picture) {
        // snippet: lease
        try (ModelLease lease = engine.models().lease("sprites")) {
            InputSpec spec = lease.spec().input();
            ImageTensor batch = ImageTensor.allocate(1, spec);
            Imaging imaging = engine.imaging();
            imaging.normalise(imaging.crop(picture, spec), spec, batch.picture(0));
            return lease.infer(batch);
        }
        // end
    }

    static Engine settings(Path artifacts, Path cache) {
        // snippet: settings
        EngineSettings settings = EngineSettings.of(artifacts)
                .withCache(cache)
                .withThreads(2)
                .withDevices(List.of("cpu"))
                .withOpenDeadline(Duration.ofSeconds(20))
                .withDrainDeadline(Duration.ofSeconds(5))
                .withWatch(false);
        return PokeAi.open(settings);
        // end
    }

    static String errors(Engine engine, Path picture) {
        // snippet: errors
        try {
            engine.classify("sprites", picture);
        } catch (EngineException e) {
            return e.code() + " (HTTP " + e.code().httpStatus() + "): " + e.problem() + " " + e.remedy();
        }
        // end
        return "fine";
    }
}
