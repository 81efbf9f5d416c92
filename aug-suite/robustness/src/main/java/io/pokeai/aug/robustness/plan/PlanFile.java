package io.pokeai.aug.robustness.plan;

import io.pokeai.engine.api.EngineException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a robustness run is to do, as a file says it. What the file leaves out is as on the command line.
 *
 * @param models none for the default
 * @param suites such as {@code imagenet-c}
 * @param corruptions single ones
 * @param severities of suites, and of corruptions that name none; none for all
 * @param seeds a run for each; none for the default
 * @param data folder of the data set
 * @param split table of pictures and labels
 * @param dataRoot what the data set has to be, as {@code robustness.json} says it
 * @param normalise what errors are divided by
 * @param output folder of the run
 * @param predictions whether all probabilities are written
 * @param pokeaiExact whether YOLO models see PokeAI's five by way of a file
 */
public record PlanFile(
        List<Model> models,
        List<String> suites,
        List<Corruption> corruptions,
        List<Integer> severities,
        List<Long> seeds,
        Optional<Path> data,
        Optional<Path> split,
        Optional<String> dataRoot,
        Optional<String> normalise,
        Optional<Path> output,
        boolean predictions,
        boolean pokeaiExact) {
    /** Of a run that has no plan file. */
    public static final PlanFile EMPTY = new PlanFile(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false);

    private static final Set<String> FIELDS = Set.of(
            "models",
            "suites",
            "corruptions",
            "severities",
            "seeds",
            "data",
            "split",
            "data_root",
            "normalise",
            "output",
            "predictions",
            "pokeai_exact");

    public PlanFile {
        models = List.copyOf(models);
        suites = List.copyOf(suites);
        corruptions = List.copyOf(corruptions);
        severities = List.copyOf(severities);
        seeds = List.copyOf(seeds);
    }

    /**
     * A model of a plan.
     *
     * @param version that it has to be, as {@code robustness.json} says it; empty for any
     */
    public record Model(String name, Optional<String> version) {}

    /**
     * A corruption of a plan.
     *
     * @param name as {@code --with} takes it, such as {@code fog} or {@code fog:3}
     * @param severities none for those of the plan
     */
    public record Corruption(String name, List<Integer> severities) {
        public Corruption {
            severities = List.copyOf(severities);
        }

        /** As {@code --with} takes them. */
        public List<String> texts() {
            return severities.isEmpty()
                    ? List.of(name)
                    : severities.stream().map(severity -> name + ":" + severity).toList();
        }
    }

    /**
     * Reads a plan. Paths in it are relative to its folder.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for fields that are unknown or of another kind, and when it cannot be read
     */
    public static PlanFile read(Path file) {
        FileFields fields = FileFields.read(file);
        fields.requireOnly(FIELDS);
        Path absolute = file.toAbsolutePath();
        Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
        return of(fields, folder);
    }

    private static PlanFile of(FileFields fields, Path folder) {
        PlanFile plan = withoutPaths(fields);
        return new PlanFile(
                plan.models,
                plan.suites,
                plan.corruptions,
                plan.severities,
                plan.seeds,
                path(fields, "data", folder),
                path(fields, "split", folder),
                plan.dataRoot,
                plan.normalise,
                path(fields, "output", folder),
                plan.predictions,
                plan.pokeaiExact);
    }

    /**
     * The plan that the fields of an object say; paths and fields that no plan has are not looked at.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for fields of another kind
     */
    public static PlanFile withoutPaths(FileFields fields) {
        return new PlanFile(
                models(fields),
                fields.has("suites") ? fields.texts("suites") : List.of(),
                corruptions(fields),
                fields.has("severities") ? fields.counts("severities") : List.of(),
                fields.has("seeds") ? fields.wholes("seeds") : List.of(),
                Optional.empty(),
                Optional.empty(),
                fields.optionalText("data_root"),
                fields.optionalText("normalise"),
                Optional.empty(),
                fields.has("predictions") && fields.flag("predictions"),
                fields.has("pokeai_exact") && fields.flag("pokeai_exact"));
    }

    /** The same plan with other seeds. */
    public PlanFile withSeeds(List<Long> other) {
        return new PlanFile(
                models,
                suites,
                corruptions,
                severities,
                other,
                data,
                split,
                dataRoot,
                normalise,
                output,
                predictions,
                pokeaiExact);
    }

    private static List<Model> models(FileFields fields) {
        List<Model> models = new ArrayList<>();
        for (Object entry : fields.has("models") ? fields.textsOrObjects("models") : List.of()) {
            if (entry instanceof FileFields model) {
                model.requireOnly(Set.of("name", "version"));
                models.add(new Model(model.text("name"), model.optionalText("version")));
            } else {
                models.add(new Model(String.valueOf(entry), Optional.empty()));
            }
        }
        return models;
    }

    private static List<Corruption> corruptions(FileFields fields) {
        List<Corruption> corruptions = new ArrayList<>();
        for (Object entry : fields.has("corruptions") ? fields.textsOrObjects("corruptions") : List.of()) {
            if (entry instanceof FileFields corruption) {
                corruption.requireOnly(Set.of("name", "severities"));
                corruptions.add(new Corruption(
                        corruption.text("name"),
                        corruption.has("severities") ? corruption.counts("severities") : List.of()));
            } else {
                corruptions.add(new Corruption(String.valueOf(entry), List.of()));
            }
        }
        return corruptions;
    }

    private static Optional<Path> path(FileFields fields, String name, Path folder) {
        try {
            return fields.optionalText(name).map(folder::resolve).map(Path::normalize);
        } catch (InvalidPathException e) {
            throw EngineException.invalidArgument(
                    "The plan's '" + name + "' cannot be a file name here: " + e.getReason() + ".",
                    "Correct the plan.");
        }
    }
}
