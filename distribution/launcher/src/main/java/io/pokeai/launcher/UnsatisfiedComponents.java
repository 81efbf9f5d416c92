package io.pokeai.launcher;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * What Declarative Services says of the components of a bundle. A bundle whose components miss a service is active and
 * does nothing.
 *
 * <p>The types of Declarative Services live in the framework, and this class outside of it: hence the reflection.
 */
final class UnsatisfiedComponents {
    private static final String RUNTIME = "org.osgi.service.component.runtime.ServiceComponentRuntime";

    // ComponentConfigurationDTO
    private static final int UNSATISFIED_CONFIGURATION = 1;
    private static final int UNSATISFIED_REFERENCE = 2;
    private static final int FAILED_ACTIVATION = 16;

    private final BundleContext context;

    UnsatisfiedComponents(BundleContext context) {
        this.context = context;
    }

    /**
     * What is wrong with each component that does not work; none when all work, or when Declarative Services does not
     * say.
     */
    List<String> of(Bundle bundle) {
        ServiceReference<?> reference = context.getServiceReference(RUNTIME);
        Object runtime = reference == null ? null : context.getService(reference);
        if (reference == null || runtime == null) {
            return List.of();
        }
        try {
            return ask(runtime, bundle);
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger(UnsatisfiedComponents.class.getName())
                    .log(System.Logger.Level.DEBUG, "components of " + bundle + " are not known", e);
            return List.of();
        } finally {
            context.ungetService(reference);
        }
    }

    private static List<String> ask(Object runtime, Bundle bundle) throws ReflectiveOperationException {
        Class<?> type = Class.forName(RUNTIME, true, runtime.getClass().getClassLoader());
        Method descriptions = type.getMethod("getComponentDescriptionDTOs", Bundle[].class);
        List<String> wrong = new ArrayList<>();
        Object[] arguments = {new Bundle[] {bundle}};
        for (Object description : (Collection<?>) descriptions.invoke(runtime, arguments)) {
            Method configurations = type.getMethod("getComponentConfigurationDTOs", description.getClass());
            String name = text(description, "name");
            Collection<?> all = (Collection<?>) configurations.invoke(runtime, description);
            for (Object configuration : all) {
                problem(configuration, description).ifPresent(problem -> wrong.add(name + " " + problem));
            }
            if (all.isEmpty() && text(description, "configurationPolicy").equals("require")) {
                wrong.add(name + " waits for a configuration " + name);
            }
        }
        return wrong;
    }

    private static Optional<String> problem(Object configuration, Object description) {
        try {
            int state = configuration.getClass().getField("state").getInt(configuration);
            return switch (state) {
                case UNSATISFIED_CONFIGURATION -> Optional.of("waits for a configuration " + text(description, "name"));
                case UNSATISFIED_REFERENCE -> Optional.of("misses " + references(configuration, description));
                case FAILED_ACTIVATION ->
                    Optional.of("failed as it was activated: "
                            + text(configuration, "failure").lines().findFirst().orElse("it does not say why"));
                default -> Optional.empty();
            };
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String references(Object configuration, Object description) throws ReflectiveOperationException {
        List<String> services = new ArrayList<>();
        for (Object unsatisfied : array(configuration, "unsatisfiedReferences")) {
            String name = text(unsatisfied, "name");
            String service = name;
            for (Object reference : array(description, "references")) {
                if (text(reference, "name").equals(name)) {
                    service = text(reference, "interfaceName");
                }
            }
            String target = text(unsatisfied, "target");
            services.add("the service " + service + (target.isEmpty() ? "" : " " + target));
        }
        return String.join(" and ", services);
    }

    private static String text(Object dto, String field) throws ReflectiveOperationException {
        Object value = dto.getClass().getField(field).get(dto);
        return value == null ? "" : value.toString();
    }

    private static List<Object> array(Object dto, String field) throws ReflectiveOperationException {
        Object value = dto.getClass().getField(field).get(dto);
        List<Object> elements = new ArrayList<>();
        for (int i = 0; value != null && i < Array.getLength(value); i++) {
            elements.add(Array.get(value, i));
        }
        return elements;
    }
}
