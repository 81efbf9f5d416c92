package io.pokeai.service.internal.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An OpenAPI 3.1 document from the files of several rooms, each of which is YAML by itself:
 *
 * <pre>
 * paths:
 *   /v1/…:
 * components:
 *   schemas:
 *     Name:
 * </pre>
 *
 * <p>They are put together as text, so that nothing has to read YAML here: what is below {@code paths:} goes below one {@code paths:}, and
 * what is below a part of {@code components:} below one part of that name. So these lines stand alone, {@code paths:} and {@code components:}
 * at the beginning of a line and parts two blanks in. Names are used by one room only.
 *
 * <p><b>To add paths</b>, write them into the file of their room; a new room is a new file and its name in {@link ApiRooms}. The tests of
 * this module hold every response that they get to the description, and {@code docs/api.md} to its paths.
 *
 * <p><b>Threads</b> stateless.
 */
final class OpenApiDocument {
    private static final String PATHS = "paths:";
    private static final String COMPONENTS = "components:";

    private OpenApiDocument() {}

    /**
     * The whole document.
     *
     * @param title of the API
     * @param version of the product
     * @param rooms names of files, without {@code .yaml}
     */
    static String of(String title, String version, List<String> rooms) {
        StringBuilder paths = new StringBuilder();
        Map<String, StringBuilder> components = new LinkedHashMap<>();
        for (String room : rooms) {
            add(read(room + ".yaml"), paths, components);
        }
        StringBuilder text = new StringBuilder("openapi: 3.1.0\ninfo:\n  title: ")
                .append(title)
                .append("\n  version: \"")
                .append(version)
                .append("\"\n  license: {name: Apache-2.0, identifier: Apache-2.0}\n")
                // A port without a file of tokens asks for none.
                .append("security: [{token: []}, {}]\n")
                .append(PATHS)
                .append('\n')
                .append(paths)
                .append(COMPONENTS)
                .append('\n');
        components.forEach((part, lines) -> text.append(part).append('\n').append(lines));
        return text.toString();
    }

    private static void add(String room, StringBuilder paths, Map<String, StringBuilder> components) {
        StringBuilder section = new StringBuilder();
        boolean inComponents = false;
        for (String line : room.split("\n", -1)) {
            if (line.equals(PATHS)) {
                section = paths;
            } else if (line.equals(COMPONENTS)) {
                inComponents = true;
            } else if (inComponents && line.matches(" {2}\\w+:")) {
                section = components.computeIfAbsent(line, part -> new StringBuilder());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                section.append(line).append('\n');
            }
        }
    }

    /** A file beside this class. */
    static String read(String name) {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the bundle has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
