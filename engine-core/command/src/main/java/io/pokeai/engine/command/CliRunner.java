package io.pokeai.engine.command;

import java.io.PrintStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs command lines.
 *
 * <p>The same service is also registered as {@code java.util.function.ToIntFunction<String[]>} with the property
 * {@link #ROLE}{@code =}{@link #MAIN}, and as that is an {@link AutoCloseable}: a launcher that cannot see the types of
 * this bundle runs {@code applyAsInt(args)} on its main thread, and calls {@code close()} from a signal handler to have
 * the running command end in good order.
 *
 * <p><b>Threads</b> safe.
 */
@ProviderType
public interface CliRunner {
    /** Service property that tells the entry point from other functions. */
    String ROLE = "pokeai.role";

    /** Value of {@link #ROLE}. */
    String MAIN = "main";

    /** What a command that was told to stop returns: 128 + SIGINT, as shells do. */
    int CANCELLED = 130;

    /**
     * Runs one command; failures are messages on {@code err}, never exceptions.
     *
     * @param args without the program name
     * @return the exit status: 0 fine, 1 some inputs failed, 2 usage, 3 model or engine, {@link #CANCELLED}
     */
    int run(List<String> args, PrintStream out, PrintStream err);
}
