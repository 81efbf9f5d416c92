package io.pokeai.spark.internal;

import io.pokeai.aug.evaluation.run.AskedModel;
import io.pokeai.aug.evaluation.run.EngineModel;
import io.pokeai.aug.evaluation.run.ModelIdentity;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A model that executors answer for. Tasks begin where batches begin, so that answers are those of one process to the last bit; they
 * come in the order of the pictures, some tasks for each core at a time.
 *
 * @param here the same model in the driver: what it is has to be equal in each executor
 * @param name what it is asked by
 * @param pictures in a task, about
 */
record ScatteredModel(JavaSparkContext spark, HostSettings settings, EngineModel here, String name, int pictures)
        implements AskedModel {
    /** For each core at a time: the driver holds the answers of so many. */
    private static final int TASKS_EACH = 8;

    @Override
    public ModelIdentity identity() {
        return here.identity();
    }

    @Override
    public Stream<Result<Path>> answers(Iterable<Path> asked) {
        List<Path> all = new ArrayList<>();
        asked.forEach(all::add);
        int step = Math.max(
                identity().batch(), pictures / identity().batch() * identity().batch());
        int window = Math.multiplyExact(step, Math.max(1, spark.defaultParallelism()) * TASKS_EACH);
        int windows = (all.size() + window - 1) / window;
        return IntStream.range(0, windows)
                .boxed()
                .flatMap(number ->
                        answers(all.subList(number * window, Math.min(all.size(), (number + 1) * window)), step));
    }

    private Stream<Result<Path>> answers(List<Path> pictures, int step) {
        List<List<String>> pieces = new ArrayList<>();
        for (int from = 0; from < pictures.size(); from += step) {
            pieces.add(new ArrayList<>(pictures.subList(from, Math.min(pictures.size(), from + step)).stream()
                    .map(Path::toString)
                    .toList()));
        }
        List<List<SharedAnswer>> answers = new ArrayList<>(java.util.Collections.nCopies(pieces.size(), List.of()));
        HostSettings host = settings;
        String model = name;
        String title = identity().model();
        String version = identity().version();
        String backend = identity().backend();
        new OrderlessJob(spark).run(pieces, piece -> ask(host, model, title, version, backend, piece), answers::set);
        Labels labels = here.spec().labels();
        List<Result<Path>> results = new ArrayList<>(pictures.size());
        for (List<SharedAnswer> piece : answers) {
            piece.forEach(answer -> results.add(answer.toResult(pictures.get(results.size()), name, labels)));
        }
        return results.stream();
    }

    /** In an executor. */
    private static List<SharedAnswer> ask(
            HostSettings host, String name, String title, String version, String backend, List<String> pictures) {
        EngineModel there = EngineModel.open(HostEngine.of(host).engine(), name, title);
        if (!there.identity().version().equals(version)
                || !there.identity().backend().equals(backend)) {
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    "In the driver model '" + title + "' is " + version + " on " + backend + ", and in this executor "
                            + there.identity().version() + " on "
                            + there.identity().backend() + ".",
                    "Give all machines the same artifacts folder and the same jar.");
        }
        try (Stream<Result<Path>> results =
                there.answers(pictures.stream().map(Path::of).toList())) {
            return new ArrayList<>(results.map(SharedAnswer::of).toList());
        }
    }
}
