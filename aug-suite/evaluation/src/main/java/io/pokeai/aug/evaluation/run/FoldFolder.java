package io.pokeai.aug.evaluation.run;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * An artifacts folder with one fold of a model and what lies beside it, so that an engine opens the fold alone: an engine over
 * all folds would compute each of them to answer for one.
 *
 * <p>Files are linked; where that is not possible they are copied.
 *
 * @param path of the folder; the caller that made it owns it, and may delete it
 */
public record FoldFolder(Path path) {
    /** Files that describe a model. A certificate is not among them: it is about all folds together. */
    private static final Pattern SIDE_FILE =
            Pattern.compile("(.+\\.)?classes\\.txt|.+\\.model\\.json|(.+\\.)?.*config\\.json");

    /**
     * Makes the folder anew.
     *
     * @param path the folder to make; its earlier content is deleted
     * @param artifacts with all folds
     * @param index of the fold among the model's files, from 0
     * @throws EngineException {@code UNAVAILABLE} when it cannot be made
     */
    public static FoldFolder make(Path path, Path artifacts, ModelSpec spec, int index) {
        Path fold = spec.files().get(index);
        try {
            delete(path);
            Files.createDirectories(path);
            Path place = fold.startsWith(artifacts) ? artifacts.relativize(fold) : fold.getFileName();
            link(fold, path.resolve(place.toString()));
            String name = String.valueOf(fold.getFileName());
            for (Path beside : files(artifacts)) {
                String other = String.valueOf(beside.getFileName());
                // Weights of an ONNX file may lie in files of their own: best_x_fold1.onnx.data.
                boolean weights = !other.equals(name) && (other.startsWith(name + ".") || other.startsWith(name + "_"));
                if (weights || SIDE_FILE.matcher(other).matches()) {
                    link(beside, path.resolve(other));
                }
            }
            return new FoldFolder(path);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The folder " + path + " for a fold alone cannot be made: " + e.getMessage() + ".",
                    "Make the artifacts folder writable, or free space on its disk.",
                    e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void link(Path file, Path link) throws IOException {
        Path folder = link.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try {
            Files.createSymbolicLink(link, file.toAbsolutePath());
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.copy(file, link); // Windows only lets administrators link
        }
    }

    /** Deletes the folder; never what is linked. */
    public void delete() {
        try {
            delete(path);
        } catch (IOException e) {
            System.getLogger(FoldFolder.class.getName())
                    .log(System.Logger.Level.DEBUG, path + " is left: the next run deletes it", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            PathUtils.deleteDirectory(folder);
        }
    }
}
