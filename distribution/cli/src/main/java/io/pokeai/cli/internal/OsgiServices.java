package io.pokeai.cli.internal;

import io.pokeai.cli.CliCommand;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.FileInspector;
import io.pokeai.engine.spi.HealthCheck;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The services of the framework, looked up when they are wanted: no command waits for what it does not use. */
final class OsgiServices implements Services {
    // A runtime bundle that is still starting; anything longer is a failure that doctor explains.
    private static final long ENGINE_WAIT_MILLIS = 5_000;

    private static final String GOGO = "org.apache.felix.gogo.";

    private final BundleContext context;

    OsgiServices(BundleContext context) {
        this.context = context;
    }

    @Override
    public Optional<EngineFactory> engineFactory() {
        ServiceTracker<EngineFactory, EngineFactory> tracker = new ServiceTracker<>(context, EngineFactory.class, null);
        tracker.open();
        try {
            return Optional.ofNullable(tracker.waitForService(ENGINE_WAIT_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            tracker.close();
        }
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return all(HealthCheck.class);
    }

    @Override
    public List<FileInspector> fileInspectors() {
        return all(FileInspector.class);
    }

    @Override
    public List<Augmentation> augmentations() {
        return all(Augmentation.class);
    }

    private <S> List<S> all(Class<S> type) {
        return references(type)
                .flatMap(reference -> Optional.ofNullable(context.getService(reference)).stream())
                .toList();
    }

    @Override
    public List<CommandEntry> commands() {
        return references(CliCommand.class)
                .map(reference -> new CommandEntry(
                        property(reference, CliCommand.NAME),
                        property(reference, CliCommand.SUMMARY),
                        cli -> context.getServiceObjects(reference).getService()))
                .filter(entry -> !entry.name().isEmpty())
                .sorted(Comparator.comparing(CommandEntry::name))
                .toList();
    }

    @Override
    public Optional<ShellHost> shell(Console console, List<String> names, GogoCommands.Runner runner) {
        startGogo();
        return Optional.ofNullable(context.getServiceReference("org.apache.felix.service.command.CommandProcessor"))
                .map(processor -> new GogoShell(context, processor, new GogoCommands(runner), names, console));
    }

    // Installed and not started, so that only a shell pays for them.
    private void startGogo() {
        for (Bundle bundle : context.getBundles()) {
            String name = String.valueOf(bundle.getSymbolicName());
            if (name.equals(GOGO + "runtime") || name.equals(GOGO + "command")) {
                try {
                    bundle.start(Bundle.START_TRANSIENT);
                } catch (BundleException e) {
                    throw new EngineException(
                            ErrorCode.UNAVAILABLE,
                            "The shell cannot start: " + e.getMessage() + ".",
                            "Install the runtime again.",
                            e);
                }
            }
        }
    }

    private <S> Stream<ServiceReference<S>> references(Class<S> type) {
        try {
            Collection<ServiceReference<S>> references = context.getServiceReferences(type, null);
            return references.stream().sorted(Comparator.reverseOrder());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }

    private static String property(ServiceReference<?> reference, String name) {
        return reference.getProperty(name) instanceof String text ? text : "";
    }
}
