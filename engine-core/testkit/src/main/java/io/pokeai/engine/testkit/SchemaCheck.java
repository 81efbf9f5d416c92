package io.pokeai.engine.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As much of JSON Schema as the schemas of the project use; a word that it does not know is an error.
 *
 * <p><b>Threads</b> immutable.
 */
public final class SchemaCheck {
    private static final List<String> KNOWN = List.of(
            "$schema",
            "$defs",
            "$ref",
            "title",
            "description",
            "type",
            "const",
            "enum",
            "oneOf",
            "required",
            "properties",
            "additionalProperties",
            "items",
            "minimum",
            "maximum");

    private final Map<String, @Nullable Object> root;

    /** @param root the schema, as {@link JsonTree} reads it */
    public SchemaCheck(Map<String, @Nullable Object> root) {
        this.root = root;
    }

    /** What is wrong, each with its place. */
    public List<String> problems(@Nullable Object value) {
        List<String> problems = new ArrayList<>();
        check(root, value, "$", problems);
        return problems;
    }

    private void check(Map<String, @Nullable Object> schema, @Nullable Object value, String at, List<String> problems) {
        schema.keySet().stream().filter(word -> !KNOWN.contains(word)).forEach(word -> problems.add("unknown " + word));
        if (schema.get("$ref") instanceof String name) {
            String def = name.substring("#/$defs/".length());
            check(JsonTree.object(JsonTree.object(root.get("$defs")).get(def)), value, at, problems);
            return;
        }
        if (schema.containsKey("oneOf")) {
            long fitting = JsonTree.array(schema.get("oneOf")).stream()
                    .filter(one -> {
                        List<String> own = new ArrayList<>();
                        check(JsonTree.object(one), value, at, own);
                        return own.isEmpty();
                    })
                    .count();
            if (fitting != 1) {
                problems.add(at + " fits " + fitting + " of its alternatives: " + value);
            }
            return;
        }
        if (schema.containsKey("const") && !String.valueOf(schema.get("const")).equals(String.valueOf(value))) {
            problems.add(at + " is not " + schema.get("const"));
        }
        if (schema.containsKey("enum") && !JsonTree.array(schema.get("enum")).contains(value)) {
            problems.add(at + " is none of " + schema.get("enum"));
        }
        if (schema.containsKey("type") && !types(schema.get("type")).stream().anyMatch(type -> is(type, value))) {
            problems.add(at + " is not of type " + schema.get("type") + ": " + value);
            return;
        }
        if (value instanceof Number number) {
            double own = number.doubleValue();
            boolean low = schema.containsKey("minimum") && own < JsonTree.number(schema.get("minimum"));
            boolean high = schema.containsKey("maximum") && own > JsonTree.number(schema.get("maximum"));
            if (low || high) {
                problems.add(at + " is out of its range: " + value);
            }
        } else if (value instanceof List<?> && schema.containsKey("items")) {
            List<@Nullable Object> items = JsonTree.array(value);
            for (int i = 0; i < items.size(); i++) {
                check(JsonTree.object(schema.get("items")), items.get(i), at + "[" + i + "]", problems);
            }
        } else if (value instanceof Map<?, ?> && schema.containsKey("properties")) {
            members(schema, JsonTree.object(value), at, problems);
        }
    }

    private void members(
            Map<String, @Nullable Object> schema,
            Map<String, @Nullable Object> value,
            String at,
            List<String> problems) {
        Map<String, @Nullable Object> properties = JsonTree.object(schema.get("properties"));
        for (Object name : JsonTree.array(schema.get("required"))) {
            if (!value.containsKey(String.valueOf(name))) {
                problems.add(at + " lacks " + name);
            }
        }
        value.forEach((name, member) -> {
            if (properties.containsKey(name)) {
                check(JsonTree.object(properties.get(name)), member, at + "." + name, problems);
            } else {
                problems.add(at + " has " + name);
            }
        });
    }

    private static List<@Nullable Object> types(@Nullable Object type) {
        return type instanceof List<?> ? JsonTree.array(type) : List.of(String.valueOf(type));
    }

    private static boolean is(@Nullable Object type, @Nullable Object value) {
        return switch (String.valueOf(type)) {
            case "null" -> value == null;
            case "boolean" -> value instanceof Boolean;
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Long;
            case "number" -> value instanceof Number;
            case "array" -> value instanceof List<?>;
            case "object" -> value instanceof Map<?, ?>;
            default -> false;
        };
    }
}
