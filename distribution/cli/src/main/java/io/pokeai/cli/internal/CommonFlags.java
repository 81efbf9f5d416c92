package io.pokeai.cli.internal;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class CommonFlags {
    @Option(names = "--artifacts", paramLabel = "DIR", description = "Folder with the models (default: ./artifacts).")
    private @Nullable String artifacts;

    @Option(names = "--cache", paramLabel = "DIR", description = "Folder for derived data (default: in the artifacts).")
    private @Nullable String cache;

    @Option(names = "--threads", paramLabel = "N", description = "Thread budget (default: all cores).")
    private @Nullable String threads;

    @Option(
            names = {"--device", "--provider"},
            paramLabel = "auto|cpu|cuda",
            description = "What computes (default: auto).")
    private @Nullable String device;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings (default: ./pokeai.yaml if there is one).")
    private @Nullable String config;

    @Option(names = "--verbose", description = "Show the stack trace of a failure.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** The given ones. */
    Map<CliSetting, String> values() {
        Map<CliSetting, String> values = new EnumMap<>(CliSetting.class);
        put(values, CliSetting.ARTIFACTS, artifacts);
        put(values, CliSetting.CACHE, cache);
        put(values, CliSetting.THREADS, threads);
        put(values, CliSetting.DEVICE, device);
        put(values, CliSetting.VERBOSE, verbose ? "true" : null);
        return values;
    }

    @Nullable
    String config() {
        return config;
    }

    boolean help() {
        return help;
    }

    private static void put(Map<CliSetting, String> values, CliSetting setting, @Nullable String value) {
        if (value != null) {
            values.put(setting, value);
        }
    }
}
