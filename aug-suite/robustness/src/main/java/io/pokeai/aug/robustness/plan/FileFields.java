package io.pokeai.aug.robustness.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.WrongField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The fields of a JSON object in a file. Whatever is not as expected is an {@code INVALID_ARGUMENT} that names the file, the field,
 * what was found and what is allowed.
 *
 * <p><b>Threads</b> immutable.
 */
public final class FileFields {
    private static final long MAX_BYTES = 64L << 20;
    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_SHOWN = 60;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(MAX_TEXT)
                    .maxDocumentLength(MAX_BYTES)
                    .build())
            .build();

    private final String file;
    private final String within;
    private final Map<?, ?> values;

    private FileFields(String file, String within, Map<?, ?> values) {
        this.file = file;
        this.within = within;
        this.values = values;
    }

    /**
     * Reads a file of at most 64 MiB that holds one JSON object.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for anything else
     */
    public static FileFields read(Path file) {
        String name = file.toString();
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw wrong(name + " is larger than " + (MAX_BYTES >> 20) + " MiB.");
            }
            return of(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    Files.exists(file) ? name + " cannot be read: " + e.getMessage() + "." : name + " does not exist.",
                    "Check the path.",
                    e);
        }
    }

    /**
     * Reads one JSON object.
     *
     * @param name of what it is, for messages
     * @throws EngineException {@code INVALID_ARGUMENT} for anything else
     */
    public static FileFields of(String name, byte[] content) {
        try (JsonParser json = JSON.createParser(content)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw wrong(name + " is not a JSON object.");
            }
            FileFields fields = new FileFields(name, "", object(json));
            if (json.nextToken() != null) {
                throw wrong(name + " goes on after its JSON object.");
            }
            return fields;
        } catch (JsonProcessingException e) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    name + " is not JSON: " + e.getOriginalMessage() + " (line "
                            + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + ").",
                    "Correct it.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory can always be read
        }
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, value(json));
        }
        return fields;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<Object> values = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    values.add(value(json));
                }
                yield values;
            }
            case VALUE_NUMBER_INT -> json.getBigIntegerValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Nothing.NULL;
            default -> json.getText();
        };
    }

    /** JSON's null. */
    private enum Nothing {
        NULL;

        @Override
        public String toString() {
            return "null";
        }
    }

    /** Refuses every field but these. */
    public void requireOnly(Set<String> known) {
        for (Object name : values.keySet()) {
            if (!known.contains(String.valueOf(name))) {
                throw wrong(file + " has the field '" + within + name + "', which is not known; known are "
                                + String.join(", ", new TreeSet<>(known)) + ".")
                        .ofField(within + name)
                        .allowing(new TreeSet<>(known));
            }
        }
    }

    /** Whether there is such a field. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text. */
    public String text(String name) {
        return get(name) instanceof String text ? text : fail(name, "a text");
    }

    /** A text, if the field is there. */
    public Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** A whole number from {@code least} to {@code most}. */
    public long whole(String name, long least, long most) {
        if (get(name) instanceof BigInteger number && number.bitLength() < Long.SIZE) {
            long value = number.longValue();
            if (least <= value && value <= most) {
                return value;
            }
        }
        return fail(name, "a whole number from " + least + " to " + most, WrongField.range(least, most));
    }

    /** A whole number that an array may have as its length. */
    public int count(String name) {
        return (int) whole(name, 0, Integer.MAX_VALUE);
    }

    /** True or false. */
    public boolean flag(String name) {
        return get(name) instanceof Boolean flag ? flag : fail(name, "true or false", "true", "false");
    }

    /** A number. */
    public double number(String name) {
        return get(name) instanceof Number number ? number.doubleValue() : fail(name, "a number");
    }

    /** One of these texts. */
    public String choice(String name, String... allowed) {
        String text = text(name);
        return List.of(allowed).contains(text) ? text : fail(name, String.join(" or ", allowed), allowed);
    }

    /** A list of texts. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object value : list(name)) {
            texts.add(value instanceof String text ? text : fail(name, "a list of texts"));
        }
        return texts;
    }

    /** A list of whole numbers, none below 0. */
    public List<Integer> counts(String name) {
        List<Integer> counts = new ArrayList<>();
        for (Object value : list(name)) {
            boolean fits =
                    value instanceof BigInteger number && number.signum() >= 0 && number.bitLength() < Integer.SIZE;
            counts.add(fits ? ((BigInteger) value).intValue() : fail(name, "a list of whole numbers"));
        }
        return counts;
    }

    /** A list of whole numbers. */
    public List<Long> wholes(String name) {
        List<Long> wholes = new ArrayList<>();
        for (Object value : list(name)) {
            boolean fits = value instanceof BigInteger number && number.bitLength() < Long.SIZE;
            wholes.add(fits ? ((BigInteger) value).longValue() : fail(name, "a list of whole numbers"));
        }
        return wholes;
    }

    /** An object. */
    public FileFields object(String name) {
        return get(name) instanceof Map<?, ?> map
                ? new FileFields(file, within + name + ".", map)
                : fail(name, "an object");
    }

    /** A list of objects. */
    public List<FileFields> objects(String name) {
        List<FileFields> objects = new ArrayList<>();
        for (Object value : list(name)) {
            objects.add(
                    value instanceof Map<?, ?> map
                            ? new FileFields(file, within + name + "[" + objects.size() + "].", map)
                            : fail(name, "a list of objects"));
        }
        return objects;
    }

    /** A list whose entries are texts, or objects. */
    public List<Object> textsOrObjects(String name) {
        List<Object> entries = new ArrayList<>();
        for (Object value : list(name)) {
            if (value instanceof Map<?, ?> map) {
                entries.add(new FileFields(file, within + name + "[" + entries.size() + "].", map));
            } else {
                entries.add(value instanceof String ? value : fail(name, "a list of texts or objects"));
            }
        }
        return entries;
    }

    /** Texts by name. */
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        FileFields object = object(name);
        object.values.keySet().forEach(key -> texts.put(String.valueOf(key), object.text(String.valueOf(key))));
        return texts;
    }

    private List<?> list(String name) {
        return get(name) instanceof List<?> list ? list : fail(name, "a list");
    }

    /**
     * Has a text of another kind read, such as a margin: what is wrong with it is of this field.
     *
     * @param reading throws an {@link EngineException} for a text that it does not take
     */
    public <T> T read(String name, Function<String, T> reading) {
        String text = text(name);
        return EngineException.inField(within + name, () -> reading.apply(text));
    }

    private Object get(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw wrong(file + " does not have the field '" + within + name + "'.")
                    .ofField(within + name);
        }
        return value;
    }

    /** Says that a field is not what it should be; never returns. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // stands where a value is expected
    private <T> T fail(String name, String expected, String... allowed) {
        String found = String.valueOf(values.get(name));
        String shown = found.length() > MAX_SHOWN ? found.substring(0, MAX_SHOWN) + "…" : found;
        throw wrong(file + ": the field '" + within + name + "' is " + shown + ", expected " + expected + ".")
                .ofField(within + name)
                .allowing(List.of(allowed));
    }

    private static EngineException wrong(String problem) {
        return EngineException.invalidArgument(problem, "Correct it.");
    }
}
