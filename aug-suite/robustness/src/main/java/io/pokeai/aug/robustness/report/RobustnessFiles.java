package io.pokeai.aug.robustness.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.engine.dataset.files.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a robustness run. Each appears whole or not at all; they follow from the cells alone, so that a run that was
 * interrupted writes the bytes of one that was not.
 *
 * @param folder gets {@code robustness.json}
 * @param artifacts gets PokeAI's files of its five augmentations, as {@link AugmentedFiles}
 */
public record RobustnessFiles(Path folder, Path artifacts) {
    /** For programs. */
    public Path json() {
        return folder.resolve("robustness.json");
    }

    /**
     * Writes them, {@code robustness.json} last: when it exists, the others are complete.
     *
     * @param errors that are to be in it
     * @param figures of the same result
     * @return the files
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when one cannot be written
     */
    @CanIgnoreReturnValue
    public List<Path> write(RobustnessResult result, List<SuiteError> errors, RobustnessFigures figures) {
        List<Path> files = new ArrayList<>(new AugmentedFiles(artifacts).write(result));
        TextFile.write(json(), RobustnessJson.text(result, errors, figures));
        files.add(json());
        return files;
    }
}
