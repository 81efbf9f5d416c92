package io.pokeai.onnx.graph;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Weights that a model keeps in a file beside it.
 *
 * @param tensor name of the tensor
 * @param location as the model writes it: a path relative to the model's folder
 */
public record ExternalData(String tensor, String location) {
    public ExternalData {
        Objects.requireNonNull(tensor);
        Objects.requireNonNull(location);
    }

    /**
     * The file, when it may be read: a regular file inside the model's own folder, also after following links.
     *
     * @throws EngineException {@code MODEL_REFUSED} when it lies elsewhere or is no regular file, {@code MODEL_INVALID}
     *     when it is missing
     */
    public Path resolve(Path modelFolder) {
        try {
            Path relative = Path.of(location);
            if (location.isEmpty() || relative.isAbsolute() || location.indexOf('\\') >= 0 || climbs(relative)) {
                throw refused("which is not inside the model's own folder");
            }
            Path folder = modelFolder.toRealPath();
            Path file = folder.resolve(relative);
            if (!Files.exists(file)) {
                throw new EngineException(
                        ErrorCode.MODEL_INVALID,
                        "weights of " + this + ", which is missing.",
                        "Copy that file beside the model.");
            }
            if (!file.toRealPath().startsWith(folder)) {
                throw refused("a link that leads out of the model's own folder");
            }
            if (!Files.isRegularFile(file)) {
                throw refused("which is not a regular file");
            }
            return file;
        } catch (InvalidPathException e) {
            throw refused("which is not a file name");
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "weights of " + this + ", which cannot be read: " + e.getMessage(),
                    "Check the files beside the model.",
                    e);
        }
    }

    @Override
    public String toString() {
        return "tensor '" + MessageText.of(tensor) + "' are in '" + MessageText.of(location) + "'";
    }

    private static boolean climbs(Path relative) {
        for (Path step : relative) {
            if (step.toString().equals("..")) {
                return true;
            }
        }
        return false;
    }

    private EngineException refused(String why) {
        return new EngineException(
                ErrorCode.MODEL_REFUSED,
                "weights of " + this + ", " + why + ".",
                "A model may only read files beside it; export it again in one file.");
    }
}
