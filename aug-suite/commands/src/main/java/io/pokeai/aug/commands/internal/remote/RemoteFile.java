package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of a job.
 *
 * @param path with slashes
 */
record RemoteFile(String path, long bytes, String sha256) {
    /**
     * Where it lies below a folder.
     *
     * @throws EngineException {@code INTERNAL} for a path that leads out of it: no service gives one
     */
    Path below(Path folder) {
        Path to = folder;
        for (String part : List.of(path.split("/", -1))) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\\') >= 0) {
                throw new EngineException(
                        ErrorCode.INTERNAL,
                        "The service names a file '" + path + "', which does not lie in the job's folder.",
                        "Do not trust this service.");
            }
            to = to.resolve(part);
        }
        return to;
    }
}
