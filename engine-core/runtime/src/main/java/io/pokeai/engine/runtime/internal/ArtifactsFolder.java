package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Labels;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What lies in an artifacts folder now: model files with their side files, each with a stamp that changes when any of
 * them does.
 *
 * <p><b>Threads</b> immutable; every {@link #list} looks afresh.
 */
final class ArtifactsFolder {
    /** A file younger than this may still be written to. */
    static final Duration STILL = Duration.ofSeconds(1);

    private static final String MODEL_SUFFIX = ".onnx";

    private final Path folder;

    ArtifactsFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * One model file.
     *
     * @param path of the model file
     * @param stamp equal as long as the file, its side files and {@code classes.txt} are unchanged
     * @param settled false while one of them is so young that it may still be written to
     */
    record Entry(Path path, String stamp, boolean settled) {}

    Path path() {
        return folder;
    }

    /** Model files by name; none when the folder does not exist (yet). */
    List<Entry> list() {
        Instant youngest = Instant.now().minus(STILL);
        String classes = stamp(folder.resolve(ClassList.FILE_NAME));
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(ArtifactsFolder::isModel).sorted().toList()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                String stamp = stamp(file) + "|" + stamp(beside(file, SideFile.SUFFIX)) + "|"
                        + stamp(beside(file, ClassList.SUFFIX)) + "|" + classes;
                boolean settled = attributes.lastModifiedTime().toInstant().isBefore(youngest);
                entries.add(new Entry(file, stamp, settled));
            }
        } catch (NoSuchFileException e) {
            return entries; // a folder or file that went away a moment ago; the next look sees the rest
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /** The file with all that the folder says about it. */
    ModelSource source(Path file) {
        Path declared = beside(file, SideFile.SUFFIX);
        ModelSource source = Files.isRegularFile(declared) ? SideFile.read(file, declared) : ModelSource.of(file);
        if (source.labels().isEmpty()) {
            source = labels(beside(file, ClassList.SUFFIX))
                    .map(source::withLabels)
                    .orElse(source);
        }
        return labels(folder.resolve(ClassList.FILE_NAME))
                .map(source::withDefaultLabels)
                .orElse(source);
    }

    /** {@code resnet18} for {@code resnet18.onnx}. */
    static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static Optional<Labels> labels(Path file) throws EngineException {
        return Files.isRegularFile(file) ? Optional.of(ClassList.read(file)) : Optional.empty();
    }

    private static boolean isModel(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith(MODEL_SUFFIX)
                && !name.startsWith(".")
                && Files.isRegularFile(file);
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(stem(file) + suffix);
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + "," + attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS)
                    + "," + attributes.fileKey();
        } catch (IOException e) {
            return "-";
        }
    }
}
