package io.pokeai.aug.robustness;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.UnitImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * Pictures of a run as its models saw them: cropped and corrupted again, with the same random numbers.
 *
 * <p><b>Threads</b> confined to one.
 */
public final class CorruptedPictures {
    /** A page asks for one picture under many corruptions, one after the other: more crops need not be kept. */
    private static final int KEPT = 16;

    private final IntFunction<Path> files;
    private final InputSpec input;
    private final long seed;
    private final BiFunction<Path, InputSpec, Image> cropping;
    private final Map<Integer, Optional<Image>> crops = new LinkedHashMap<>(KEPT, 1, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Optional<Image>> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param files where the picture of a row is
     * @param input what the model sees
     * @param seed of the run
     * @param cropping makes the crop of a file, as {@link PixelAnswers#crop}
     */
    public CorruptedPictures(
            IntFunction<Path> files, InputSpec input, long seed, BiFunction<Path, InputSpec, Image> cropping) {
        this.files = files;
        this.input = input;
        this.seed = seed;
        this.cropping = cropping;
    }

    /** The pictures of a plan, as one of its models sees them. */
    public static CorruptedPictures of(RobustnessPlan plan, TestedModel model, PixelAnswers asked) {
        return new CorruptedPictures(plan.pictures()::file, model.input(), plan.seed(), asked::crop);
    }

    /**
     * What the model saw in a cell; where PokeAI's script saves it as a file, what is saved.
     *
     * @param row of the data set, from 0
     * @param severity of the corruption; of clean pictures 0
     * @return in 8 bits; empty when the picture is gone or damaged, or cannot be corrupted
     */
    public Optional<Image> picture(int row, PlannedCorruption corruption, int severity) {
        Optional<Image> cropped = corruption.isSavedFor(input)
                ? crop(row, corruption.cropFor(input))
                : crops.computeIfAbsent(row, key -> crop(key, input));
        return cropped.flatMap(crop -> {
            try {
                Pixels pixels = corruption.apply(crop, severity, seed);
                return Optional.of(pixels instanceof UnitImage unit ? unit.toImage() : (Image) pixels);
            } catch (EngineException e) {
                return unlessFatal(e);
            }
        });
    }

    private Optional<Image> crop(int row, InputSpec spec) {
        try {
            return Optional.of(cropping.apply(files.apply(row), spec));
        } catch (EngineException e) {
            return unlessFatal(e);
        }
    }

    private static Optional<Image> unlessFatal(EngineException e) {
        if (e.code().exitStatus() != ExitStatus.INPUT) {
            throw e;
        }
        return Optional.empty();
    }
}
