package io.pokeai.engine.command;

import io.pokeai.engine.api.ErrorCode.ExitStatus;
import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A command of {@code pokeai}: an object with picocli's annotations ({@code @Command}, {@code @Option},
 * {@code @Parameters}), filled from the command line and then run once.
 *
 * <p>Registered as a service of scope prototype, because every call needs an object of its own:
 *
 * <pre>{@code
 * @Component(
 *         service = CliCommand.class,
 *         scope = ServiceScope.PROTOTYPE,
 *         property = {CliCommand.NAME + "=demo", CliCommand.SUMMARY + "=Shows what the engine does"})
 * @Command
 * public final class DemoCommand implements CliCommand { … }
 * }</pre>
 *
 * The options that all commands have ({@code --artifacts}, {@code --threads}, {@code --help}, …) are added by the command
 * line; a command reads them as {@link CliSession#settings()}.
 *
 * <p>Of picocli, a command sees the annotations and nothing else. What it needs before its bundle runs, such as native libraries, it
 * declares with {@link CommandNeeds}.
 *
 * <p><b>Threads</b> one object, one call, one thread.
 */
@ConsumerType
public interface CliCommand {
    /** Service property: what people type, such as {@code demo}, or two words, such as {@code jobs list}. */
    String NAME = "pokeai.command";

    /** Service property: one line for {@code pokeai --help}, without a full stop. */
    String SUMMARY = "pokeai.command.summary";

    /**
     * Does the work; data goes to {@link CliSession#out()}, messages to {@link CliSession#err()}.
     *
     * @throws io.pokeai.engine.api.EngineException shown to the user; its code gives the exit status
     * @throws IOException shown to the user as a failure of the engine
     * @throws InterruptedException when the command was told to stop while it waited
     */
    ExitStatus run(CliSession session) throws IOException, InterruptedException;
}
