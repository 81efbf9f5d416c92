package io.pokeai.spark;

import io.pokeai.spark.internal.ClassifiedRows;
import io.pokeai.spark.internal.HostSettings;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Classifies a column of pictures, as a stage of Spark ML. Each executor opens the model once.
 *
 * <pre>{@code
 * Dataset<Row> answered = new PokeAiClassifier()
 *         .setArtifacts("/models/artifacts")
 *         .setModel("resnet18")
 *         .transform(pictures);          // a column "picture" of bytes or of paths
 * answered.select("label", "probability", "error").show();
 * }</pre>
 *
 * <p><b>Adds</b> {@code label} (string: the best class), {@code probability} (array of float, in class order), {@code top} (array of
 * {@code label, probability}, best first) and {@code error} (string: why the picture has no answer, else null). A picture that
 * cannot be read is a row with an error and ends nothing. Pixels and numbers are those of {@code pokeai classify}.<br>
 * <b>Errors</b> a model that does not open fails the job with its {@link io.pokeai.engine.api.EngineException}.<br>
 * <b>Threads</b> as every stage: confined to the driver.
 */
public final class PokeAiClassifier extends Transformer {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 5;

    private final String uid;
    private final Param<String> artifacts;
    private final Param<String> cache;
    private final Param<String> model;
    private final Param<String> inputCol;
    private final IntParam top;
    private final IntParam threads;

    /** A stage with an id of its own. */
    public PokeAiClassifier() {
        this(Identifiable$.MODULE$.randomUID("pokeai"));
    }

    /** A stage that was named before. */
    public PokeAiClassifier(String uid) {
        this.uid = uid;
        // Not where they are declared: a parameter asks for the id of its stage.
        this.artifacts = new Param<>(this, "artifacts", "the artifacts folder, on each machine");
        this.cache = new Param<>(this, "cache", "folder for derived data; empty: in the artifacts");
        this.threads = new IntParam(this, "threads", "threads of each executor's engine; 0: all cores");
        this.model = new Param<>(this, "model", "the name of the model");
        this.inputCol = new Param<>(this, "inputCol", "bytes of picture files, or paths of them");
        this.top = new IntParam(this, "top", "how many classes the column 'top' has");
        set(artifacts, "artifacts");
        set(cache, "");
        set(inputCol, "picture");
        set(top, SHOWN);
        set(threads, 0);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** The artifacts folder, at the same place on each machine. */
    public Param<String> artifacts() {
        return artifacts;
    }

    /** Where libraries are unpacked; empty for {@code .cache} of the artifacts folder. */
    public Param<String> cache() {
        return cache;
    }

    /** The name of the model. */
    public Param<String> model() {
        return model;
    }

    /** The column with pictures: binary, or strings that are paths. */
    public Param<String> inputCol() {
        return inputCol;
    }

    /** How many classes the column {@code top} has, at least 1. */
    public IntParam top() {
        return top;
    }

    /** Threads of each executor's engine; 0 for all cores. */
    public IntParam threads() {
        return threads;
    }

    /** Sets {@link #artifacts}. */
    public PokeAiClassifier setArtifacts(String folder) {
        set(artifacts, folder);
        return this;
    }

    /** Sets {@link #cache}. */
    public PokeAiClassifier setCache(String folder) {
        set(cache, folder);
        return this;
    }

    /** Sets {@link #model}. */
    public PokeAiClassifier setModel(String name) {
        set(model, name);
        return this;
    }

    /** Sets {@link #inputCol}. */
    public PokeAiClassifier setInputCol(String column) {
        set(inputCol, column);
        return this;
    }

    /** Sets {@link #top}. */
    public PokeAiClassifier setTop(int classes) {
        set(top, Integer.valueOf(classes));
        return this;
    }

    /** Sets {@link #threads}. */
    public PokeAiClassifier setThreads(int count) {
        set(threads, Integer.valueOf(count));
        return this;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType answered = transformSchema(dataset.schema());
        String folder = getOrDefault(cache);
        HostSettings host = new HostSettings(
                getOrDefault(artifacts), folder.isEmpty() ? null : folder, (Integer) getOrDefault(threads));
        ClassifiedRows rows = new ClassifiedRows(
                host, getOrDefault(model), dataset.schema().fieldIndex(getOrDefault(inputCol)), (Integer)
                        getOrDefault(top));
        return dataset.toDF().mapPartitions(rows, Encoders.row(answered));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return ClassifiedRows.schema(schema, getOrDefault(inputCol));
    }

    @Override
    public PokeAiClassifier copy(ParamMap extra) {
        return defaultCopy(extra);
    }
}
