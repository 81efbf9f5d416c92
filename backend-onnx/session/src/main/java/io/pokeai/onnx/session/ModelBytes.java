package io.pokeai.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.spi.ContentHashes;
import io.pokeai.onnx.graph.GraphSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a graph comes from. */
sealed interface ModelBytes {
    /** How many there are, without files beside the model. */
    long size();

    /** Makes a session. */
    OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException;

    /** Makes a session, with an empty folder for what lies in memory otherwise; nothing in it is needed afterwards. */
    default OrtSession open(OrtEnvironment environment, SessionOptions options, Path scratch)
            throws OrtException, IOException {
        return open(environment, options);
    }

    /** What its optimised form depends on, besides the machine; empty when none is worth it. */
    Optional<String> cacheKey();

    /** Whether the content is still what the key says. */
    boolean isUnchanged(ContentHashes hashes);

    /** A file. */
    record InFile(Path file, long size, String version) implements ModelBytes {
        // Below, optimising takes a few milliseconds.
        private static final long WORTH_CACHING_BYTES = 4 << 20;

        static InFile of(ModelSpec spec) {
            Path file = spec.files().get(0);
            try {
                return new InFile(file, Files.size(file), spec.version());
            } catch (IOException e) {
                throw new EngineException(
                        ErrorCode.MODEL_INVALID, file.getFileName() + " cannot be read: " + e, "Check the file.", e);
            }
        }

        @Override
        public OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException {
            return environment.createSession(file.toString(), options);
        }

        @Override
        public Optional<String> cacheKey() {
            return size < WORTH_CACHING_BYTES ? Optional.empty() : Optional.of(version);
        }

        /** Never true for a model with weights in other files, whose version is another; its optimised form is not kept. */
        @Override
        public boolean isUnchanged(ContentHashes hashes) {
            try {
                return hashes.sha256(file).equals(version);
            } catch (EngineException e) {
                return false;
            }
        }
    }

    /** A file of another kind, from which the graph is made. */
    record Converted(InFile original, GraphSource graph) implements ModelBytes {
        private static final String MODEL = "converted.onnx";
        private static final String WEIGHTS = "converted.bin";

        @Override
        public long size() {
            return original.size();
        }

        @Override
        public OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException {
            return environment.createSession(graph.toModel(), options);
        }

        /** ONNX Runtime maps weights in a file, where it would copy those in memory. */
        @Override
        public OrtSession open(OrtEnvironment environment, SessionOptions options, Path scratch)
                throws OrtException, IOException {
            Path model = scratch.resolve(MODEL);
            graph.write(model, scratch.resolve(WEIGHTS));
            return environment.createSession(model.toString(), options);
        }

        @Override
        public Optional<String> cacheKey() {
            return Optional.of(original.version() + "\n" + graph.version());
        }

        @Override
        public boolean isUnchanged(ContentHashes hashes) {
            return original.isUnchanged(hashes);
        }
    }

    /** A model that exists in memory only. */
    final class InMemory implements ModelBytes {
        private final byte[] bytes;

        /** Takes the bytes without a copy; nobody changes them until the model is open. */
        InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException {
            return environment.createSession(bytes, options);
        }

        @Override
        public Optional<String> cacheKey() {
            return Optional.empty();
        }

        @Override
        public boolean isUnchanged(ContentHashes hashes) {
            return true;
        }
    }
}
