package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.runtime.internal.certificate.CertificateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What lies in an artifacts folder now: models with their side files, each with a stamp that changes when any of them does.
 *
 * <p><b>Threads</b> immutable; every {@link #list} looks afresh.
 */
public final class ArtifactsFolder {
    /** A file that is older than this is not looked at twice; the coarsest times are whole two seconds. */
    private static final Duration OLD = Duration.ofSeconds(3);

    private static final int ATTEMPTS = 10;

    /** The stamp of a file that is not there. */
    public static final String NO_FILE = "-";

    private final Path folder;
    private final Supplier<WantedFiles> wanted;
    private final InstantSource clock;
    private final YoloRuns runs;

    /**
     * @param wanted which files back ends are asked about, as long as the same back ends are there
     * @param clock tells which files are old
     */
    public ArtifactsFolder(Path folder, FolderLayout layout, Supplier<WantedFiles> wanted, InstantSource clock) {
        this.folder = folder;
        this.wanted = wanted;
        this.clock = clock;
        this.runs = new YoloRuns(folder, layout);
    }

    /**
     * One model.
     *
     * @param stamp equal as long as its files, its side files and {@code classes.txt} are unchanged
     * @param isOld whether the times of all its files are a while ago, as after {@code cp -p} and {@code tar}; the times may be
     *     wrong, so this only saves waiting
     * @param isSure whether nothing at all about the files is new
     */
    public record Entry(ModelFiles files, String stamp, boolean isOld, boolean isSure) {}

    public Path path() {
        return folder;
    }

    /** Folds first, then runs, then lone files, by name; none when the folder does not exist (yet). */
    public List<Entry> list() {
        for (int attempt = 1; ; attempt++) {
            try {
                return entries();
            } catch (NoSuchFileException e) {
                // A file was removed between two looks. The other files have to be found all the same.
                if (!Files.isDirectory(folder)) {
                    return List.of();
                }
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<Entry> entries() throws IOException {
        Instant old = clock.instant().minus(OLD);
        String classes = stamp(folder.resolve(ClassesFile.FILE_NAME));
        List<Entry> entries = new ArrayList<>();
        for (ModelFiles model : models()) {
            StringBuilder stamp = new StringBuilder();
            boolean isOld = true;
            boolean isSure = true;
            for (ModelFiles.Fold fold : model.folds()) {
                FileStamp file = FileStamp.of(fold.file());
                isOld &= file.modified().isBefore(old);
                isSure &= file.newest().isBefore(old);
                stamp.append(fold.file()).append(' ').append(file.text()).append('|');
            }
            stamp.append(stamp(model.beside(SideFile.SUFFIX))).append('|');
            stamp.append(stamp(model.beside(ClassesFile.SUFFIX))).append('|');
            stamp.append(stamp(model.beside(CertificateFile.SUFFIX))).append('|');
            model.companion().all().forEach(file -> stamp.append(stamp(file)).append('|'));
            entries.add(new Entry(model, stamp.append(classes).toString(), isOld, isSure));
        }
        return entries;
    }

    private List<ModelFiles> models() throws IOException {
        Map<String, List<ModelFiles.Fold>> folds = new LinkedHashMap<>();
        Map<String, String> names = new HashMap<>();
        List<ModelFiles> lone = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : wanted.get().among(files)) {
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
    public ModelSource source(ModelFiles model) {
        Path file = model.paths().get(0);
        Path declared = model.beside(SideFile.SUFFIX);
        ModelSource source = (Files.isRegularFile(declared) ? SideFile.read(file, declared) : ModelSource.of(file))
                .withCompanion(model.companion());
        if (source.name().isEmpty() && model.name().isPresent()) {
            source = source.withName(model.name().get());
        }
        if (source.labels().isEmpty()) {
            source = labels(model.beside(ClassesFile.SUFFIX))
                    .map(source::withLabels)
                    .orElse(source);
        }
        return labels(folder.resolve(ClassesFile.FILE_NAME))
                .map(source::withDefaultLabels)
                .orElse(source);
    }

    private static Optional<Labels> labels(Path file) throws EngineException {
        return Files.isRegularFile(file) ? Optional.of(ClassesFile.read(file)) : Optional.empty();
    }

    /**
     * Further files that a model reads, such as ONNX's external data.
     *
     * @param stamp changes when one of the files does
     * @param isOld as {@link Entry#isOld}
     * @param isSure as {@link Entry#isSure}
     */
    record Further(String stamp, boolean isOld, boolean isSure) {}

    /** Looks at further files as they are now; a missing file has a stamp as well. */
    Further further(Collection<Path> files) {
        Instant old = clock.instant().minus(OLD);
        StringBuilder stamp = new StringBuilder();
        boolean isOld = true;
        boolean isSure = true;
        for (Path file : files) {
            stamp.append('|').append(file).append(' ');
            try {
                FileStamp found = FileStamp.of(file);
                isOld &= found.modified().isBefore(old);
                isSure &= found.newest().isBefore(old);
                stamp.append(found.text());
            } catch (IOException e) {
                stamp.append(NO_FILE);
            }
        }
        return new Further(stamp.toString(), isOld, isSure);
    }

    /** Changes when the file does; {@link #NO_FILE} when there is none. */
    static String stamp(Path file) {
        try {
            return FileStamp.of(file).text();
        } catch (IOException e) {
            return NO_FILE;
        }
    }
}
