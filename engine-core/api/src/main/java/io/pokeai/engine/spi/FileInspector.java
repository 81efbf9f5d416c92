package io.pokeai.engine.spi;

import io.pokeai.engine.api.backend.FileReport;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says what is in one kind of model file, for {@code pokeai inspect}. It reads the file and opens no model.
 *
 * <p><b>Threads</b> safe.
 */
@ConsumerType
public interface FileInspector {
    /**
     * What the file says about itself. Bounded in time and memory; executes nothing.
     *
     * @param file that exists and can be read
     * @return empty when the file is of another kind
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} or {@code MODEL_REFUSED} when it is of this kind, and
     *     damaged or dangerous
     */
    Optional<FileReport> inspect(Path file);
}
