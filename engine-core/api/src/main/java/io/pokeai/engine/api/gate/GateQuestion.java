package io.pokeai.engine.api.gate;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * May the candidate answer instead of the baseline?
 *
 * <p>Both are open while the question lasts. The baseline answers callers meanwhile; nobody but the gate asks the candidate.
 *
 * <p><b>Threads</b> {@link #imaging} and {@link #cancelled} may be used by many, the rest by the thread that decides.
 */
@ProviderType
public interface GateQuestion {
    /** The name that is to be changed. */
    String model();

    /** The plan as the swap names it: absolute, and read by the gate alone. */
    Path plan();

    /** The artifacts folder of the engine. */
    Path artifacts();

    /** What answers now. */
    GatedModel baseline();

    /** What is to answer. */
    GatedModel candidate();

    /** Makes crops of pictures as the engine does for its callers: {@link Imaging#crop(Path, io.pokeai.engine.api.InputSpec)}. */
    Imaging imaging();

    /**
     * Asks the generations as {@link io.pokeai.engine.api.Engine#classifyAll} asks models, on the threads of the engine: callers
     * and the gate take turns.
     *
     * <p><b>Ownership</b> the caller closes the stream; a generation stays open until then.
     *
     * @param models {@link #baseline}, {@link #candidate} or both
     * @param pixels makes what the models see of a picture, of the size of their crop; called once for each picture, by many
     *     threads in any order. {@link Image} or floating point
     * @param batch how many pictures are computed at once, at most
     * @return a result for each picture and model, in the order of the pictures and, for each of them, of the models; lazily, with
     *     bounded memory, errors in their place
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when a generation is no longer there
     */
    <T> Stream<Result<T>> answers(
            List<GatedModel> models, Iterable<T> pictures, Function<? super T, ? extends Pixels> pixels, int batch);

    /**
     * Whether the decision is no longer wanted: the deadline has passed, who asked has given up, or one of the generations leaves.
     * A gate asks after each piece of work, and then throws {@link InterruptedException}.
     */
    boolean cancelled();

    /**
     * Says how much of the work is done, for those who watch the change; may be called as often as is convenient.
     *
     * @param done answers that are there, 0…{@code total}
     * @param total answers that are wanted
     */
    default void progress(long done, long total) {}
}
