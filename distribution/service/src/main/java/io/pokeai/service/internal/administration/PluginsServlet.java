package io.pokeai.service.internal.administration;

import io.pokeai.engine.command.installed.InstalledJson;
import io.pokeai.engine.command.installed.Plugin;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.JsonInput;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.PathParts;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The plugins: {@code GET /v1/plugins}, {@code GET}, {@code PUT} and {@code DELETE /v1/plugins/NAME.jar}, {@code POST /v1/plugins} with
 * {@code {"file": …}} for a jar that lies below the plugins folder already, and {@code POST /v1/plugins/NAME.jar/start} and {@code stop}.
 *
 * <p><b>Threads</b> safe.
 */
final class PluginsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient InstalledBundles bundles;
    private final transient PluginFolder folder;
    private final transient OrderBodies bodies;
    private final transient OperationAnswers answers;
    private final transient JarUpload upload = new JarUpload();

    PluginsServlet(InstalledBundles bundles, OrderBodies bodies, OperationAnswers answers) {
        this.bundles = bundles;
        this.folder = new PluginFolder(bundles);
        this.bodies = bodies;
        this.answers = answers;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PathParts path = PathParts.of(request);
        String method = String.valueOf(request.getMethod());
        if (path.matches("v1", "plugins")) {
            if (method.equals("POST")) {
                take(request, response);
            } else {
                Methods.require(request, "GET", "POST");
                list(response);
            }
        } else if (path.matches("v1", "plugins", "*")) {
            one(request, response, path.get(2));
        } else if (path.matches("v1", "plugins", "*", "start")) {
            Methods.require(request, "POST");
            folder.require(path.get(2));
            change(request, response, "start", path.get(2), () -> folder.start(path.get(2)));
        } else if (path.matches("v1", "plugins", "*", "stop")) {
            Methods.require(request, "POST");
            folder.require(path.get(2));
            change(request, response, "stop", path.get(2), () -> folder.stop(path.get(2)));
        } else {
            throw HttpFailure.noSuchPath(path.toString());
        }
    }

    private void list(HttpServletResponse response) throws IOException {
        List<Plugin> plugins = bundles.installed().plugins();
        HttpAnswers.json(response, json -> {
            json.beginArray();
            for (Plugin plugin : plugins) {
                InstalledJson.write(json, plugin);
            }
            json.endArray();
        });
    }

    private void one(HttpServletRequest request, HttpServletResponse response, String name) throws IOException {
        switch (String.valueOf(request.getMethod())) {
            case "PUT" -> {
                PluginFolder.requireName(name);
                install(request, response, upload.read(request, folder.home()), name);
            }
            case "DELETE" -> {
                folder.require(name);
                change(request, response, "uninstall", name, () -> folder.uninstall(name));
            }
            default -> {
                Methods.require(request, "GET", "PUT", "DELETE");
                String file = folder.require(name).toString();
                Plugin found = bundles.installed().plugins().stream()
                        .filter(plugin -> plugin.file().equals(file))
                        .findFirst()
                        .orElseThrow(() -> HttpFailure.of(
                                404, "PLUGIN_NOT_FOUND", "There is no plugin '" + name + "'.", "List them again."));
                HttpAnswers.json(response, json -> InstalledJson.write(json, found));
            }
        }
    }

    /** A jar that lies below the plugins folder stays where it is; a copy of it is installed. */
    private void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = bodies.json(request);
        Path file = folder.below(JsonInput.object(body, 0, body.length, json -> {
            json.nextToken();
            if (!"file".equals(json.currentName())) {
                throw JsonInput.missing("file", "Name a jar below the plugins folder.");
            }
            json.nextToken();
            Path path = JsonInput.path(json, "file");
            if (json.nextToken() == com.fasterxml.jackson.core.JsonToken.FIELD_NAME) {
                throw JsonInput.unknown(json.currentName(), List.of("file"));
            }
            return path;
        }));
        String name = PluginFolder.requireName(String.valueOf(file.getFileName()));
        if (folder.home().equals(file.getParent())) {
            change(
                    request,
                    response,
                    "install",
                    name,
                    () -> bundles.look(file)
                            .orElseThrow(() -> HttpFailure.of(
                                    404, "PLUGIN_NOT_FOUND", "There is no plugin '" + name + "'.", "Copy it again.")));
            return;
        }
        Path copy = Files.createTempFile(folder.home(), ".copy-", ".partial");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        install(request, response, copy, name);
    }

    private void install(HttpServletRequest request, HttpServletResponse response, Path content, String name)
            throws IOException {
        int status = folder.has(name) ? HttpServletResponse.SC_OK : HttpServletResponse.SC_CREATED;
        boolean begun = false;
        try {
            answers.begin(
                    request,
                    response,
                    status == HttpServletResponse.SC_OK ? "update" : "install",
                    name,
                    (operation, listener) -> {
                        try {
                            return answer(status, folder.install(content, name));
                        } finally {
                            JarUpload.delete(content);
                        }
                    });
            begun = true;
        } catch (HttpFailure e) {
            begun = e.status() != 429;
            throw e;
        } finally {
            if (!begun) {
                JarUpload.delete(content);
            }
        }
    }

    /** A change of one plugin. */
    @FunctionalInterface
    private interface Change {
        Plugin make();
    }

    private void change(
            HttpServletRequest request, HttpServletResponse response, String what, String name, Change change)
            throws IOException {
        answers.begin(
                request,
                response,
                what,
                name,
                (operation, listener) -> answer(HttpServletResponse.SC_OK, change.make()));
    }

    private static AdminOperation.Result answer(int status, Plugin plugin) {
        return new AdminOperation.Result(status, json -> InstalledJson.write(json, plugin));
    }
}
