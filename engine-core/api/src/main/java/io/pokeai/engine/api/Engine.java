package io.pokeai.engine.api;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Classifies pictures with the models of an artifacts folder.
 *
 * <p><b>Threads</b> safe; every method may be called by many threads.<br>
 * <b>Ownership</b> whoever opened the engine closes it. An engine obtained as an OSGi service is closed by its bundle.<br>
 * <b>Errors</b> every method throws {@link EngineException}; the code says which kind. {@code null} is refused with
 * {@code INVALID_ARGUMENT} and the name of the parameter.<br>
 * <b>Interrupts</b> a call of an interrupted thread, and one that is interrupted while it waits, fails with {@code CANCELLED};
 * the thread's flag stays set, and nobody else is disturbed: a model that is opening goes on opening, and the others of a batch
 * are answered. Native code is not interrupted; what it gives is returned.
 */
@ProviderType
public interface Engine extends AutoCloseable {
    /** The longest key of {@link #forCaller}, in characters. */
    int MAX_KEY = 1024;

    /** Classifies a picture file. */
    Prediction classify(String model, Path picture);

    /**
     * Classifies a picture file as something has changed it, such as a corruption of a robustness suite.
     *
     * @param change gets what the model would have seen, after resize and crop and before normalisation; gives a picture
     *     of the same size. What it throws is thrown.
     */
    Prediction classify(String model, Path picture, Function<? super Image, ? extends Pixels> change);

    /** Classifies an encoded picture (the bytes of a file). */
    Prediction classify(String model, byte[] encoded);

    /** Classifies an encoded picture; reads the stream to its end and does not close it. */
    Prediction classify(String model, InputStream encoded);

    /** Classifies a decoded picture. One of the model's crop size is taken as it is; any other is resized and cropped. */
    Prediction classify(String model, Image image);

    /**
     * Classifies many pictures on all cores of the budget: in the given order, with bounded memory, errors as results.
     *
     * <p>The stream is lazy and must be closed (it holds a lease on the model); use it in try-with-resources.
     */
    Stream<Result> classifyAll(String model, Iterable<Path> pictures);

    /** As {@link #classifyAll(String, Iterable)}, with batches of the given size. */
    Stream<Result> classifyAll(String model, Iterable<Path> pictures, int batch);

    /**
     * As {@link #classifyAll(String, Iterable)}, each picture as something has changed it.
     *
     * @param change as for {@link #classify(String, Path, Function)}, called by many threads in any order; what it throws
     *     is the result of that picture
     */
    Stream<Result> classifyAll(String model, Iterable<Path> pictures, Function<? super Image, ? extends Pixels> change);

    /** As {@link #classifyAll(String, Iterable, Function)}, with batches of the given size. */
    Stream<Result> classifyAll(
            String model, Iterable<Path> pictures, int batch, Function<? super Image, ? extends Pixels> change);

    /**
     * Writes a certificate for what a model answers now, in place of the one that it may have, which is not asked: this is
     * how weights are replaced on purpose. It lies beside the model, as {@code <model>.cert.json}.
     *
     * @param pictures asked in this order until {@code limit} could be read
     * @param limit how many pictures the certificate gets, 1…{@value Certificate#MAX_PICTURES}
     * @param tolerance as {@link Certificate#tolerance}
     * @throws EngineException {@code INVALID_ARGUMENT} when no picture can be read; else as {@link ModelRegistry#lease}
     */
    Certificate.Written certify(String model, Iterable<Path> pictures, int limit, double tolerance);

    /**
     * This engine for a caller who has no more time than this: whatever a call waits for – the first look at the folder, fresh
     * files, the opening of the model, a thread of the budget, its batch – it waits for all of it together no longer than this,
     * and fails with {@link ErrorCode#DEADLINE_EXCEEDED}. Time that has passed is also noticed between reading, decoding and the
     * model. What cannot be interrupted is not: a decoder or a model that is computing, a stream that is being read. An opening
     * that nobody has time for goes on, for the next caller.
     *
     * <p>It bounds single calls, {@link #preload}, the waits of {@link #models()} and, for many pictures, the opening of the
     * model and, from the first result that is asked for, the begin of the first batch. {@link #certify} is bounded in its
     * opening; {@link #control()} has deadlines of its own.
     *
     * @param deadline of each call, from its begin; more than 0 and at most a day
     * @return a view for the same caller; closing it closes nothing
     * @throws EngineException {@code INVALID_ARGUMENT} for another deadline
     */
    Engine within(Duration deadline);

    /**
     * This engine for one caller: while a model has a canary, the same key is answered by the same generation every time, in
     * every process and on every machine, single calls and many pictures alike. Calls without a key draw.
     *
     * @param key who calls: a user, a camera, a session; 1…{@value #MAX_KEY} characters
     * @return a view with the same deadline; closing it closes nothing
     * @throws EngineException {@code INVALID_ARGUMENT} for a key that is empty or too long
     */
    Engine forCaller(String key);

    /**
     * Opens models and warms them up before they are wanted, without a picture.
     *
     * @param models their names; none for all that there are now
     * @return where each stands, in the order of the names
     * @throws EngineException as {@link ModelRegistry#lease}, for the first of them that cannot answer, when all have been tried;
     *     the errors of the others are its suppressed exceptions
     */
    List<ModelStatus> preload(String... models);

    /** The models, as this caller sees them: within the time of {@link #within} and by the key of {@link #forCaller}. */
    ModelRegistry models();

    /** Swaps, canaries, shadows, roll-backs. */
    ModelControl control();

    /** Preprocessing alone. */
    Imaging imaging();

    /**
     * Stops accepting calls, waits for the running ones and closes all models. It takes as long as these calls do, and at most
     * {@link EngineSettings#drainDeadline} (30 s unless {@link EngineSettings#withDrainDeadline} says otherwise); what still
     * hangs then is left to its threads. An interrupt does not shorten it: a native library that is torn down under a running
     * call takes the process with it.
     *
     * <p>An engine that others have opened with equal settings stays open for them, and this returns at once.
     */
    @Override
    void close();
}
