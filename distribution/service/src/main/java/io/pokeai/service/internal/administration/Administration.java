package io.pokeai.service.internal.administration;

import io.pokeai.engine.api.Engine;
import io.pokeai.service.internal.pictures.PictureCalls;
import io.pokeai.service.internal.web.BodyMemory;
import jakarta.servlet.Servlet;
import java.nio.file.Path;
import java.util.List;

/** The servlets of operators, and the paths of each. */
public final class Administration {
    private Administration() {}

    /**
     * A servlet with its paths on the administration port.
     *
     * @param name for logs
     * @param patterns as servlets have them
     */
    public record Room(String name, List<String> patterns, Servlet servlet) {
        public Room {
            patterns = List.copyOf(patterns);
        }

        private static Room of(String name, Servlet servlet) {
            return new Room(name, List.of("/v1/" + name, "/v1/" + name + "/*"), servlet);
        }
    }

    /**
     * All of them.
     *
     * @param artifacts in which relative paths of requests begin
     * @param bundles what is installed, and how it is changed
     * @param memory for the bodies of requests
     * @param calls which operators may ask for as callers do
     */
    public static List<Room> rooms(
            Engine engine, Path artifacts, InstalledBundles bundles, BodyMemory memory, PictureCalls calls) {
        OrderBodies bodies = new OrderBodies(memory);
        OperationAnswers answers = new OperationAnswers(new Operations());
        return List.of(
                Room.of("models", new ModelsServlet(engine, artifacts, bodies, answers, calls)),
                Room.of("backends", new BackEndsServlet(bundles)),
                Room.of("plugins", new PluginsServlet(bundles, bodies, answers)),
                Room.of("bundles", new BundlesServlet(bundles)),
                Room.of("journal", new JournalServlet(engine.control())),
                Room.of("operations", new OperationsServlet(answers)));
    }
}
