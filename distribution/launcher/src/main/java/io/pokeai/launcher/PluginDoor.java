package io.pokeai.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What a service may ask for a plugin, in types that both sides of the framework know: a verb and the path of a jar in, what
 * {@link PluginStatus#toMap} says out; an empty map when there is no such jar.
 *
 * <table>
 * <caption>Verbs</caption>
 * <tr><td>{@code check}</td><td>whether a jar, anywhere, could be taken; nothing is done</td></tr>
 * <tr><td>{@code look}</td><td>takes a jar that has been put into a folder as a whole, or was taken away, now</td></tr>
 * <tr><td>{@code start}, {@code stop}</td><td>its bundle, for this run</td></tr>
 * </table>
 *
 * <p><b>Threads</b> safe. <b>Errors</b> {@link IllegalStateException} when the storage of the framework cannot be written.
 */
final class PluginDoor implements BiFunction<String, String, Map<String, String>> {
    /** Property of the service: the folders of plugins, the first one is for new ones. */
    static final String FOLDERS = "pokeai.plugins.folders";

    private final Plugins plugins;
    private final Consumer<String> news;

    PluginDoor(Plugins plugins, Consumer<String> news) {
        this.plugins = plugins;
        this.news = news;
    }

    @Override
    public Map<String, String> apply(String verb, String path) {
        Path jar = Path.of(path);
        try {
            Optional<PluginStatus> status = switch (verb) {
                case "check" -> Optional.of(check(jar));
                case "look" -> plugins.look(jar, news);
                case "start" -> plugins.start(jar);
                case "stop" -> plugins.stop(jar);
                default -> throw new IllegalArgumentException("there is no verb '" + verb + "'");
            };
            return status.map(PluginStatus::toMap).orElse(Map.of());
        } catch (IOException e) {
            throw new IllegalStateException("the storage of the framework cannot be written: " + e.getMessage(), e);
        }
    }

    private static PluginStatus check(Path jar) {
        try {
            PluginJar read = PluginJar.read(jar);
            return new PluginStatus(jar, read.symbolicName(), read.version().toString(), "read", "", "");
        } catch (PluginProblem e) {
            return new PluginStatus(jar, "", "", PluginStatus.NOT_TAKEN, e.problem(), e.remedy());
        }
    }
}
