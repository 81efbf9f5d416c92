package io.pokeai.service.internal.jobs;

import io.pokeai.service.internal.web.HttpFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The header {@code Idempotency-Key}: a text in quotation marks, as the draft has it, or without, as many clients send it. */
final class IdempotencyKey {
    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 200;

    private IdempotencyKey() {}

    static Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HEADER)).map(IdempotencyKey::parse);
    }

    /** @throws HttpFailure 400 for an empty key, a long one, and characters that a key cannot have */
    static String parse(String header) {
        String text = header.strip();
        String key = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
        if (!key.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1," + LONGEST + "}")) {
            throw HttpFailure.badRequest(
                            "The header " + HEADER + " is not a key.",
                            "Use 1 to " + LONGEST
                                    + " visible ASCII characters without quotation marks, such as a UUID.")
                    .ofField(HEADER);
        }
        return key;
    }
}
