package io.pokeai.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.runtime.PokeAi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column of pictures becomes the answers that the engine gives on its own. */
class PokeAiClassifierIT {
    private static final int PICTURES = 40;

    @TempDir
    Path folder;

    @Test
    void pathsAndBytesAreClassifiedAsTheEngineDoes() throws Exception {
        Path artifacts = DrawnPictures.artifacts(folder.resolve("artifacts"));
        try (Engine engine = PokeAi.open(
                        EngineSettings.of(artifacts).withWatch(false).withThreads(1));
                SparkSession spark = SparkSession.builder()
                        .config(SparkCluster.of(2, Map.of()))
                        .getOrCreate()) {
            DrawnPictures.write(engine, folder.resolve("data"), PICTURES);
            List<String> files;
            try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
                files = all.filter(Files::isRegularFile)
                        .map(Path::toString)
                        .sorted()
                        .toList();
            }
            Dataset<Row> paths = spark.createDataset(files, Encoders.STRING())
                    .toDF("picture")
                    .repartition(5);
            PokeAiClassifier stage = new PokeAiClassifier()
                    .setArtifacts(artifacts.toString())
                    .setModel(DrawnPictures.MODEL)
                    .setThreads(1)
                    .setTop(2);
            List<Row> rows = stage.transform(paths).collectAsList();
            assertThat(rows).hasSize(PICTURES);
            assertThat(rows).filteredOn(row -> !row.isNullAt(4)).singleElement().satisfies(row -> {
                assertThat(row.<String>getAs("error")).contains("p" + (PICTURES - 1));
                assertThat(row.isNullAt(row.fieldIndex("label"))).isTrue();
            });
            for (Row row : rows) {
                if (row.isNullAt(row.fieldIndex("error"))) {
                    Prediction own = engine.classify(DrawnPictures.MODEL, Path.of(row.<String>getAs("picture")));
                    assertThat(row.<String>getAs("label")).isEqualTo(own.best().label());
                    assertThat(row.<Float>getList(row.fieldIndex("probability")))
                            .hasSameSizeAs(own.probabilities())
                            .allMatch(value -> value >= 0 && value <= 1);
                    assertThat(row.<Row>getList(row.fieldIndex("top"))).hasSize(2);
                }
            }
            Dataset<Row> bytes = spark.read()
                    .format("binaryFile")
                    .load(folder.resolve("data").toString() + "/*/*.png");
            assertThat(stage.setInputCol("content")
                            .transform(bytes)
                            .where("error is null")
                            .count())
                    .isEqualTo(PICTURES - 1);
            assertThat(stage.copy(new org.apache.spark.ml.param.ParamMap()).uid())
                    .isEqualTo(stage.uid());
            assertThatThrownBy(() -> stage.setInputCol("length").transform(bytes))
                    .hasMessageContaining("Column 'length' is of type bigint");
            assertThatThrownBy(() -> stage.setInputCol("nothing").transform(bytes))
                    .hasMessageContaining("There is no column 'nothing'");
        }
    }
}
