package io.pokeai.backend.djl.internal;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.checkpoint.file.OpenCheckpoint;
import io.pokeai.engine.network.recognition.KnownCheckpoint;
import io.pokeai.natives.pytorch.PyTorchLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that becomes a DJL model. */
public sealed interface ModelFile {
    /** The file itself. */
    Path path();

    /** What helps when libtorch cannot open it. */
    String remedy();

    /**
     * Reads the file into an empty model.
     *
     * @return bytes of memory that the model holds, as far as can be told
     */
    long loadInto(Model model) throws IOException, MalformedModelException;

    /** A program for libtorch, looked at before. */
    record Program(Path path) implements ModelFile {
        @Override
        public String remedy() {
            return "Save the model again with torch.jit.save, by PyTorch " + PyTorchLibrary.version() + " or older.";
        }

        @Override
        public long loadInto(Model model) throws IOException, MalformedModelException {
            Path whole = path.toAbsolutePath();
            Path folder = whole.getParent();
            model.load(folder == null ? whole : folder, String.valueOf(whole.getFileName()));
            return Files.size(whole);
        }
    }

    /**
     * Weights of a network that is known.
     *
     * @param input what the pictures are: their size counts
     */
    record Checkpoint(Path path, InputSpec input) implements ModelFile {
        @Override
        public String remedy() {
            return "Save the model again, or give the machine more memory if that is what is missing.";
        }

        @Override
        public long loadInto(Model model) {
            try (OpenCheckpoint open = OpenCheckpoint.of(path)) {
                Weights weights = new Weights(model.getNDManager());
                model.setBlock(new NetworkBlock(KnownCheckpoint.network(open.checkpoint()), input, weights));
                return weights.bytes();
            }
        }
    }
}
