package io.pokeai.aug.corruptions.internal.osgi;

import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.Perturbation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Registers what {@code META-INF/services} names: one list for OSGi and for {@code ServiceLoader}. It is one component for
 * all corruptions, and loads their classes at the first use, so that a start stays fast.
 */
@Component(
        service = {},
        immediate = true)
public final class CorruptionServices {
    private final BundleGuard guard = new BundleGuard();

    /** @param context of our bundle, which unregisters the services when it stops */
    @Activate
    public CorruptionServices(BundleContext context) {
        // A class that is first needed after the bundle has stopped cannot be loaded any more.
        BundleGuard.gone("");
        register(context, Augmentation.class, GuardedAugmentation::of);
        register(context, Perturbation.class, GuardedPerturbation::of);
    }

    @Deactivate
    void stop() {
        guard.end();
    }

    private <S> void register(BundleContext context, Class<S> type, BiFunction<S, BundleGuard, S> wrapper) {
        for (String name : names(type)) {
            context.registerService(type, new LazyService<>(() -> wrapper.apply(create(type, name), guard)), null);
        }
    }

    private static <S> List<String> names(Class<S> type) {
        try (InputStream in = CorruptionServices.class.getResourceAsStream("/META-INF/services/" + type.getName())) {
            if (in == null) {
                throw new IllegalStateException("the bundle has no list of " + type.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <S> S create(Class<S> type, String name) {
        try {
            return type.cast(Class.forName(name).getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " cannot be made", e);
        }
    }

    /** One object for all callers, made for the first of them. */
    private static final class LazyService<S> implements ServiceFactory<S> {
        private final Supplier<S> maker;
        private @Nullable S made;

        LazyService(Supplier<S> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized S getService(Bundle user, ServiceRegistration<S> registration) {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }

        @Override
        public void ungetService(Bundle user, ServiceRegistration<S> registration, S service) {
            // Kept for the next caller; it holds no resources.
        }
    }
}
