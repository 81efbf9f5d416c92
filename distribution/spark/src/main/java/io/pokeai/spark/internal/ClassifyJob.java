package io.pokeai.spark.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.spark.PokeAiClassifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code classify}: what is on the pictures of a folder, as JSON lines. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        description = "Classifies the pictures of a table or of class folders, in executors, and writes JSON lines.")
public final class ClassifyJob implements Callable<Integer> {
    @Mixin
    private final HostOptions host = new HostOptions();

    @Option(names = "--model", paramLabel = "NAME", required = true, description = "Which model.")
    private String model = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "One folder for each class, or where the pictures of the table are.")
    private Path data = Path.of("");

    @Option(names = "--split", paramLabel = "FILE.csv", description = "A table with a column 'path'.")
    private @Nullable Path split;

    @Option(names = "--top", paramLabel = "K", description = "How many classes are named (default: 5).")
    private int top = 5;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "A folder that is made: part-….json in the order of the pictures.")
    private Path output = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path folder = data.toAbsolutePath();
        PictureTable table = split == null ? PictureTable.ofClassFolders(folder) : PictureTable.read(split);
        List<String> files = table.rows().stream()
                .map(PictureRow::path)
                .map(path -> folder.resolve(path).toString())
                .toList();
        if (files.isEmpty()) {
            throw EngineException.invalidArgument(folder + " has no pictures.", "Name another folder.");
        }
        if (Files.exists(output)) {
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    output + " exists already.",
                    "Name a folder that does not exist, or remove this one.");
        }
        try (SparkSession spark =
                SparkSession.builder().config(JobConfiguration.of("classify")).getOrCreate()) {
            int tasks = (files.size() + host.pictures() - 1) / host.pictures();
            Dataset<Row> pictures = spark.createDataset(
                            JavaSparkContext.fromSparkContext(spark.sparkContext())
                                    .parallelize(files, tasks)
                                    .rdd(),
                            Encoders.STRING())
                    .toDF("picture");
            HostSettings settings = host.settings();
            PokeAiClassifier stage = new PokeAiClassifier()
                    .setArtifacts(settings.artifacts())
                    .setCache(settings.cache() == null ? "" : settings.cache())
                    .setModel(model)
                    .setThreads(settings.threads())
                    .setTop(top);
            try {
                stage.transform(pictures).write().json(output.toAbsolutePath().toString());
            } catch (RuntimeException e) {
                throw RemoteFailure.found(e);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(files.size() + " pictures: " + output);
        out.flush();
        return 0;
    }
}
