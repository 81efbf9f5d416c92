package io.pokeai.service.internal.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.pokeai.service.internal.web.Port;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The description of a port, read, to hold responses to: what is not described must not be answered, and what is answered must be as it
 * is described.
 */
public final class ApiDescription {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    private static final int FORBIDDEN = 403;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int ERROR = 400;

    private static final Map<String, ApiDescription> READ = new ConcurrentHashMap<>();

    private final JsonNode root;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    private ApiDescription(JsonNode root) {
        this.root = root;
    }

    /** As the port serves it; read once for all tests, as its schemas take time. */
    public static ApiDescription of(Port port, boolean publicMetrics) {
        return READ.computeIfAbsent(port + " " + publicMetrics, key -> read(port, publicMetrics));
    }

    private static ApiDescription read(Port port, boolean publicMetrics) {
        return new ApiDescription(new YAMLMapper().readTree(OpenApiServlet.text(port, publicMetrics)));
    }

    /** All operations, such as {@code GET /v2}. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(field -> {
                    if (METHODS.contains(field.getKey())) {
                        operations.add(field.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return operations;
    }

    /** The document itself. */
    public JsonNode root() {
        return root;
    }

    /** Holds a response to the description. */
    public void check(String method, String path, HttpResponse<byte[]> response) {
        String what = method + " " + path + " → " + response.statusCode();
        Optional<JsonNode> item = item(path);
        int status = response.statusCode();
        if (item.isEmpty()) {
            assertThat(status).as("%s: a path that is not described", what).isGreaterThanOrEqualTo(ERROR);
            return;
        }
        String name = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        JsonNode operation = item.get().get(name);
        if (operation == null) {
            assertThat(status).as("%s: a method that is not described", what).isGreaterThanOrEqualTo(ERROR);
            return;
        }
        assertThat(status).as(what).isNotEqualTo(METHOD_NOT_ALLOWED);
        JsonNode responses = operation.get("responses");
        JsonNode described = responses.get(String.valueOf(status));
        described = described == null ? responses.get(status / 100 + "XX") : described;
        // Refusals of the gatekeeper are everywhere the same, whatever the path says of itself.
        if (described == null && (status == FORBIDDEN || status == 401)) {
            return;
        }
        assertThat(described).as("%s: a status that is not described", what).isNotNull();
        if (!method.equals("HEAD")) {
            body(resolved(described), response, what);
        }
    }

    private Optional<JsonNode> item(String path) {
        String plain = path.replaceFirst("\\?.*", "").replaceFirst("(?<=.)/$", "");
        JsonNode exact = root.get("paths").get(plain);
        if (exact != null) {
            return Optional.of(exact);
        }
        for (Map.Entry<String, JsonNode> entry : root.get("paths").properties()) {
            String pattern = Pattern.quote(entry.getKey())
                    // The path of a file is the one parameter that has slashes.
                    .replace("{path}", "\\E.+\\Q")
                    .replaceAll("\\{\\w+\\}", "\\\\E[^/]+\\\\Q");
            if (plain.matches(pattern)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode ref = node.get("$ref");
        return ref == null ? node : root.at(ref.asString().substring(1));
    }

    private void body(JsonNode described, HttpResponse<byte[]> response, String what) {
        JsonNode content = described.get("content");
        if (content == null) {
            assertThat(response.body())
                    .as("%s: a body that is not described", what)
                    .isEmpty();
            return;
        }
        String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode media = content.get(type);
        assertThat(media).as("%s: the type '%s' is not described", what, type).isNotNull();
        if (response.headers().firstValue("Content-Encoding").isPresent()) {
            return;
        }
        if (media.has("x-line")) {
            for (String line :
                    text(response.body(), response.body().length).lines().toList()) {
                validate(media.get("x-line"), line, what);
            }
        } else if (media.has("x-json")) {
            int length = Integer.parseInt(response.headers()
                    .firstValue("Inference-Header-Content-Length")
                    .orElseThrow());
            validate(media.get("x-json"), text(response.body(), length), what);
        } else if (type.endsWith("json")) {
            validate(media.get("schema"), text(response.body(), response.body().length), what);
        }
    }

    private static String text(byte[] body, int length) {
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    private void validate(JsonNode schema, String json, String what) {
        Schema rules = compiled.computeIfAbsent(schema, this::compiled);
        List<String> errors = new ArrayList<>();
        rules.validate(json, InputFormat.JSON).forEach(error -> errors.add(error.toString()));
        assertThat(errors).as("%s: %s", what, json).isEmpty();
    }

    /** A schema of its own, in which references to the components of the document are found. */
    private Schema compiled(JsonNode schema) {
        ObjectNode document = new YAMLMapper().createObjectNode();
        document.set("components", root.get("components"));
        document.putArray("allOf").add(schema);
        return schemas.getSchema(document);
    }
}
