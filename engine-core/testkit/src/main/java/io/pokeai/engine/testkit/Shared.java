package io.pokeai.engine.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The reference data that real Python made: pictures, models, goldens. It lies beside a checkout and not in it; a test that
 * needs it is skipped, with a reason, where it is missing.
 *
 * <p>This is the one place that knows where it lies: the folder {@code data} below what the system property {@value #PROPERTY}
 * names, {@value #DEFAULT} unless it is set.
 */
public final class Shared {
    /** System property: the folder that holds {@code data}. */
    public static final String PROPERTY = "pokeai.shared";

    /** The default of that property, from where the tests run. */
    public static final String DEFAULT = "../shared";

    private static final Path DATA =
            Path.of(System.getProperty(PROPERTY, DEFAULT)).resolve("data");

    private Shared() {}

    /** A file or folder below the reference data, which may be missing: {@link #require} it before it is used. */
    public static Path data(String path) {
        return DATA.resolve(path);
    }

    /** A file or folder below the reference data; skips the test without it. */
    public static Path at(String path) {
        return require(data(path));
    }

    /** Skips the test if this file or folder of the reference data is missing. */
    public static Path require(Path path) {
        assumeTrue(
                Files.exists(path),
                () -> "needs the reference data, and there is no " + path + " (-D" + PROPERTY + "=DIR)");
        return path;
    }
}
