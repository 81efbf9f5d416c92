package io.pokeai.spark.internal;

import org.apache.spark.SparkConf;

/** What jobs need of Spark, where nobody has said otherwise. */
final class JobConfiguration {
    private JobConfiguration() {}

    /** @param command such as {@code robustness} */
    static SparkConf of(String command) {
        SparkConf configuration = new SparkConf();
        configuration.setIfMissing("spark.app.name", "pokeai " + command);
        // Results are taken as they come, so that their sum needs no bound.
        configuration.setIfMissing("spark.driver.maxResultSize", "0");
        return configuration;
    }
}
