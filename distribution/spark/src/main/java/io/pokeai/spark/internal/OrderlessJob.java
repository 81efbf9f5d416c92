package io.pokeai.spark.internal;

import io.pokeai.engine.api.EngineException;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Function2;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** A job whose results are taken by the driver as they come, one after the other, each once. */
record OrderlessJob(JavaSparkContext spark) {
    /** What an executor does with one piece of work. */
    @FunctionalInterface
    interface Work<T, R> extends Serializable {
        /** @throws Exception why it cannot be done; Spark tries it again somewhere, up to its limit */
        R of(T piece) throws Exception;
    }

    /** Takes the result of the piece with a number. */
    @FunctionalInterface
    interface Taker<R> {
        void take(int number, R result);
    }

    /** A function that travels. */
    private interface TravellingFunction<T, R>
            extends Function2<TaskContext, scala.collection.Iterator<T>, R>, Serializable {}

    private static List<Object> numbers(int count) {
        return IntStream.range(0, count).boxed().map(Object.class::cast).toList();
    }

    /**
     * Does it: each piece is a task.
     *
     * @throws EngineException what {@code work} failed with, with the code that it had there
     */
    <T, R> void run(List<T> pieces, Work<T, R> work, Taker<R> taker) {
        if (pieces.isEmpty()) {
            return;
        }
        JavaRDD<T> rdd = spark.parallelize(pieces, pieces.size());
        TravellingFunction<T, R> function =
                (context, iterator) -> RemoteFailure.carried(() -> work.of(iterator.next()));
        try {
            spark.sc()
                    .runJob(
                            rdd.rdd(),
                            function,
                            scala.jdk.javaapi.CollectionConverters.asScala(numbers(pieces.size()))
                                    .toSeq(),
                            (number, result) -> {
                                taker.take((Integer) number, result);
                                return BoxedUnit.UNIT;
                            },
                            ClassTag$.MODULE$.apply(Object.class));
        } catch (Exception e) { // SparkException is checked, and Scala does not say so
            throw RemoteFailure.found(e);
        }
    }
}
