package io.pokeai.service.internal.administration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.JsonInput;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is to stand behind a name and what may differ, as JSON; the fields are those of {@code pokeai models swap}:
 * {@code {"file": …, "from": …, "version": …, "backend": …, "allow": ["labels"], "agree": true, "who": "ash"}}.
 */
record SwapOrder(SwapTarget target, SwapTerms terms) {
    private static final String FIELDS = "Known: file, from, version, backend, allow, agree, who.";

    /**
     * An empty body is an empty object.
     *
     * @param who unless the body says it
     * @throws HttpFailure 400
     */
    static SwapOrder read(byte[] body, String who) {
        return body.length == 0
                ? new SwapOrder(SwapTarget.AS_FOUND, SwapTerms.of(who))
                : JsonInput.object(body, 0, body.length, json -> read(json, who));
    }

    private static SwapOrder read(JsonParser json, String otherwise) throws IOException {
        Optional<Path> file = Optional.empty();
        Optional<String> from = Optional.empty();
        Optional<String> version = Optional.empty();
        Optional<String> backend = Optional.empty();
        Set<SwapTerms.Allowance> allowed = Set.of();
        boolean agree = false;
        String who = otherwise;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "file" -> file = Optional.of(path(JsonInput.text(json, field)));
                case "from" -> from = Optional.of(JsonInput.text(json, field));
                case "version" -> version = Optional.of(JsonInput.text(json, field));
                case "backend" -> backend = Optional.of(JsonInput.text(json, field));
                case "allow" -> allowed = allowed(json);
                case "agree" -> agree = JsonInput.truth(json, field);
                case "who" -> who = JsonInput.text(json, field);
                default -> throw HttpFailure.badRequest("There is no field '" + field + "' here.", FIELDS);
            }
        }
        return new SwapOrder(new SwapTarget(file, from, version, backend), new SwapTerms(who, allowed, agree));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw HttpFailure.badRequest("The field 'file' is not a path.", "Correct it.");
        }
    }

    private static Set<SwapTerms.Allowance> allowed(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw JsonInput.wrong("allow", "a list");
        }
        Set<SwapTerms.Allowance> allowed = EnumSet.noneOf(SwapTerms.Allowance.class);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            allowed.add(allowance(JsonInput.text(json, "allow")));
        }
        return allowed;
    }

    private static SwapTerms.Allowance allowance(String text) {
        List<String> known = Arrays.stream(SwapTerms.Allowance.values())
                .map(allowance -> allowance.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(text)) {
            throw EngineException.invalidArgument(
                    "'allow' has an entry that is not known.", "Known: " + String.join(", ", known) + ".");
        }
        return SwapTerms.Allowance.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
