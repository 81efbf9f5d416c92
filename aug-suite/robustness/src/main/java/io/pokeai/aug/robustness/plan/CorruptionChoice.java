package io.pokeai.aug.robustness.plan;

import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.SequenceSuite;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Composition;
import io.pokeai.engine.spi.Augmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which corruptions at which severities a call or a plan names. */
final class CorruptionChoice {
    private static final String ALL = "all";
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,4})(?:-([0-9]{1,4}))?");

    private final Augmentations augmentations;

    CorruptionChoice(Augmentations augmentations) {
        this.augmentations = augmentations;
    }

    /**
     * @param suite as {@code --suite}
     * @param names as {@code --with}
     * @param severities as {@code --severities}
     * @throws EngineException {@code INVALID_ARGUMENT} that says which part is wrong, and what is allowed
     */
    List<PlannedCorruption> of(@Nullable String suite, List<String> names, @Nullable String severities) {
        Set<Integer> wanted = severities(severities);
        List<PlannedCorruption> planned = new ArrayList<>();
        if (suite != null || names.isEmpty()) {
            for (AugmentationInfo info : members(suite == null ? Suite.POKEAI.id() : suite)) {
                planned.add(whole(augmentations.find(info.name()), wanted));
            }
        }
        for (String name : names) {
            planned.add(single(name.strip(), wanted));
        }
        return planned;
    }

    private List<AugmentationInfo> members(String suite) {
        List<Suite> suites = suite.equals(ALL)
                ? List.of(Suite.values())
                : Arrays.stream(Suite.values())
                        .filter(known -> known.id().equals(suite))
                        .toList();
        if (suites.isEmpty()) {
            List<String> ids = Arrays.stream(Suite.values()).map(Suite::id).toList();
            throw EngineException.invalidArgument(
                            "There is no suite '" + suite + "'.",
                            "Use " + String.join(", ", ids) + ", " + SequenceSuite.ID + " or " + ALL + ".")
                    .allowing(Stream.concat(ids.stream(), Stream.of(SequenceSuite.ID, ALL))
                            .toList());
        }
        List<AugmentationInfo> all = augmentations.list();
        List<AugmentationInfo> members = new ArrayList<>();
        suites.forEach(known -> members.addAll(known.select(all)));
        if (members.isEmpty()) {
            throw EngineException.invalidArgument(
                    "No corruption of '" + suite + "' is installed.",
                    "Install a bundle with augmentations, such as aug-corruptions.");
        }
        return members;
    }

    private PlannedCorruption single(String text, Set<Integer> wanted) {
        return text.indexOf(':') < 0 && !text.contains("+") ? whole(augmentations.find(text), wanted) : stated(text);
    }

    /** With a severity, as {@code classify --with} reads it. */
    private PlannedCorruption stated(String text) {
        List<Composition.Step> steps = augmentations.parse(text).steps();
        if (steps.size() > 1) {
            throw EngineException.invalidArgument(
                    "'" + text + "' is a composition, and cells are of one corruption each.",
                    "Name its corruptions with ',' between them.");
        }
        return PlannedCorruption.of(
                steps.get(0).augmentation(), List.of(steps.get(0).severity()));
    }

    /** At all severities that are wanted; one that has only one is run at it. */
    private static PlannedCorruption whole(Augmentation augmentation, Set<Integer> wanted) {
        int known = augmentation.info().severities();
        List<Integer> severities = wanted.isEmpty() || known == 1
                ? IntStream.rangeClosed(1, known).boxed().toList()
                : List.copyOf(wanted);
        return PlannedCorruption.of(augmentation, severities);
    }

    /** @param text as {@code --severities}; null names none, which means all */
    static Set<Integer> severities(@Nullable String text) {
        Set<Integer> severities = new TreeSet<>();
        if (text == null) {
            return severities;
        }
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw notSeverities(text);
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first) {
                throw notSeverities(text);
            }
            IntStream.rangeClosed(first, last).forEach(severities::add);
        }
        return severities;
    }

    private static EngineException notSeverities(String text) {
        return EngineException.invalidArgument(
                "'--severities " + text + "' names no severities.", "Write a range or a list, such as 1-5 or 1,3.");
    }
}
