package io.pokeai.service.internal.pictures;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Composition;
import io.pokeai.engine.json.ResultJson;
import io.pokeai.service.internal.web.CallTerms;
import io.pokeai.service.internal.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a request for predictions asks besides its pictures; the names are those of {@code pokeai classify}.
 *
 * @param detail how much is written of each answer
 * @param change the corruption, if one is wanted
 * @param name of a picture that is the whole body
 */
record ClassifyOptions(
        ResultJson.Detail detail, Optional<Function<Image, Pixels>> change, String name, CallTerms terms) {
    private static final Set<String> KNOWN = Set.of("top", "scores", "per_fold", "with", "seed", "name");
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
                query.text("name").orElse("-"),
                CallTerms.of(request));
    }
}
