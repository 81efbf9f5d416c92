package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.jobs.internal.store.Trees;
import io.pokeai.aug.robustness.figures.TrainingRecords;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the {@link Pins} of a job: links to the files of its models and to what lies beside them. Where a file system has no hard
 * links, files are copied.
 *
 * <p>A file that is replaced in the artifacts folder is another file then, and the link leads to the old one. One that is overwritten
 * in its place would change here, too; therefore the content is compared when the models are opened.
 *
 * @param serving engine that answers callers
 * @param artifacts its folder
 */
record Pinning(Engine serving, Path artifacts) {
    /** Files that describe a model or its training. A certificate is not among them: the job opens the very same files. */
    private static final Pattern SIDE_FILE =
            Pattern.compile("(.+\\.)?classes\\.txt|.+\\.model\\.json|(.+\\.)?.*config\\.json");

    private static final List<String> OF_TRAINING = List.of(TrainingRecords.FILE, "train_dev_split.csv");

    /**
     * Pins what answers now.
     *
     * @param names none for the only model
     * @param inputs folder of the job, which does not exist yet
     * @throws io.pokeai.engine.api.EngineException as {@link io.pokeai.engine.api.ModelRegistry#lease}; {@code UNAVAILABLE} when
     *     links cannot be made
     */
    Pins pin(List<String> names, Path inputs) {
        Path fresh = inputs.resolveSibling("inputs.new");
        Trees.delete(fresh);
        Trees.delete(inputs);
        List<Pins.Pin> pins = new ArrayList<>();
        try {
            Path folder = Files.createDirectories(Pins.folder(fresh));
            for (String name : names.isEmpty() ? List.of(serving.models().only()) : names) {
                pins.add(pin(name, folder));
            }
            for (String file : OF_TRAINING) {
                linkIfThere(artifacts.resolve(file), folder.resolve(file));
            }
            linkFolds(folder);
        } catch (IOException e) {
            throw Pins.unusable(inputs, e);
        }
        return Pins.write(fresh, inputs, pins);
    }

    private Pins.Pin pin(String name, Path folder) throws IOException {
        ModelSpec spec;
        try (ModelLease lease = serving.models().lease(name)) {
            spec = lease.spec();
        }
        List<String> files = new ArrayList<>();
        for (Path file : spec.files()) {
            Path place = folder.resolve(place(file).toString());
            linkIfThere(file, place);
            linkBeside(file, place);
            files.add(folder.relativize(place).toString().replace('\\', '/'));
        }
        linkSideFiles(artifacts, folder);
        return new Pins.Pin(name, spec.version(), spec.backend(), files);
    }

    private Path place(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path home = artifacts.toAbsolutePath().normalize();
        Path name = absolute.getFileName();
        return absolute.startsWith(home) || name == null ? home.relativize(absolute) : name;
    }

    /** Weights of an ONNX file in files of their own, side files, and the arguments of a run of Ultralytics. */
    private static void linkBeside(Path file, Path place) throws IOException {
        Path home = file.toAbsolutePath().getParent();
        Path to = place.getParent();
        if (home == null || to == null) {
            return;
        }
        String name = String.valueOf(file.getFileName());
        for (Path beside : files(home)) {
            String other = String.valueOf(beside.getFileName());
            if (!other.equals(name) && (other.startsWith(name + ".") || other.startsWith(name + "_"))) {
                linkIfThere(beside, to.resolve(other));
            }
        }
        linkSideFiles(home, to);
        if (home.endsWith("weights")) {
            linkIfThere(home.resolveSibling("args.yaml"), to.resolveSibling("args.yaml"));
        }
    }

    private static void linkSideFiles(Path from, Path to) throws IOException {
        for (Path beside : files(from)) {
            String name = String.valueOf(beside.getFileName());
            if (SIDE_FILE.matcher(name).matches()) {
                linkIfThere(beside, to.resolve(name));
            }
        }
    }

    /** The rows that each fold was not trained on, for out-of-fold predictions. */
    private void linkFolds(Path folder) throws IOException {
        Path folds = artifacts.resolve("folds");
        if (!Files.isDirectory(folds)) {
            return;
        }
        try (Stream<Path> each = Files.list(folds)) {
            for (Path fold : each.toList()) {
                Path rows = fold.resolve("val.csv");
                linkIfThere(rows, folder.resolve(artifacts.relativize(rows).toString()));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** What lies beside a model comes first; what is linked already stays. */
    private static void linkIfThere(Path file, Path link) throws IOException {
        if (!Files.isRegularFile(file) || Files.exists(link)) {
            return;
        }
        Path folder = link.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try {
            Files.createLink(link, file.toRealPath());
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, link); // another disk, or a file system without links
        }
    }
}
