package io.pokeai.engine.api.catalog;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.spi.Augmentation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The installed augmentations, by name: those of the OSGi service registry, or of the class path.
 *
 * <p><b>Threads</b> immutable.
 */
public final class Augmentations {
    private final Map<String, Augmentation> byName = new TreeMap<>();

    /** @param all the first one of a name counts */
    public Augmentations(Collection<? extends Augmentation> all) {
        all.forEach(augmentation -> byName.putIfAbsent(augmentation.info().name(), augmentation));
    }

    /** Those that {@code META-INF/services} names. */
    public static Augmentations onClassPath(ClassLoader loader) {
        List<Augmentation> found = new ArrayList<>();
        ServiceLoader.load(Augmentation.class, loader).forEach(found::add);
        return new Augmentations(found);
    }

    /** The description of each, in the order of their ids. */
    public List<AugmentationInfo> list() {
        return byName.values().stream()
                .map(Augmentation::info)
                .sorted(Comparator.comparingLong(AugmentationInfo::id))
                .toList();
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} with the known names */
    public Augmentation find(String name) {
        Augmentation found = byName.get(name);
        if (found == null) {
            throw EngineException.invalidArgument(
                            "There is no augmentation '" + name + "'.",
                            byName.isEmpty()
                                    ? "No augmentation bundle is installed."
                                    : Spelling.suggestion(name, byName.keySet()) + "Known ones: "
                                            + String.join(", ", byName.keySet()) + ".")
                    .allowing(byName.keySet());
        }
        return found;
    }

    /**
     * Reads {@code fog:3}, or a composition such as {@code fog:3+jpeg_compression:2}, applied from left to right.
     * The severity may be left out of one that has only one.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} that says which part is wrong, and what is allowed
     */
    public Composition parse(String text) {
        List<Composition.Step> steps = new ArrayList<>();
        for (String part : text.split("\\+", -1)) {
            steps.add(step(part.strip(), text));
        }
        return new Composition(steps);
    }

    private Composition.Step step(String part, String text) {
        int colon = part.indexOf(':');
        String name = colon < 0 ? part : part.substring(0, colon).strip();
        if (name.isEmpty()) {
            throw EngineException.invalidArgument(
                    "'" + text + "' names no augmentation" + (text.isBlank() ? "." : " in one of its parts."),
                    "Write NAME:SEVERITY, several of them joined by '+', such as fog:3+jpeg_compression:2.");
        }
        Augmentation augmentation = find(name);
        AugmentationInfo info = augmentation.info();
        if (colon < 0 && info.severities() == 1) {
            return new Composition.Step(augmentation, 1);
        }
        String severity = part.substring(colon < 0 ? part.length() : colon + 1).strip();
        if (severity.isEmpty()) {
            throw EngineException.invalidArgument(
                    "'" + part + "' says no severity.",
                    info.severities() == 1
                            ? "Write " + name + " or " + name + ":1."
                            : "Write " + name + ":1 to " + name + ":" + info.severities() + ".");
        }
        return new Composition.Step(augmentation, severity(severity, info));
    }

    private static int severity(String text, AugmentationInfo info) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw EngineException.invalidArgument(
                    "'" + info.name() + "' has no severity '" + text + "'.", "Use 1 to " + info.severities() + ".");
        }
    }
}
