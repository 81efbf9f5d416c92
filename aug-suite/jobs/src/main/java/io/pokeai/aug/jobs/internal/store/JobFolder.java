package io.pokeai.aug.jobs.internal.store;

import java.nio.file.Path;

/**
 * Where the things of a job are.
 *
 * @param path of the folder
 */
public record JobFolder(Path path) {
    /** What the job is to do. */
    Path order() {
        return path.resolve("order.json");
    }

    /** What has happened. */
    Path journal() {
        return path.resolve("journal.jsonl");
    }

    /** Where it stands, as the journal says it; read instead of the journal when the job is at its end. */
    Path status() {
        return path.resolve("status.json");
    }

    /** The list of its files. */
    Path manifest() {
        return path.resolve("manifest.json");
    }

    /** The receipt that is kept when its files are deleted. */
    Path receipt() {
        return path.resolve("receipt.json");
    }

    /** What it makes: the folder of the run. */
    public Path files() {
        return path.resolve("files");
    }

    /** What it works with: links to its models; deleted at its end. */
    public Path inputs() {
        return path.resolve("inputs");
    }
}
