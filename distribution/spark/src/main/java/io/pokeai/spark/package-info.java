/**
 * The engine on Apache Spark: {@link io.pokeai.spark.PokeAiSpark} for {@code spark-submit}, {@link
 * io.pokeai.spark.PokeAiClassifier} for programs.
 */
@NullMarked
package io.pokeai.spark;

import org.jspecify.annotations.NullMarked;
