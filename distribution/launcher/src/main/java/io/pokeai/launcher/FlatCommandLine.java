package io.pokeai.launcher;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The command line without a framework, for what must work where no folder can be written: a framework needs one for
 * its storage.
 */
final class FlatCommandLine {
    private static final String COMMAND_LINE = "io.pokeai.cli.internal.FlatCli";

    private FlatCommandLine() {}

    /** Runs one command line and returns its exit status. */
    static int run(List<Path> bundles, String[] args) throws IOException, ReflectiveOperationException {
        URL[] urls = new URL[bundles.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = bundles.get(i).toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, FlatCommandLine.class.getClassLoader())) {
            Object commandLine =
                    Class.forName(COMMAND_LINE, true, loader).getConstructor().newInstance();
            @SuppressWarnings("unchecked") // both sides know this type, and nothing else
            ToIntFunction<String[]> known = (ToIntFunction<String[]>) commandLine;
            return known.applyAsInt(args);
        }
    }
}
