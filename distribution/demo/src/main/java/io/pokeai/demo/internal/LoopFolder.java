package io.pokeai.demo.internal;

import java.nio.file.Path;

/**
 * Where the second part of the demo writes: a data set, an artifacts folder, what each command said, a page.
 *
 * @param path a folder inside of the demo's
 */
record LoopFolder(Path path) {
    /** The data set: one folder for each class. */
    Path pictures() {
        return path.resolve("pictures");
    }

    Path artifacts() {
        return path.resolve("artifacts");
    }

    /** What the commands keep for themselves; not in the artifacts, where it would be among the files to look at. */
    Path cache() {
        return path.resolve("cache");
    }

    /** What each command has said, a file for each. */
    Path logs() {
        return path.resolve("logs");
    }

    Path page() {
        return path.resolve("loop.html");
    }
}
