package io.pokeai.service.internal.administration;

import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Pace;
import io.pokeai.service.internal.web.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** The bodies of orders: JSON, or nothing. <b>Threads</b> safe. */
record OrderBodies(BodyMemory memory) {
    private static final int BODY_BYTES = 65_536;

    /** @throws HttpFailure 413, 415 and what else can be wrong with a body */
    byte[] json(HttpServletRequest request) {
        try (RequestBody body = RequestBody.read(request, memory, BODY_BYTES, Pace.USUAL)) {
            String type = type(request);
            // A form of another site's page can have a body of other types, and none of this one.
            if (body.bytes().length > 0 && !type.equals(HttpAnswers.JSON)) {
                throw HttpFailure.unsupportedMediaType(type, HttpAnswers.JSON);
            }
            return body.bytes();
        }
    }

    /** The media type, without parameters and in small letters; empty if there is none. */
    static String type(HttpServletRequest request) {
        return request.getContentType() == null
                ? ""
                : request.getContentType().replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }
}
