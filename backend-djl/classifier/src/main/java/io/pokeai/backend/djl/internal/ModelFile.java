package io.pokeai.backend.djl.internal;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import io.pokeai.djl.blocks.NativeWeights;
import io.pokeai.djl.blocks.NetworkBlock;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.backend.HashedFile;
import io.pokeai.engine.checkpoint.file.OpenCheckpoint;
import io.pokeai.engine.network.recognition.KnownCheckpoint;
import io.pokeai.natives.pytorch.PyTorchLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An open file that becomes a DJL model. */
public sealed interface ModelFile {
    /** The file itself; the caller that opened it closes it. */
    HashedFile file();

    /** What to do when libtorch cannot open it. */
    String remedy();

    /**
     * Reads the file into an empty model.
     *
     * @return bytes of memory that the model holds, as far as can be told
     */
    long loadInto(Model model) throws IOException, MalformedModelException;

    /**
     * A program for libtorch. libtorch opens files itself, so it gets a private copy, and the copy is what is checked.
     *
     * @param cache may not exist yet; holds the copy while libtorch reads it
     */
    record Program(HashedFile file, Path cache) implements ModelFile {
        private static final String COPY = "program.pt";

        @Override
        public String remedy() {
            return "Save the model again with torch.jit.save, by PyTorch " + PyTorchLibrary.version() + " or older.";
        }

        @Override
        public long loadInto(Model model) throws IOException, MalformedModelException {
            Path folder = scratch();
            Path copy = folder.resolve(COPY);
            try {
                file.copyTo(copy);
                TorchScriptArchive.require(copy);
                model.load(folder.toAbsolutePath(), COPY);
            } finally {
                Files.deleteIfExists(copy);
                Files.deleteIfExists(folder);
            }
            return file.size();
        }

        private Path scratch() {
            IOException last = null;
            for (Path parent : List.of(cache, Path.of(System.getProperty("java.io.tmpdir")))) {
                try {
                    Files.createDirectories(parent);
                    return Files.createTempDirectory(parent, "program");
                } catch (IOException e) {
                    last = e;
                }
            }
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "there is no folder to copy the program to: neither " + cache + " nor "
                            + System.getProperty("java.io.tmpdir") + " can be written (" + last + ").",
                    "Name a cache folder that can be written.",
                    last);
        }
    }

    /**
     * The weights of a known network.
     *
     * @param input what the pictures are: their size counts
     */
    record Checkpoint(HashedFile file, InputSpec input) implements ModelFile {
        @Override
        public String remedy() {
            return "Save the model again, or give the machine more memory if that is what is missing.";
        }

        @Override
        public long loadInto(Model model) {
            try (OpenCheckpoint open = OpenCheckpoint.of(file)) {
                NativeWeights weights = new NativeWeights(model.getNDManager());
                model.setBlock(new NetworkBlock(KnownCheckpoint.network(open.checkpoint()), input, weights));
                return weights.bytes();
            }
        }
    }
}
