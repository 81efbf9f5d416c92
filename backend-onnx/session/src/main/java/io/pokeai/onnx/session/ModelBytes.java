package io.pokeai.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.HashedFile;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.onnx.graph.GraphSource;
import io.pokeai.onnx.graph.recognition.OnnxFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a graph comes from.
 *
 * <p><b>Ownership</b> its creator closes it, once the session is open.
 */
sealed interface ModelBytes extends AutoCloseable {
    /** Bytes of the model, without the files beside it. */
    long size();

    /**
     * Makes a session of a model in memory.
     *
     * @throws EngineException {@code UNAVAILABLE} when the model cannot be opened in memory
     */
    OrtSession open(OrtEnvironment environment, SessionOptions settings) throws OrtException;

    /**
     * Makes a session. Files in the empty folder take the place of copies in memory; they are not needed afterwards.
     */
    default OrtSession open(OrtEnvironment environment, SessionOptions settings, Path scratch)
            throws OrtException, IOException {
        return open(environment, settings);
    }

    /** Whether the model is small enough to be opened in memory. */
    boolean isSmall();

    /** What its optimised form depends on, besides the machine; empty when none is worth keeping. */
    Optional<String> cacheKey();

    /** Whether the content is what the key says; waits for its hash. */
    boolean isAsTheKeySays();

    /** Errors as {@link HashedFile#requireIntact}. */
    void requireIntact();

    @Override
    void close();

    /**
     * An ONNX file, with those that it reads.
     *
     * @param version that it is said to have
     */
    record InFile(OnnxFiles files, String version) implements ModelBytes {
        // Optimising a smaller model takes a few milliseconds.
        private static final long WORTH_CACHING_BYTES = 4 << 20;

        @MustBeClosed
        @SuppressWarnings("MustBeClosedChecker") // handed on
        static InFile of(ModelSpec spec, OpenOptions options) {
            return new InFile(OnnxFiles.open(spec.files().get(0), options.hashes()), spec.version());
        }

        @Override
        public long size() {
            return files.size();
        }

        @Override
        public boolean isSmall() {
            return size() < WORTH_CACHING_BYTES && !files.hasExternal();
        }

        @Override
        public OrtSession open(OrtEnvironment environment, SessionOptions settings) throws OrtException {
            if (files.hasExternal()) {
                throw new EngineException(
                        ErrorCode.UNAVAILABLE,
                        "the model keeps weights in files beside it, and there is no folder to copy them to: neither the"
                                + " cache nor " + System.getProperty("java.io.tmpdir") + " can be written.",
                        "Name a cache folder that can be written, or export the model as one file.");
            }
            return environment.createSession(files.read(), settings);
        }

        @Override
        public OrtSession open(OrtEnvironment environment, SessionOptions settings, Path scratch)
                throws OrtException, IOException {
            return environment.createSession(files.copyInto(scratch).toString(), settings);
        }

        @Override
        public Optional<String> cacheKey() {
            return isSmall() ? Optional.empty() : Optional.of(version);
        }

        @Override
        public boolean isAsTheKeySays() {
            return files.version().equals(version);
        }

        @Override
        public void requireIntact() {
            files.requireIntact();
        }

        @Override
        public void close() {
            files.close();
        }
    }

    /**
     * A file of another kind, from which the graph is made.
     *
     * @param version that it is said to have
     */
    record Converted(HashedFile original, String version, GraphSource graph) implements ModelBytes {
        private static final String MODEL = "converted.onnx";
        private static final String WEIGHTS = "converted.bin";

        @MustBeClosed
        @SuppressWarnings("MustBeClosedChecker") // handed on
        static Converted of(ModelSpec spec, GraphSource graph, OpenOptions options) {
            return new Converted(options.hashes().open(spec.files().get(0)), spec.version(), graph);
        }

        @Override
        public long size() {
            return original.size();
        }

        @Override
        public boolean isSmall() {
            return false;
        }

        @Override
        public OrtSession open(OrtEnvironment environment, SessionOptions settings) throws OrtException {
            return environment.createSession(graph.toModel(original), settings);
        }

        /** ONNX Runtime maps weights in a file, where it would copy those in memory. */
        @Override
        public OrtSession open(OrtEnvironment environment, SessionOptions settings, Path scratch)
                throws OrtException, IOException {
            Path model = scratch.resolve(MODEL);
            graph.write(original, model, scratch.resolve(WEIGHTS));
            return environment.createSession(model.toString(), settings);
        }

        @Override
        public Optional<String> cacheKey() {
            return Optional.of(version + "\n" + graph.version());
        }

        @Override
        public boolean isAsTheKeySays() {
            return original.sha256().equals(version);
        }

        @Override
        public void requireIntact() {
            original.requireIntact();
        }

        @Override
        public void close() {
            original.close();
        }
    }

    /** A model that exists in memory only. */
    final class InMemory implements ModelBytes {
        private final byte[] bytes;

        /** Takes the bytes without a copy; they must not change until the model is open. */
        InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public boolean isSmall() {
            return true;
        }

        @Override
        public OrtSession open(OrtEnvironment environment, SessionOptions settings) throws OrtException {
            return environment.createSession(bytes, settings);
        }

        @Override
        public Optional<String> cacheKey() {
            return Optional.empty();
        }

        @Override
        public boolean isAsTheKeySays() {
            return true;
        }

        @Override
        public void requireIntact() {
            // only this process has the bytes
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
