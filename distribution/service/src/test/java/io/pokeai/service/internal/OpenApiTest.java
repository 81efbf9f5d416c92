package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.service.internal.openapi.ApiDescription;
import io.pokeai.service.internal.web.Port;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description and the servlets say the same. That every response keeps to it is checked where responses come: in the fixture. */
class OpenApiTest {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Port.class)
    void everyOperationIsAnsweredAndNoOtherMethodOfItsPathIs(Port port) throws Exception {
        try (ServiceFixture service =
                ServiceFixture.start(folder, ServiceFixture.Setup.usual().exposing(new CallerRights(true, true)))) {
            String version =
                    service.engine.control().status("m").current().orElseThrow().version();
            Set<String> operations = ApiDescription.of(port, true).operations();
            assertThat(operations).hasSizeGreaterThan(8);
            for (String operation : operations) {
                String path = operation.substring(operation.indexOf(' ') + 1);
                for (String method : METHODS) {
                    String real = path.replace("{model}", "m")
                            .replace("{version}", version)
                            .replace("{plugin}", plugin(service))
                            .replace("{operation}", path.contains("{operation}") ? operation(service) : "")
                            .replace("{picture}", path.contains("{picture}") ? picture(service) : "")
                            .replaceAll("\\{(job|upload|path|row)\\}", "x");
                    assertThat(real).doesNotContain("{");
                    HttpResponse<byte[]> response =
                            service.send(service.to(port, real).method(method, HttpRequest.BodyPublishers.noBody()));
                    if (operations.contains(method + " " + path)) {
                        assertThat(response.statusCode()).as(operation).isNotIn(404, 405, 501);
                    } else {
                        assertThat(response.statusCode())
                                .as("%s %s is not described", method, path)
                                .isEqualTo(405);
                    }
                }
            }
        }
    }

    /** A plugin that is there, whatever was done to it before. */
    private static String plugin(ServiceFixture service) throws Exception {
        Path jar = Files.createDirectories(service.plugins.folder).resolve("known.jar");
        Files.writeString(jar, "io.known 1.0.0");
        service.plugins.look(jar);
        return "known.jar";
    }

    /** A picture of a shadow, which may have been ended by an operation before. */
    private static String picture(ServiceFixture service) throws Exception {
        if (service.engine.control().status("m").trial().isEmpty()) {
            service.engine
                    .control()
                    .load("m", SwapTarget.AS_FOUND, SwapTerms.of("test"))
                    .orThrow();
            ShadowPicturesTest.begin(service);
        }
        return String.valueOf(object(ShadowPicturesTest.worst(service).get(0)).get("sha256"));
    }

    /** An operation that is remembered. */
    private static String operation(ServiceFixture service) throws Exception {
        // One that has all that an operation may have: a gate has decided, and has written a report.
        FakeClassifierFactory.write(service.artifacts.resolveSibling("next.onnx"), 2);
        Files.writeString(service.artifacts.resolve("plan"), "fail");
        // A shadow that an earlier path needed would be in the way of a swap.
        service.send(service.to(Port.ADMIN, "/v1/models/m/abort").POST(HttpRequest.BodyPublishers.noBody()));
        service.send(service.to(Port.ADMIN, "/v1/models/m/swap")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"file\":\"../next.onnx\",\"gate\":\"plan\"}")));
        JsonNode all =
                new YAMLMapper().readTree(ServiceFixture.text(service.send(service.to(Port.ADMIN, "/v1/operations"))));
        return all.get(0).get("id").asString();
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void everyServletHasOperations(Port port) throws Exception {
        try (ServiceFixture service =
                ServiceFixture.start(folder, ServiceFixture.Setup.usual().exposing(new CallerRights(true, true)))) {
            Set<String> operations = ApiDescription.of(port, true).operations();
            for (Endpoint endpoint : service.endpoints) {
                if (endpoint.port() == port && !endpoint.patterns().contains("/*")) {
                    assertThat(operations)
                            .as(endpoint.name())
                            .anyMatch(operation -> endpoint.patterns().stream()
                                    .anyMatch(pattern -> matches(pattern, operation.replaceFirst(".* ", ""))));
                }
            }
            HttpResponse<byte[]> served = service.send(service.to(port, "/openapi.yaml"));
            assertThat(served.statusCode()).isEqualTo(200);
            JsonNode document = new YAMLMapper().readTree(ServiceFixture.text(served));
            assertThat(document.get("openapi").asString()).isEqualTo("3.1.0");
            assertThat(document.at("/info/version").asString())
                    .doesNotContain("$")
                    .isNotBlank();
        }
    }

    private static boolean matches(String pattern, String path) {
        return pattern.endsWith("/*")
                ? path.startsWith(pattern.substring(0, pattern.length() - 1))
                : path.equals(pattern);
    }

    /** References that lead nowhere, and names that nobody uses. */
    @ParameterizedTest
    @EnumSource(Port.class)
    void everyReferenceLeadsSomewhereAndEveryOperationIsSaidInASentence(Port port) {
        ApiDescription description = ApiDescription.of(port, true);
        references(description.root())
                .forEach(reference -> assertThat(
                                description.root().at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        description
                .root()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(field -> {
                    if (METHODS.contains(field.getKey().toUpperCase(Locale.ROOT))) {
                        assertThat(field.getValue().get("summary").asString())
                                .as(path.getKey())
                                .endsWith(".");
                    }
                }));
    }

    private static Set<String> references(JsonNode node) {
        Set<String> found = new TreeSet<>();
        node.properties().forEach(field -> {
            if (field.getKey().equals("$ref")) {
                found.add(field.getValue().asString());
            }
        });
        node.forEach(child -> found.addAll(references(child)));
        return found;
    }

    /** A schema that accepts everything would find nothing. */
    @Test
    void aWrongBodyIsFound() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            HttpResponse<byte[]> health = service.get("/v2/health/live");
            ApiDescription description = ApiDescription.of(Port.PUBLIC, false);
            description.check("GET", "/v2/health/live", health);
            assertThatThrownBy(() -> description.check("GET", "/v2", health))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("extensions");
            assertThatThrownBy(() -> description.check("GET", "/v2/made/up", health))
                    .hasMessageContaining("not described");
        }
    }

    @Test
    void thePageListsTheSameOperations() throws Exception {
        String page = Files.readString(Path.of("../../docs/api.md"));
        Set<String> described =
                new TreeSet<>(ApiDescription.of(Port.PUBLIC, true).operations());
        described.addAll(ApiDescription.of(Port.ADMIN, true).operations());
        Set<String> listed = new TreeSet<>();
        Matcher operation =
                Pattern.compile("`(GET|POST|PUT|DELETE|PATCH) (/\\S+?)`").matcher(page);
        while (operation.find()) {
            listed.add(operation.group(1) + " " + operation.group(2));
        }
        assertThat(listed).isEqualTo(described);
    }
}
