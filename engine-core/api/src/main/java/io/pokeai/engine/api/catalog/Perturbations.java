package io.pokeai.engine.api.catalog;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.spi.Perturbation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The installed perturbation sequences, by name: those of the OSGi service registry, or of the class path.
 *
 * <p><b>Threads</b> immutable.
 */
public final class Perturbations {
    private final Map<String, Perturbation> byName = new TreeMap<>();

    /** @param all the first one of a name counts */
    public Perturbations(Collection<? extends Perturbation> all) {
        all.forEach(perturbation -> byName.putIfAbsent(perturbation.info().name(), perturbation));
    }

    /** Those that {@code META-INF/services} names. */
    public static Perturbations onClassPath(ClassLoader loader) {
        List<Perturbation> found = new ArrayList<>();
        ServiceLoader.load(Perturbation.class, loader).forEach(found::add);
        return new Perturbations(found);
    }

    /** The description of each, in the order of their ids. */
    public List<Perturbation> list() {
        return byName.values().stream()
                .sorted(Comparator.comparingLong(
                        perturbation -> perturbation.info().id()))
                .toList();
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} with the known names */
    public Perturbation find(String name) {
        Perturbation found = byName.get(name);
        if (found == null) {
            throw EngineException.invalidArgument(
                            "There is no sequence '" + name + "'.",
                            byName.isEmpty()
                                    ? "No bundle with sequences is installed."
                                    : Spelling.suggestion(name, byName.keySet()) + "Known ones: "
                                            + String.join(", ", byName.keySet()) + ".")
                    .allowing(byName.keySet());
        }
        return found;
    }
}
