package io.pokeai.service.internal.administration;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ShadowReport;
import io.pokeai.service.internal.png.FastPng;
import io.pokeai.service.internal.web.EntityTag;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.PathParts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pictures about which a shadow and what answers differ most: {@code GET /v1/models/NAME/shadow/SHA256.png}.
 *
 * <p><b>Threads</b> safe.
 */
record ShadowPictures(ModelControl control) {
    private static final Pattern FILE = Pattern.compile("([0-9a-f]{64})\\.png");

    /** Where the pictures of a model can be had; empty for those that are not kept. */
    Function<ShadowReport.Case, Optional<String>> links(String model) {
        return picture -> control.shadowPicture(model, picture.sha256())
                .map(kept -> "/v1/models/" + PathParts.encoded(model) + "/shadow/" + picture.sha256() + ".png");
    }

    /**
     * Answers.
     *
     * @param file the last part of the path
     * @throws HttpFailure 404 when there is no such picture any more
     */
    void answer(String model, String file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Matcher name = FILE.matcher(file);
        Optional<Image> picture = name.matches() ? control.shadowPicture(model, name.group(1)) : Optional.empty();
        if (picture.isEmpty()) {
            throw HttpFailure.of(
                    404,
                    "NO_SUCH_PICTURE",
                    "Model '" + model + "' has no such picture of a shadow.",
                    "Pictures are there while the shadow is open and they are among its worst; GET /v1/models/" + model
                            + " names them.");
        }
        HttpAnswers.file(request, response, "image/png", new EntityTag(name.group(1)), () -> FastPng.of(picture.get()));
    }
}
