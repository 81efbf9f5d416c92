package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.spi.ModelSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What lies in an artifacts folder now: models with their side files, each with a stamp that changes when any of them does.
 *
 * <p><b>Threads</b> immutable; every {@link #list} looks afresh.
 */
final class ArtifactsFolder {
    /** A file younger than this may still be written to. */
    static final Duration STILL = Duration.ofSeconds(1);

    /** The stamp of a file that is not there. */
    static final String NO_FILE = "-";

    private final Path folder;
    private final YoloRuns runs;

    ArtifactsFolder(Path folder, FolderLayout layout) {
        this.folder = folder;
        this.runs = new YoloRuns(folder, layout);
    }

    /**
     * One model.
     *
     * @param stamp equal as long as its files, its side files and {@code classes.txt} are unchanged
     * @param settled false while one of its files is so young that it may still be written to
     */
    record Entry(ModelFiles files, String stamp, boolean settled) {}

    Path path() {
        return folder;
    }

    /** Folds first, then runs, then lone files, by name; none when the folder does not exist (yet). */
    List<Entry> list() {
        Instant youngest = Instant.now().minus(STILL);
        String classes = stamp(folder.resolve(ClassList.FILE_NAME));
        List<Entry> entries = new ArrayList<>();
        try {
            for (ModelFiles model : models()) {
                StringBuilder stamp = new StringBuilder();
                boolean settled = true;
                for (ModelFiles.Fold fold : model.folds()) {
                    BasicFileAttributes attributes = Files.readAttributes(fold.file(), BasicFileAttributes.class);
                    settled &= attributes.lastModifiedTime().toInstant().isBefore(youngest);
                    stamp.append(fold.file())
                            .append(' ')
                            .append(stamp(attributes))
                            .append('|');
                }
                stamp.append(stamp(model.beside(SideFile.SUFFIX))).append('|');
                stamp.append(stamp(model.beside(ClassList.SUFFIX))).append('|');
                stamp.append(stamp(model.beside(CertificateFile.SUFFIX))).append('|');
                model.companion()
                        .all()
                        .forEach(file -> stamp.append(stamp(file)).append('|'));
                entries.add(new Entry(model, stamp.append(classes).toString(), settled));
            }
        } catch (NoSuchFileException e) {
            return entries; // a folder or file that went away a moment ago; the next look sees the rest
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private List<ModelFiles> models() throws IOException {
        Map<String, List<ModelFiles.Fold>> folds = new LinkedHashMap<>();
        Map<String, String> names = new HashMap<>();
        List<ModelFiles> lone = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(FileNames::isModel)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList()) {
                Optional<FileNames.FoldName> fold = FileNames.fold(file);
                if (fold.isPresent()) {
                    String pattern = fold.get().pattern();
                    names.put(pattern, fold.get().model());
                    add(
                            folds.computeIfAbsent(pattern, key -> new ArrayList<>()),
                            fold.get().number(),
                            file);
                } else {
                    lone.add(ModelFiles.lone(file));
                }
            }
        }
        List<ModelFiles> models = new ArrayList<>();
        folds.forEach((pattern, files) -> {
            String stem = String.valueOf(names.get(pattern));
            models.add(new ModelFiles(pattern, stem, folder, Optional.of(ModelSpec.nameOf(stem)), files));
        });
        models.addAll(runs.list());
        models.addAll(lone);
        return models;
    }

    /** Of {@code _fold1} and {@code _fold01}, which are one number, the first by name counts. */
    private static void add(List<ModelFiles.Fold> folds, int number, Path file) {
        if (folds.stream().noneMatch(fold -> fold.number() == number)) {
            folds.add(new ModelFiles.Fold(number, file));
        }
    }

    /** The first file of a model with all that the folder says about the model. */
    ModelSource source(ModelFiles model) {
        Path file = model.paths().get(0);
        Path declared = model.beside(SideFile.SUFFIX);
        ModelSource source = (Files.isRegularFile(declared) ? SideFile.read(file, declared) : ModelSource.of(file))
                .withCompanion(model.companion());
        if (source.name().isEmpty() && model.name().isPresent()) {
            source = source.withName(model.name().get());
        }
        if (source.labels().isEmpty()) {
            source = labels(model.beside(ClassList.SUFFIX))
                    .map(source::withLabels)
                    .orElse(source);
        }
        return labels(folder.resolve(ClassList.FILE_NAME))
                .map(source::withDefaultLabels)
                .orElse(source);
    }

    private static Optional<Labels> labels(Path file) throws EngineException {
        return Files.isRegularFile(file) ? Optional.of(ClassList.read(file)) : Optional.empty();
    }

    /** Changes when the file does; {@link #NO_FILE} when there is none. */
    static String stamp(Path file) {
        try {
            return stamp(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (IOException e) {
            return NO_FILE;
        }
    }

    private static String stamp(BasicFileAttributes attributes) {
        return attributes.size() + "," + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) + ","
                + attributes.fileKey();
    }
}
