package io.pokeai.service.internal.pictures;

import io.pokeai.engine.api.Result;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.internal.web.HttpAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes many answers while further ones are computed: as a JSON array, or as JSON lines. The response begins with the first answer, so
 * that a failure before it still has a status.
 *
 * <p><b>Threads</b> confined to the request.
 */
abstract sealed class ResultWriter {
    /** The media type of JSON lines. */
    static final String LINES = "application/x-ndjson";

    /** JSON lines if the caller accepts them, else an array. */
    static ResultWriter of(HttpServletRequest request, HttpServletResponse response, ClassifyOptions options) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains(LINES) ? lines(response, options) : new Array(response, options);
    }

    /** JSON lines. */
    static ResultWriter lines(HttpServletResponse response, ClassifyOptions options) {
        return new Lines(response, options);
    }

    abstract void write(Result<NamedPicture> result) throws IOException;

    /** After the last answer, also if there was none. */
    abstract void end() throws IOException;

    private static final class Lines extends ResultWriter {
        private final HttpServletResponse response;
        private final ClassifyOptions options;

        Lines(HttpServletResponse response, ClassifyOptions options) {
            this.response = response;
            this.options = options;
        }

        @Override
        void write(Result<NamedPicture> result) throws IOException {
            response.setContentType(LINES);
            OutputStream out = response.getOutputStream();
            try (JsonWriter json = JsonWriter.compact(out)) {
                options.write(json, result);
                json.line();
            }
            out.flush();
        }

        @Override
        void end() {
            response.setContentType(LINES);
        }
    }

    private static final class Array extends ResultWriter {
        private final HttpServletResponse response;
        private final ClassifyOptions options;
        private JsonWriter json;

        @SuppressWarnings("NullAway.Init") // made by the first answer
        Array(HttpServletResponse response, ClassifyOptions options) {
            this.response = response;
            this.options = options;
        }

        @Override
        void write(Result<NamedPicture> result) throws IOException {
            begin();
            json.line();
            options.write(json, result);
        }

        private void begin() throws IOException {
            if (json == null) {
                response.setContentType(HttpAnswers.JSON);
                json = JsonWriter.compact(response.getOutputStream());
                json.beginArray();
            }
        }

        @Override
        void end() throws IOException {
            begin();
            json.line();
            json.endArray();
            json.line();
            json.close();
        }
    }
}
