package io.pokeai.onnx.graph.recognition;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.api.backend.HashedFile;
import io.pokeai.onnx.graph.OnnxHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The open files of one ONNX model, checked and found harmless: the graph, and those beside it that hold its weights.
 * A runtime gets a private copy of them, so the bytes that were checked, are hashed and run are the same.
 *
 * <p><b>Threads</b> confined to one. <b>Ownership</b> the caller that opens it closes it.
 */
public final class OnnxFiles implements AutoCloseable {
    private final HashedFile model;
    private final Path folder;
    private final List<HashedFile> external = new ArrayList<>();

    private OnnxFiles(HashedFile model) {
        this.model = model;
        this.folder = OnnxRecognition.folder(model.path());
    }

    /**
     * Opens a model.
     *
     * @throws EngineException {@code MODEL_INVALID} or {@code MODEL_REFUSED}, with the file's name
     */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // kept, and closed by close()
    public static OnnxFiles open(Path file, ContentHashes hashes) {
        OnnxFiles files = new OnnxFiles(hashes.open(file));
        try {
            OnnxHeader header = OnnxHeader.read(files.model);
            try {
                for (Path beside : OnnxPolicy.requireHarmless(header, files.folder)) {
                    files.external.add(hashes.open(beside));
                }
            } catch (EngineException e) {
                throw e.about(OnnxRecognition.fileName(file));
            }
            return files;
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /** Bytes of the graph's own file. */
    public long size() {
        return model.size();
    }

    /** Whether the graph alone is not the whole model. */
    public boolean hasExternal() {
        return !external.isEmpty();
    }

    /** The version of what is open, as {@link OnnxRecognition#spec} makes it; waits for the hashes. */
    public String version() {
        return ContentHash.of(
                model.sha256(), external.stream().map(HashedFile::sha256).toList());
    }

    /** Copies all files into an empty folder, which a runtime then opens; gives the graph's. */
    public Path copyInto(Path target) throws IOException {
        Path copy = target.resolve("copied.onnx");
        model.copyTo(copy);
        for (HashedFile file : external) {
            Path relative = folder.toRealPath().relativize(file.path().toAbsolutePath());
            Path beside = target.resolve(relative);
            Files.createDirectories(Optional.ofNullable(beside.getParent()).orElse(target));
            file.copyTo(beside);
        }
        return copy;
    }

    /** The graph in memory: a direct buffer. */
    public ByteBuffer read() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(model.size()));
        model.read(0, bytes);
        return bytes.flip();
    }

    /** Errors as {@link HashedFile#requireIntact}. */
    public void requireIntact() {
        model.requireIntact();
        external.forEach(HashedFile::requireIntact);
    }

    @Override
    public void close() {
        model.close();
        external.forEach(HashedFile::close);
    }
}
