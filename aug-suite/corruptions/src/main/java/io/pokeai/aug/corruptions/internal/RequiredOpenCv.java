package io.pokeai.aug.corruptions.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.natives.opencv.OpenCvLibrary;

/** OpenCV, loaded at its first use. */
public final class RequiredOpenCv {
    private RequiredOpenCv() {}

    /** @throws EngineException {@code INTERNAL} when this machine cannot load it */
    public static void require() {
        try {
            OpenCvLibrary.load();
        } catch (LinkageError e) {
            throw new EngineException(ErrorCode.INTERNAL, OpenCvLibrary.problemOf(e), OpenCvLibrary.remedyOf(e), e);
        }
    }
}
