package io.pokeai.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;

/** A cluster whose executors are processes of this machine, with the class path of the test. */
public final class SparkCluster {
    private SparkCluster() {}

    /**
     * @param executors processes with one core each
     * @param more settings of Spark
     */
    public static SparkConf of(int executors, Map<String, String> more) throws IOException {
        home();
        SparkConf configuration = new SparkConf()
                .setAppName("test")
                .setMaster("local-cluster[" + executors + ",1,512]")
                .set("spark.ui.enabled", "false")
                .set("spark.executor.memory", "512m")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
        more.forEach(configuration::set);
        return configuration;
    }

    /** Spark starts executors with the jars of its home: here those of Maven. */
    private static void home() throws IOException {
        Path home = Path.of(System.getenv("SPARK_HOME"));
        Path jars = Files.createDirectories(home.resolve("jars"));
        Files.writeString(home.resolve("RELEASE"), "of a test");
        for (String entry : List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))) {
            Path jar = Path.of(entry);
            Path link = jars.resolve(jar.getFileName().toString());
            if (jar.toString().matches(".*/(spark|scala)-[^/]*\\.jar") && !Files.exists(link)) {
                Files.createSymbolicLink(link, jar);
            }
        }
    }

    /** The processes of the executors. Their command lines are longer than what {@link ProcessHandle} tells. */
    public static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> commandLine(process).contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException e) {
            return ""; // it has ended
        }
    }
}
