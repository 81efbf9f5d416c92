package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.installed.BackEnd;
import io.pokeai.engine.command.installed.Plugin;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.spi.FileInspector;
import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.engine.spi.Perturbation;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The services of the framework, looked up when they are wanted: no command waits for what it does not use. */
final class OsgiServices implements Services {
    // Enough for a runtime bundle that is still starting; anything longer is a failure that doctor explains.
    private static final long ENGINE_WAIT_MILLIS = 5_000;

    // A bundle that is uninstalled is in the way for milliseconds.
    private static final int LOOK_UPS = 20;
    private static final long PAUSE_MILLIS = 10;

    private static final String GOGO = "org.apache.felix.gogo.";

    private final BundleContext context;

    /** Actions that give our services back, the newest first. */
    private final Deque<Runnable> taken = new ConcurrentLinkedDeque<>();

    OsgiServices(BundleContext context) {
        this.context = context;
    }

    @Override
    public Services forOneCommand() {
        return new OsgiServices(context);
    }

    @Override
    public void close() {
        for (Runnable giveBack = taken.poll(); giveBack != null; giveBack = taken.poll()) {
            try {
                giveBack.run();
            } catch (IllegalStateException | IllegalArgumentException e) {
                // Its bundle or ours is stopping, so the framework has taken the service back.
                System.getLogger(OsgiServices.class.getName())
                        .log(System.Logger.Level.DEBUG, "a service went before it was given back", e);
            }
        }
    }

    @Override
    public Optional<EngineFactory> engineFactory() {
        ServiceTracker<EngineFactory, EngineFactory> tracker = new ServiceTracker<>(context, EngineFactory.class, null);
        tracker.open();
        try {
            return Optional.ofNullable(tracker.waitForService(ENGINE_WAIT_MILLIS));
        } catch (InterruptedException e) {
            throw Interrupts.caught("The wait for the engine", e);
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

    @Override
    public List<Perturbation> perturbations() {
        return all(Perturbation.class);
    }

    private <S> List<S> all(Class<S> type) {
        return references(type)
                .flatMap(reference -> service(reference).stream())
                .toList();
    }

    /** Empty when the service has gone since its reference was found. */
    private <S> Optional<S> service(ServiceReference<S> reference) {
        Optional<S> service = Optional.ofNullable(context.getService(reference));
        service.ifPresent(given -> taken.push(() -> context.ungetService(reference)));
        return service;
    }

    @Override
    public List<BackEnd> backEnds() {
        return references(ClassifierFactory.class)
                .flatMap(reference ->
                        Optional.ofNullable(reference.getBundle()).map(bundle -> backEnd(reference, bundle)).stream())
                .sorted(Comparator.comparing(BackEnd::id))
                .toList();
    }

    private BackEnd backEnd(ServiceReference<ClassifierFactory> reference, Bundle bundle) {
        Optional<ClassifierFactory> factory = service(reference);
        String location = bundle.getLocation();
        return new BackEnd(
                factory.map(ClassifierFactory::id).orElse("?"),
                String.valueOf(bundle.getSymbolicName()),
                bundle.getVersion().toString(),
                factory.isPresent() ? state(bundle) : "failed",
                location.substring(location.lastIndexOf('/') + 1));
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "active";
        };
    }

    /** The launcher tells them, in types of Java. */
    @Override
    @SuppressWarnings("rawtypes") // a service is found by its class
    public List<Plugin> plugins() {
        try {
            for (ServiceReference<Supplier> reference :
                    context.getServiceReferences(Supplier.class, "(pokeai.role=plugins)")) {
                Optional<Supplier> supplier = service(reference);
                if (supplier.isPresent() && supplier.get().get() instanceof List<?> list) {
                    return list.stream()
                            .filter(Map.class::isInstance)
                            .map(map -> Plugin.of((Map<?, ?>) map))
                            .toList();
                }
            }
            return List.of();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<CommandEntry> commands() {
        return references(CliCommand.class)
                .map(reference -> new CommandEntry(
                        property(reference, CliCommand.NAME),
                        property(reference, CliCommand.SUMMARY),
                        cli -> command(reference)))
                .filter(entry -> !entry.name().isEmpty())
                .sorted(Comparator.comparing(CommandEntry::name))
                .toList();
    }

    /** An object of its own for each call; its bundle keeps it until it is given back. */
    private CliCommand command(ServiceReference<CliCommand> reference) {
        return Optional.ofNullable(context.getServiceObjects(reference))
                .flatMap(this::take)
                .orElseThrow(() -> new EngineException(
                        ErrorCode.UNAVAILABLE,
                        "The bundle of '" + property(reference, CliCommand.NAME) + "' was just stopped or removed.",
                        "Install it again, or use another command."));
    }

    private <S> Optional<S> take(ServiceObjects<S> objects) {
        Optional<S> object = Optional.ofNullable(objects.getService());
        object.ifPresent(given -> taken.push(() -> objects.ungetService(given)));
        return object;
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
        for (int i = 1; ; i++) {
            try {
                Collection<ServiceReference<S>> references = context.getServiceReferences(type, null);
                return references.stream().sorted(Comparator.reverseOrder());
            } catch (InvalidSyntaxException e) {
                throw new IllegalStateException("no filter was given", e);
            } catch (NullPointerException | IllegalStateException e) {
                // Felix asks every provider for its wiring, without a lock: a bundle that is being uninstalled has none
                // any more, while its services are still listed. A moment later the services are gone as well, and the
                // list can be read.
                pause();
                if (i == LOOK_UPS) {
                    throw new EngineException(
                            ErrorCode.UNAVAILABLE,
                            "The services of type " + type.getSimpleName() + " cannot be listed: "
                                    + "the framework is stopping, or its bundles are changing.",
                            "Try again; if it fails again, restart the runtime.",
                            e);
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw Interrupts.caught("The look-up of services", e);
        }
    }

    private static String property(ServiceReference<?> reference, String name) {
        return reference.getProperty(name) instanceof String text ? text : "";
    }
}
