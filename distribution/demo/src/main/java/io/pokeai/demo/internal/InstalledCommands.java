package io.pokeai.demo.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliRunner;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The commands that bundles of this framework offer.
 *
 * @param context of our bundle
 */
record InstalledCommands(BundleContext context) implements UserCommands {
    @Override
    public boolean has(String name) {
        return references().anyMatch(reference -> name.equals(reference.getProperty(CliCommand.NAME)));
    }

    private Stream<ServiceReference<CliCommand>> references() {
        try {
            return context.getServiceReferences(CliCommand.class, null).stream();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
    }

    @Override
    public int run(List<String> words, PrintStream out, PrintStream err) {
        ServiceReference<CliRunner> reference = context.getServiceReference(CliRunner.class);
        CliRunner runner = reference == null ? null : context.getService(reference);
        if (runner == null) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "There is no command line in this process that could run '" + words.get(0) + "'.",
                    "Type 'pokeai " + String.join(" ", words) + "'.");
        }
        try {
            return runner.run(words, out, err);
        } finally {
            context.ungetService(reference);
        }
    }
}
