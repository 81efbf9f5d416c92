package io.pokeai.engine.spi;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.HashedFile;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A back end: recognises model files and opens them.
 *
 * <p><b>Threads</b> safe. {@link #recognise} and {@link #open} may run for several files at once.
 */
@ConsumerType
public interface ClassifierFactory {
    /** A short name, such as {@code onnx}; the same in every version. */
    String id();

    /**
     * Says what a file is, by its bytes and not by its name alone. Bounded in time and memory; executes nothing.
     *
     * @return empty when this back end does not open such files
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID}, {@code MODEL_REFUSED} or
     *     {@code LABELS_MISMATCH} when it is, and cannot be used
     */
    Optional<ModelSpec> recognise(ModelSource source);

    /**
     * How the names of this back end's files end, such as {@code .colours}, in any case of letters: the back end is asked about
     * no other files of the artifacts folder then, but for those that end in {@code .onnx}, {@code .pth} and {@code .pt}. A
     * file that a person names is shown to every back end.
     *
     * @return empty to be asked about every file that is not plainly something else, such as a picture or a text; at most
     *     1,000 of them in a folder
     */
    default Set<String> suffixes() {
        return Set.of();
    }

    /**
     * Opens a model that {@link #recognise} has described; the caller closes it.
     *
     * <p>Files are opened by {@link OpenOptions#hashes}: the version is the hash of the bytes that are read through a
     * {@link HashedFile}, or from a private copy of it, whatever happens to the path meanwhile. If a back end opens a file by
     * itself, the engine looks at the path before and after, and does not publish the model if the file has changed.
     *
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when the back end cannot read it,
     *     {@code UNAVAILABLE} when none of the wanted devices can be had
     */
    Classifier open(ModelSpec spec, OpenOptions options);

    /**
     * Makes sure that the machine has what every model of this back end needs, such as native libraries; an embedded engine
     * calls this as it opens. Expensive work that may never be needed is left to {@link #open}.
     *
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} with the cause and the remedy when it is not
     */
    default void prepare() {}

    /**
     * Of two back ends that recognise the same file, the one with the higher ranking opens it. In OSGi the property
     * {@code service.ranking} counts, if it is set.
     */
    default int ranking() {
        return 0;
    }
}
