package io.pokeai.service.internal.jobs;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.QueryParameters;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code GET /v1/datasets}: the data sets that an order may name, with the number of their class folders. */
public final class DatasetsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 10_000;

    /** As orders name them; other folders cannot be named. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_. -]{0,199}");

    private final transient JobDesk desk;

    public DatasetsServlet(JobDesk desk) {
        this.desk = desk;
    }

    /** A data set. */
    private record Named(String name, long classes) {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET");
        QueryParameters.of(request, Set.of());
        List<Named> found = found(desk.dataRoot());
        HttpAnswers.json(response, json -> {
            json.beginObject();
            json.beginArray("datasets");
            for (Named each : found) {
                json.beginObject();
                json.field("name", each.name());
                json.field("classes", each.classes());
                json.endObject();
            }
            json.endArray();
            json.endObject();
        });
    }

    private static List<Named> found(Optional<Path> root) {
        if (root.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root.get())) {
            return folders.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> NAME.matcher(name(path)).matches())
                    .sorted()
                    .limit(MOST)
                    .map(path -> new Named(name(path), classes(path)))
                    .toList();
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE, "The folder of data sets cannot be read.", "Look at --data-root.", e);
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static long classes(Path dataset) {
        try (Stream<Path> folders = Files.list(dataset)) {
            return folders.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .count();
        } catch (IOException e) {
            return 0; // it cannot be read, and a job says so
        }
    }
}
