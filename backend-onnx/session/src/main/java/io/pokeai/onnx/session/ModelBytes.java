package io.pokeai.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.natives.onnxruntime.OnnxRuntimeLibrary;
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

    /** Its optimised form in a cache folder; empty when none is worth it. */
    Optional<OptimisedModel> optimised(Path cache);

    /** A file. */
    record InFile(Path file, long size, String version) implements ModelBytes {
        // Below, optimising takes a few milliseconds.
        private static final long WORTH_CACHING_BYTES = 4 << 20;
        private static final int KEY_DIGITS = 24;

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
        public Optional<OptimisedModel> optimised(Path cache) {
            if (size < WORTH_CACHING_BYTES) {
                return Optional.empty();
            }
            return Machine.cpu()
                    .map(cpu ->
                            String.join("\n", version, OnnxRuntimeLibrary.version(), SessionOpener.LEVEL.name(), cpu))
                    .map(key -> new OptimisedModel(cache, Machine.sha256(key).substring(0, KEY_DIGITS)));
        }

        /**
         * Whether the file is still what the version says. Never true for a model with weights in other files, whose version
         * is another; its optimised form is not kept.
         */
        boolean isUnchanged() {
            try {
                return Machine.sha256(file).equals(version);
            } catch (IOException e) {
                return false;
            }
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
        public Optional<OptimisedModel> optimised(Path cache) {
            return Optional.empty();
        }
    }
}
