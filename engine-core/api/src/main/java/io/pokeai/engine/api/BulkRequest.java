package io.pokeai.engine.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A question about many pictures, put to one model or to several that share the pixels.
 *
 * <pre>{@code
 * BulkRequest.of("sprites", files)                                   // many files
 * BulkRequest.ofPixels(List.of("a", "b"), cells, Cell::corrupted)    // each cell is corrupted once, for both models
 * }</pre>
 *
 * <p>A picture is any value that the caller names it by, such as a path or the cell of a plan; its {@link Result} has the same
 * value. Pictures are pulled one after the other, on the thread that takes the results and only a few batches ahead of it, so
 * there may be any number of them. {@link #source} is called on the threads that classify.
 *
 * <p><b>Threads</b> immutable, as far as {@link #pictures} are.<br>
 * <b>Errors</b> {@code INVALID_ARGUMENT} for {@code null} and for values that are not allowed, with the name of the
 * parameter.
 *
 * @param <T> what the caller names a picture by
 * @param models their names; at least one, each once. All of them see the same pixels where they were trained to see the same
 *     ({@link InputSpec}); else each picture is made ready once for each kind of input
 * @param pictures in the order of the results
 * @param source gives the file, bytes, stream or pixels of a picture; called once for each picture, by many threads in any
 *     order. What it throws is the result of that picture
 * @param change as {@link Request#change}, and is told which picture it is; called by many threads in any order, for one picture
 *     by one thread at a time. What it throws is the result of that picture
 * @param batchSize how many pictures are inferred at once, at least 1 and never more than each of the models takes; without
 *     it, what the models prefer
 * @param caller as {@link Request#caller}: one side of a canary answers all of the pictures
 * @param deadline as {@link Request#deadline}: how long opening the models may take and, from the first result that is asked
 *     for, how long the first batch may wait to begin; no limit without it
 */
public record BulkRequest<T>(
        List<String> models,
        Iterable<T> pictures,
        Function<? super T, ? extends PictureSource> source,
        Optional<BiFunction<? super T, ? super Image, ? extends Pixels>> change,
        Optional<Integer> batchSize,
        Optional<String> caller,
        Optional<Duration> deadline) {
    public BulkRequest {
        EngineException.required(models, "models").forEach(model -> EngineException.required(model, "model"));
        models = List.copyOf(models);
        EngineException.required(pictures, "pictures");
        EngineException.required(source, "source");
        EngineException.required(change, "change");
        EngineException.required(batchSize, "batchSize").ifPresent(BulkRequest::requireBatchSize);
        EngineException.required(caller, "caller").ifPresent(Request::requireCaller);
        EngineException.required(deadline, "deadline").ifPresent(Serving::requireDeadline);
        requireEachOnce(models);
    }

    /** Asks a model about picture files. */
    public static BulkRequest<Path> of(String model, Iterable<Path> files) {
        return of(List.of(EngineException.required(model, "model")), files, PictureSource::of);
    }

    /** Asks models about pictures: files, bytes, streams or pixels. */
    public static <T> BulkRequest<T> of(
            List<String> models, Iterable<T> pictures, Function<? super T, ? extends PictureSource> source) {
        return new BulkRequest<>(
                models, pictures, source, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Asks models about pixels, such as a crop that was corrupted.
     *
     * @param pixels as {@link #source}; the size is as {@link PictureSource#of(Pixels)} says
     */
    public static <T> BulkRequest<T> ofPixels(
            List<String> models, Iterable<T> pictures, Function<? super T, ? extends Pixels> pixels) {
        EngineException.required(pixels, "pixels");
        return of(models, pictures, picture -> PictureSource.of(pixels.apply(picture)));
    }

    /** The same question about changed pictures: see {@link #change}. */
    public BulkRequest<T> changedBy(Function<? super Image, ? extends Pixels> by) {
        EngineException.required(by, "change");
        return changedEachBy((picture, crop) -> by.apply(crop));
    }

    /** The same question about pictures each of which is changed in its own way: see {@link #change}. */
    public BulkRequest<T> changedEachBy(BiFunction<? super T, ? super Image, ? extends Pixels> by) {
        Optional<BiFunction<? super T, ? super Image, ? extends Pixels>> known =
                Optional.of(EngineException.required(by, "change"));
        return new BulkRequest<>(models, pictures, source, known, batchSize, caller, deadline);
    }

    /** The same question in batches of this size: see {@link #batchSize}. */
    public BulkRequest<T> inBatchesOf(int size) {
        return new BulkRequest<>(models, pictures, source, change, Optional.of(size), caller, deadline);
    }

    /** The same question from a known caller: see {@link #caller}. */
    public BulkRequest<T> forCaller(String key) {
        Optional<String> known = Optional.of(Request.requireCaller(key));
        return new BulkRequest<>(models, pictures, source, change, batchSize, known, deadline);
    }

    /** The same question with a deadline: see {@link #deadline}. */
    public BulkRequest<T> within(Duration time) {
        Optional<Duration> known = Optional.of(EngineException.required(time, "deadline"));
        return new BulkRequest<>(models, pictures, source, change, batchSize, caller, known);
    }

    private static void requireBatchSize(int size) {
        if (size < 1) {
            throw EngineException.invalidArgument(
                    "Batch size must be at least 1, got " + size + ".", "Use at least 1.");
        }
    }

    private static void requireEachOnce(List<String> models) {
        if (models.isEmpty()) {
            throw EngineException.invalidArgument("'models' is empty.", "Name at least one model.");
        }
        Set<String> seen = new HashSet<>();
        for (String model : models) {
            if (!seen.add(model)) {
                throw EngineException.invalidArgument("'models' names '" + model + "' twice.", "Name each model once.");
            }
        }
    }

    /** For a log, such as {@code BulkRequest[sprites, pets, batches of 32, for user-17, within 200 ms]}. */
    @Override
    public String toString() {
        return "BulkRequest[" + String.join(", ", models)
                + batchSize.map(size -> ", batches of " + size).orElse("")
                + RequestText.of(change, caller, deadline) + "]";
    }
}
