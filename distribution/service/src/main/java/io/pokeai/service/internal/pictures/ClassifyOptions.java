package io.pokeai.service.internal.pictures;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Composition;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.engine.json.ResultJson;
import io.pokeai.service.internal.web.CallTerms;
import io.pokeai.service.internal.web.QueryParameters;
import io.pokeai.service.internal.web.VersionPin;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a request for predictions asks besides its pictures; the names are those of {@code pokeai classify}, as far as that has them.
 *
 * @param detail how much is written of each answer
 * @param corruption of the pictures, if one is wanted
 * @param seen whether each answer has the pixels that the model got
 * @param version that has to answer; empty for whichever does
 * @param name of a picture that is the whole body
 */
record ClassifyOptions(
        ResultJson.Detail detail,
        Optional<Function<Image, Pixels>> corruption,
        boolean seen,
        Optional<VersionPin> version,
        String name,
        CallTerms terms) {
    private static final Set<String> KNOWN =
            Set.of("top", "scores", "per_fold", "with", "seed", "seen", "version", "name");
    private static final int DEFAULT_TOP = 3;
    private static final int MOST_CLASSES = 100_000;

    static ClassifyOptions of(HttpServletRequest request, Supplier<Augmentations> augmentations) {
        QueryParameters query = QueryParameters.of(request, KNOWN);
        long seed = query.number("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE);
        Optional<Composition> composition = EngineException.inField(
                "with",
                () -> query.joined("with").map(text -> augmentations.get().parse(text)));
        return new ClassifyOptions(
                new ResultJson.Detail(
                        (int) query.number("top", DEFAULT_TOP, 1, MOST_CLASSES),
                        query.flag("scores"),
                        query.flag("per_fold")),
                composition.map(wanted -> image -> wanted.apply(image, seed)),
                query.flag("seen"),
                query.text("version").map(VersionPin::new),
                query.text("name").orElse("-"),
                CallTerms.of(request));
    }

    /** On terms that lead to the version that is wanted. */
    ClassifyOptions pinned(Engine engine, String model) {
        return version.map(pin ->
                        new ClassifyOptions(detail, corruption, seen, version, name, pin.terms(engine, model, terms)))
                .orElse(this);
    }

    /** Holds an answer to the version that is wanted. */
    void confirm(Prediction prediction) {
        version.ifPresent(pin -> pin.confirm(prediction.model(), prediction.version()));
    }

    /** What becomes of a crop before the model gets it; empty when it stays as it is and is of no interest. */
    Optional<Function<Image, Pixels>> change(NamedPicture picture) {
        return seen ? Optional.of(crop -> picture.seen().keep(changed(crop))) : corruption;
    }

    /** The same question about pictures that are changed as wanted. */
    BulkRequest<NamedPicture> on(BulkRequest<NamedPicture> plain) {
        return seen
                ? plain.changedEachBy((picture, crop) -> picture.seen().keep(changed(crop)))
                : corruption.map(plain::changedBy).orElse(plain);
    }

    private Pixels changed(Image crop) {
        return corruption.isPresent() ? corruption.get().apply(crop) : crop;
    }

    /** The answer for a picture, as an object. */
    void write(JsonWriter json, Result<NamedPicture> result) throws IOException {
        NamedPicture picture = result.picture();
        boolean shown = seen && result instanceof Result.Classified<NamedPicture>;
        ResultJson.write(json, picture.name(), result, detail, shown ? picture.seen()::write : nothing -> {});
    }
}
