package io.pokeai.spark.internal;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.PictureSource;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a partition with what a model says of their pictures, in their order, with as much memory as a few batches need.
 *
 * @param column of the pictures: bytes, or paths
 * @param top how many classes are named
 */
public record ClassifiedRows(HostSettings host, String model, int column, int top)
        implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1;
    private static final int ADDED = 4;

    /** What {@code top} holds. */
    private static final StructType RANKED = new StructType(new StructField[] {
        DataTypes.createStructField("label", DataTypes.StringType, false),
        DataTypes.createStructField("probability", DataTypes.FloatType, false)
    });

    /**
     * The columns of the rows that come out.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when the column of the pictures is missing or of another type, and when a
     *     column is there that would be added
     */
    public static StructType schema(StructType schema, String input) {
        if (!List.of(schema.fieldNames()).contains(input)) {
            throw EngineException.invalidArgument(
                    "There is no column '" + input + "', only " + List.of(schema.fieldNames()) + ".",
                    "Name the column of the pictures with setInputCol.");
        }
        DataType type = schema.apply(input).dataType();
        if (!type.equals(DataTypes.BinaryType) && !type.equals(DataTypes.StringType)) {
            throw EngineException.invalidArgument(
                    "Column '" + input + "' is of type " + type.simpleString() + ".",
                    "Give bytes of picture files (binary), or paths (string).");
        }
        StructType answered = schema;
        for (StructField added : List.of(
                DataTypes.createStructField("label", DataTypes.StringType, true),
                DataTypes.createStructField("probability", DataTypes.createArrayType(DataTypes.FloatType, false), true),
                DataTypes.createStructField("top", DataTypes.createArrayType(RANKED, false), true),
                DataTypes.createStructField("error", DataTypes.StringType, true))) {
            if (List.of(schema.fieldNames()).contains(added.name())) {
                throw EngineException.invalidArgument(
                        "There is a column '" + added.name() + "' already.", "Rename it before.");
            }
            answered = answered.add(added);
        }
        return answered;
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // closed when the task ends
    public Iterator<Row> call(Iterator<Row> rows) {
        return RemoteFailure.carried(() -> {
            Stream<Result<Row>> results =
                    HostEngine.of(host).engine().classifyAll(BulkRequest.of(List.of(model), () -> rows, this::source));
            TaskContext task = TaskContext.get();
            if (task != null) {
                task.addTaskCompletionListener(
                        (org.apache.spark.util.TaskCompletionListener) context -> results.close());
            }
            return new Answers(results.iterator());
        });
    }

    private final class Answers implements Iterator<Row> {
        private final Iterator<Result<Row>> results;

        Answers(Iterator<Result<Row>> results) {
            this.results = results;
        }

        @Override
        public boolean hasNext() {
            return RemoteFailure.carried(results::hasNext);
        }

        @Override
        public Row next() {
            return RemoteFailure.carried(() -> row(results.next()));
        }
    }

    private PictureSource source(Row row) {
        Object picture = row.get(column);
        if (picture instanceof byte[] bytes) {
            return PictureSource.of(bytes);
        }
        if (picture instanceof String path) {
            return PictureSource.of(Path.of(path));
        }
        throw EngineException.invalidArgument("The row has no picture.", "Give bytes or a path in each row.");
    }

    private Row row(Result<Row> result) {
        Row asked = result.picture();
        Object[] values = new Object[asked.length() + ADDED];
        for (int i = 0; i < asked.length(); i++) {
            values[i] = asked.get(i);
        }
        int at = asked.length();
        if (result instanceof Result.Failed<Row> failed) {
            EngineException why = failed.error();
            if (why.code().exitStatus() != ExitStatus.INPUT && why.code().exitStatus() != ExitStatus.USAGE) {
                throw why; // of the model or the engine: the same would befall every picture
            }
            values[at + 3] = why.code() + ": " + why.problem();
            return RowFactory.create(values);
        }
        Prediction prediction = result.orThrow();
        values[at] = prediction.best().label();
        values[at + 1] = prediction.probabilities().toArray();
        values[at + 2] = prediction.top(top).stream()
                .map(ranked -> RowFactory.create(ranked.label(), ranked.probability()))
                .toArray();
        return RowFactory.create(values);
    }
}
