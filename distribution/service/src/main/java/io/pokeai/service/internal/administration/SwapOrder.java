package io.pokeai.service.internal.administration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.api.ChangeProgress;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.JsonInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is to stand behind a name and what may differ, as JSON; the fields are those of {@code pokeai models swap}:
 * {@code {"file": …, "from": …, "version": …, "backend": …, "allow": ["labels"], "agree": true, "gate": "plan.json",
 * "gate_deadline_s": 1800, "weight": 0.05, "who": "ash"}}.
 *
 * @param weight of a canary
 */
record SwapOrder(SwapTarget target, SwapTerms terms, Optional<Double> weight) {
    /** Which fields make sense for an action, beyond {@code who}. */
    enum Takes {
        NOTHING("who"),
        VERSION("version, allow, agree, who"),
        TARGET("file, from, version, backend, allow, agree, who"),
        GATE("file, from, version, backend, allow, agree, gate, gate_deadline_s, who"),
        WEIGHT("file, from, version, backend, allow, agree, gate, gate_deadline_s, weight, who");

        private final String fields;

        Takes(String fields) {
            this.fields = fields;
        }

        private List<String> names() {
            return List.of(fields.split(", ", -1));
        }
    }

    /**
     * An empty body is an empty object.
     *
     * @param takes the fields that are known
     * @param who unless the body says it
     * @param directory in which the path of a plan begins
     * @throws HttpFailure 400
     */
    static SwapOrder read(byte[] body, Takes takes, String who, Path directory) {
        return body.length == 0
                ? new SwapOrder(SwapTarget.AS_FOUND, SwapTerms.of(who), Optional.empty())
                : JsonInput.object(body, 0, body.length, json -> read(json, takes, who, directory));
    }

    /** The same, with somebody who hears how far it is. */
    SwapOrder telling(Consumer<ChangeProgress> listener) {
        return new SwapOrder(target, terms.telling(listener), weight);
    }

    private static SwapOrder read(JsonParser json, Takes takes, String otherwise, Path directory) throws IOException {
        Optional<Path> file = Optional.empty();
        Optional<String> from = Optional.empty();
        Optional<String> version = Optional.empty();
        Optional<String> backend = Optional.empty();
        Optional<Double> weight = Optional.empty();
        Set<SwapTerms.Allowance> allowed = Set.of();
        GateOrder gate = new GateOrder();
        boolean agree = false;
        String who = otherwise;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (!takes.names().contains(field)) {
                throw JsonInput.unknown(field, takes.names());
            }
            switch (field) {
                case "file" -> file = Optional.of(JsonInput.path(json, field));
                case "from" -> from = Optional.of(JsonInput.text(json, field));
                case "version" -> version = Optional.of(version(JsonInput.text(json, field)));
                case "backend" -> backend = Optional.of(JsonInput.text(json, field));
                case "allow" -> allowed = allowed(json);
                case "agree" -> agree = JsonInput.truth(json, field);
                case "gate" -> gate.plan(JsonInput.path(json, field));
                case "gate_deadline_s" -> gate.deadline(JsonInput.count(json, field));
                case "weight" -> weight = Optional.of(number(json, field));
                default -> who = JsonInput.text(json, field);
            }
        }
        SwapTerms terms = gate.addTo(terms(who, allowed, agree), directory);
        return new SwapOrder(target(file, from, version, backend), terms, weight);
    }

    private static SwapTerms terms(String who, Set<SwapTerms.Allowance> allowed, boolean agree) {
        return EngineException.inField("who", () -> new SwapTerms(who, allowed, agree));
    }

    private static SwapTarget target(
            Optional<Path> file, Optional<String> from, Optional<String> version, Optional<String> backend) {
        // Of a version it was said before; what is left is that there are both.
        return EngineException.inField("from", () -> new SwapTarget(file, from, version, backend));
    }

    private static String version(String text) {
        EngineException.inField("version", () -> SwapTarget.version(text));
        return text;
    }

    private static double number(JsonParser json, String field) throws IOException {
        if (!json.currentToken().isNumeric()) {
            throw JsonInput.wrong(field, "a number");
        }
        return json.getDoubleValue();
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
                            "'allow' has an entry that is not known.", "Known: " + String.join(", ", known) + ".")
                    .ofField("allow")
                    .allowing(known);
        }
        return SwapTerms.Allowance.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
