package io.pokeai.aug.robustness.internal;

import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Composition;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.spi.Augmentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * What a gate is to ask, and what it tolerates; read from a file by {@link GatePlanReader}.
 *
 * @param folder of the plan, in which relative paths begin
 * @param data a folder with the pictures of the split, or with a folder for each class
 * @param split a table of pictures and labels
 * @param suites ids of suites; {@code pokeai} when no corruption is named either
 * @param corruptions such as {@code fog:3} and {@code snow}
 * @param severities of what has several and is named without one; empty for all
 * @param seed of the corruptions
 * @param terms margin, error probability, and the seed of the gate
 * @param sequential whether it stops at the first certain verdict
 * @param report where finished cells are kept and {@code gate.json} is written
 * @param acceptsInconclusive whether a candidate passes about which the pictures do not decide
 */
record GatePlan(
        Path folder,
        Optional<Path> data,
        Optional<Path> split,
        List<String> suites,
        List<String> corruptions,
        List<Integer> severities,
        long seed,
        GateTerms terms,
        boolean sequential,
        Optional<Path> report,
        boolean acceptsInconclusive) {
    private static final String ALL = "all";

    /** @throws EngineException {@code INVALID_ARGUMENT} without pictures */
    GatePlan {
        suites = List.copyOf(suites);
        corruptions = List.copyOf(corruptions);
        severities = List.copyOf(severities);
        if (data.isEmpty() && split.isEmpty()) {
            throw EngineException.invalidArgument(
                    "The plan names no pictures.", "Give 'data', a folder, or 'split', a table, or both.");
        }
    }

    /**
     * What the models are asked under.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for a suite, corruption or severity that is not there
     */
    List<PlannedCorruption> planned(Augmentations augmentations) {
        List<PlannedCorruption> planned = new ArrayList<>();
        for (String suite : suites.isEmpty() && corruptions.isEmpty() ? List.of(Suite.POKEAI.id()) : suites) {
            members(suite, augmentations).forEach(info -> planned.add(whole(augmentations.find(info.name()))));
        }
        for (String corruption : corruptions) {
            planned.add(single(corruption, augmentations));
        }
        return planned;
    }

    private static List<AugmentationInfo> members(String name, Augmentations augmentations) {
        List<AugmentationInfo> all = augmentations.list();
        List<AugmentationInfo> members = Arrays.stream(Suite.values())
                .filter(suite -> name.equals(ALL) || suite.id().equals(name))
                .flatMap(suite -> suite.select(all).stream())
                .toList();
        if (members.isEmpty()) {
            throw EngineException.invalidArgument(
                    "No corruption of the suite '" + name + "' is installed.",
                    "Name one of "
                            + Arrays.stream(Suite.values()).map(Suite::id).toList()
                            + " or 'all', and install a bundle with augmentations, such as aug-corruptions.");
        }
        return members;
    }

    private PlannedCorruption single(String text, Augmentations augmentations) {
        if (text.indexOf(':') < 0 && text.indexOf('+') < 0) {
            return whole(augmentations.find(text));
        }
        List<Composition.Step> steps = augmentations.parse(text).steps();
        if (steps.size() > 1) {
            throw EngineException.invalidArgument(
                    "'" + text + "' is a composition, and cells are of one corruption each.",
                    "Name its corruptions one by one.");
        }
        return PlannedCorruption.of(
                steps.get(0).augmentation(), List.of(steps.get(0).severity()));
    }

    private PlannedCorruption whole(Augmentation augmentation) {
        int known = augmentation.info().severities();
        return PlannedCorruption.of(
                augmentation,
                severities.isEmpty() || known == 1
                        ? IntStream.rangeClosed(1, known).boxed().toList()
                        : severities);
    }

    /**
     * The pictures with their labels.
     *
     * @throws EngineException when they cannot be read
     * @throws InterruptedException when {@code cancelled} said so
     */
    LabelledPictures pictures(BooleanSupplier cancelled) throws InterruptedException {
        return split.isPresent()
                ? LabelledPictures.read(PictureTable.read(split.get()), new PictureFolder(folder, data), cancelled)
                : LabelledPictures.read(
                        PictureTable.ofClassFolders(data.orElseThrow()),
                        new PictureFolder(data.orElseThrow(), data),
                        cancelled);
    }

    /** Where the figures go: as the plan says, else below the artifacts folder. */
    Path report(Path artifacts, String model) {
        return report.orElseGet(
                () -> artifacts.resolve("reports").resolve("gate").resolve(model));
    }
}
