package io.pokeai.service.internal.oip;

import io.pokeai.service.internal.web.CallTerms;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.VersionPin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One inference over HTTP: from the bytes of a body to the bytes of the response.
 *
 * @param model as the path says
 * @param version as the path says
 */
record InferExchange(InferCalls calls, String model, Optional<VersionPin> version) {
    /** Length of the JSON in a body that has binary data behind it; counts bytes before compression. */
    static final String HEADER_LENGTH = "Inference-Header-Content-Length";

    /** HttpAnswers the request and writes the response. */
    void answer(HttpServletRequest request, byte[] body, HttpServletResponse response) throws IOException {
        CallTerms terms = CallTerms.of(request);
        String type =
                request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
        InferRequest asked;
        ModelAnswer answer;
        if (type.startsWith("image/")) {
            asked = new InferRequest(Optional.empty(), List.of(), List.of(), false, Optional.empty());
            answer = calls.pictures(model, version, List.of(body), terms);
        } else {
            int header = headerLength(request, body.length);
            asked = header == 0 && request.getHeader(HEADER_LENGTH) != null
                    ? raw(body)
                    : InferRequestReader.read(body, header);
            answer = calls.answer(model, version, asked, terms);
        }
        write(request, response, InferAnswer.of(asked, answer));
    }

    private static int headerLength(HttpServletRequest request, int body) {
        String text = request.getHeader(HEADER_LENGTH);
        if (text == null) {
            return body;
        }
        if (!text.strip().matches("[0-9]{1,9}") || Integer.parseInt(text.strip()) > body) {
            throw HttpFailure.badRequest(
                    "The header " + HEADER_LENGTH + " is not a number from 0 to the " + body + " bytes of the body.",
                    "Give the length of the JSON.");
        }
        return Integer.parseInt(text.strip());
    }

    /** Without a JSON object there is nobody to say which outputs are wanted: all of them, binary as the request is. */
    private static InferRequest raw(byte[] body) {
        return new InferRequest(
                Optional.empty(), List.of(InferInput.raw(ByteBuffer.wrap(body))), List.of(), true, Optional.empty());
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, InferAnswer answer)
            throws IOException {
        int length = answer.header().length + answer.binary().length;
        ContentCoding coding = ContentCoding.of(request, length);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(answer.isBinary() ? "application/octet-stream" : HttpAnswers.JSON);
        if (answer.isBinary()) {
            response.setIntHeader(HEADER_LENGTH, answer.header().length);
        }
        if (coding == ContentCoding.IDENTITY) {
            ByteBuffer whole = ByteBuffer.allocate(length).put(answer.header()).put(answer.binary());
            HttpAnswers.whole(response, whole.array());
            return;
        }
        response.setHeader("Content-Encoding", coding.token());
        response.setHeader("Vary", "Accept-Encoding");
        try (OutputStream out = coding.encode(response.getOutputStream())) {
            out.write(answer.header());
            out.write(answer.binary());
        }
    }
}
