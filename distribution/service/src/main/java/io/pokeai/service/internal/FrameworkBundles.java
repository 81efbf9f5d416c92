package io.pokeai.service.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.command.installed.Installed;
import io.pokeai.engine.command.installed.Plugin;
import io.pokeai.service.internal.administration.InstalledBundles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The bundles of the framework; plugins are changed by the launcher, which offers that in types of Java ({@code pokeai.role=plugins}). In
 * a framework without our launcher, there is nothing to change.
 */
@SuppressWarnings("rawtypes") // a service is found by its class
record FrameworkBundles(BundleContext context, Supplier<Installed> now) implements InstalledBundles {
    private static final String ROLE = "(pokeai.role=plugins)";
    private static final String FOLDERS = "pokeai.plugins.folders";

    @Override
    public Installed installed() {
        return now.get();
    }

    @Override
    public List<BundleFacts> bundles() {
        return Arrays.stream(context.getBundles())
                .map(bundle -> new BundleFacts(
                        bundle.getBundleId(),
                        String.valueOf(bundle.getSymbolicName()),
                        bundle.getVersion().toString(),
                        state(bundle.getState()),
                        bundle.getLocation()))
                .toList();
    }

    private static String state(int state) {
        return switch (state) {
            case Bundle.UNINSTALLED -> "uninstalled";
            case Bundle.INSTALLED -> "installed";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "active";
        };
    }

    private Optional<ServiceReference<BiFunction>> launcher() {
        try {
            return context.getServiceReferences(BiFunction.class, ROLE).stream().findFirst();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is written here", e);
        }
    }

    @Override
    public List<Path> folders() {
        return launcher()
                .map(reference -> reference.getProperty(FOLDERS))
                .filter(String[].class::isInstance)
                .map(folders -> Arrays.stream((String[]) folders).map(Path::of).toList())
                .orElse(List.of());
    }

    @SuppressWarnings("unchecked") // the role promises texts
    private Optional<Plugin> ask(String verb, Path jar) {
        ServiceReference<BiFunction> reference = launcher()
                .orElseThrow(() -> new EngineException(
                        ErrorCode.UNAVAILABLE,
                        "This process has no plugins folder.",
                        "Install bundles by the framework that it runs in."));
        BiFunction<String, String, Map<String, String>> launcher = context.getService(reference);
        try {
            return Optional.of(launcher.apply(verb, jar.toString()))
                    .filter(map -> !map.isEmpty())
                    .map(Plugin::of);
        } catch (IllegalStateException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The plugins cannot be changed: " + e.getMessage() + ".",
                    "Look at the disk.",
                    e);
        } finally {
            context.ungetService(reference);
        }
    }

    @Override
    public Plugin check(Path jar) {
        return ask("check", jar).orElseThrow();
    }

    @Override
    public Optional<Plugin> look(Path jar) {
        return ask("look", jar);
    }

    @Override
    public Optional<Plugin> start(Path jar) {
        return ask("start", jar);
    }

    @Override
    public Optional<Plugin> stop(Path jar) {
        return ask("stop", jar);
    }
}
