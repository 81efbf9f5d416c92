package io.pokeai.onnx.graph;

import io.pokeai.engine.api.backend.HashedFile;
import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes an ONNX graph from a model file of another kind. Used only when the cache has no graph of the file.
 *
 * <p><b>Threads</b> used by one at a time.<br>
 * <b>Errors</b> {@code MODEL_INVALID} and {@code MODEL_REFUSED} when the file cannot be read.
 */
@ConsumerType
public interface GraphSource {
    /** What the graph depends on besides the content of the file, such as the version of the converter. */
    String version();

    /** Reads the file and writes the graph as two new files in one folder. */
    void write(HashedFile file, Path model, Path weights) throws IOException;

    /** The graph of the file in memory, weights and all; at most 2 GiB. */
    byte[] toModel(HashedFile file);
}
