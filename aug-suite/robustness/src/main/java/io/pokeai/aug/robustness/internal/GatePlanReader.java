package io.pokeai.aug.robustness.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.gate.Margin;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@link GatePlan}: a JSON object of at most 64 kB; a field that is not known is refused by its name. */
final class GatePlanReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final long MOST_BYTES = 1 << 16;
    private static final int MOST_ENTRIES = 200;
    private static final String FIELDS = "data, split, suites, corruptions, severities, seed, margin, alpha, gate_seed,"
            + " sequential, report, accept";

    private final Path file;
    private final Path folder;
    private Optional<Path> data = Optional.empty();
    private Optional<Path> split = Optional.empty();
    private List<String> suites = List.of();
    private List<String> corruptions = List.of();
    private final List<Integer> severities = new ArrayList<>();
    private long seed;
    private double margin = GateTerms.DEFAULT.margin();
    private double alpha = GateTerms.DEFAULT.alpha();
    private long gateSeed = GateTerms.DEFAULT.draws().seed();
    private boolean sequential;
    private Optional<Path> report = Optional.empty();
    private boolean acceptsInconclusive;

    private GatePlanReader(Path file) {
        this.file = file;
        Path parent = file.getParent();
        this.folder = parent == null ? file : parent;
    }

    /**
     * Reads a plan.
     *
     * @param file absolute
     * @throws EngineException {@code NOT_A_FILE} when there is none; {@code INVALID_ARGUMENT} with the file and the field
     */
    static GatePlan read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new EngineException(
                        ErrorCode.NOT_A_FILE,
                        "There is no plan for the gate: " + file + " is not a file.",
                        "Name a JSON file (docs/gate.md).");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw wrong(file, "is larger than 64 kB", "Name a plan for a gate.");
            }
            return new GatePlanReader(file).plan(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw wrong(file, "is not JSON: " + e.getOriginalMessage(), "Correct it.");
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE,
                    file + " cannot be read: " + e.getMessage() + ".",
                    "Check its permissions and the disk.",
                    e);
        }
    }

    private GatePlan plan(byte[] text) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw wrong(file, "is not a JSON object", "Write {\"data\": …, \"margin\": \"1pt\"}.");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                field(name, json);
            }
            if (json.nextToken() != null) {
                throw wrong(file, "goes on after its object", "Leave one JSON object in it.");
            }
        }
        try {
            GateTerms terms = new GateTerms(
                    margin, alpha, new Draws(gateSeed, GateTerms.DEFAULT.draws().count()));
            return new GatePlan(
                    folder,
                    data,
                    split,
                    suites,
                    corruptions,
                    severities,
                    seed,
                    terms,
                    sequential,
                    report,
                    acceptsInconclusive);
        } catch (EngineException e) {
            throw e.about(file.toString());
        }
    }

    private void field(String name, JsonParser json) throws IOException {
        switch (name) {
            case "data" -> data = Optional.of(path(name, json));
            case "split" -> split = Optional.of(path(name, json));
            case "suites" -> suites = texts(name, json);
            case "corruptions" -> corruptions = texts(name, json);
            case "severities" -> severities(json);
            case "seed" -> seed = integer(name, json);
            case "margin" -> margin = margin(text(name, json));
            case "alpha" -> alpha = number(name, json);
            case "gate_seed" -> gateSeed = integer(name, json);
            case "sequential" -> sequential = truth(name, json);
            case "report" -> report = Optional.of(path(name, json));
            case "accept" -> acceptsInconclusive = accept(text(name, json));
            default ->
                throw wrong(file, "has a field '" + name + "', which is not known", "The fields are " + FIELDS + ".");
        }
    }

    private Path path(String name, JsonParser json) throws IOException {
        String text = text(name, json);
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw wrong(file, "has a '" + name + "' that cannot be a path: " + e.getReason(), "Name a file or folder.");
        }
    }

    private String text(String name, JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_STRING && !json.getText().isBlank(), name, "a text");
        return json.getText();
    }

    private List<String> texts(String name, JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, name, "a list of texts");
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(texts.size() < MOST_ENTRIES, name, "a list of at most " + MOST_ENTRIES + " texts");
            texts.add(text(name, json));
        }
        return texts;
    }

    private void severities(JsonParser json) throws IOException {
        String wanted = "a list of whole numbers from 1";
        require(json.currentToken() == JsonToken.START_ARRAY, "severities", wanted);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(severities.size() < MOST_ENTRIES, "severities", wanted);
            long severity = integer("severities", json);
            require(severity >= 1 && severity <= MOST_ENTRIES, "severities", wanted);
            severities.add((int) severity);
        }
    }

    private long integer(String name, JsonParser json) throws IOException {
        require(
                json.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER,
                name,
                "a whole number");
        return json.getLongValue();
    }

    private double number(String name, JsonParser json) throws IOException {
        require(json.currentToken() != null && json.currentToken().isNumeric(), name, "a number");
        return json.getDoubleValue();
    }

    private boolean truth(String name, JsonParser json) throws IOException {
        require(json.currentToken() != null && json.currentToken().isBoolean(), name, "true or false");
        return json.getBooleanValue();
    }

    private double margin(String text) {
        try {
            return Margin.parse(text);
        } catch (EngineException e) {
            throw e.about(file.toString());
        }
    }

    private boolean accept(String text) {
        boolean inconclusive = text.equals("inconclusive");
        require(inconclusive || text.equals("pass"), "accept", "\"pass\" or \"inconclusive\"");
        return inconclusive;
    }

    private void require(boolean fits, String name, String wanted) {
        if (!fits) {
            throw wrong(file, "has a '" + name + "' that is not " + wanted, "Correct it.");
        }
    }

    private static EngineException wrong(Path file, String what, String remedy) {
        return EngineException.invalidArgument(file + " " + what + ".", remedy);
    }
}
