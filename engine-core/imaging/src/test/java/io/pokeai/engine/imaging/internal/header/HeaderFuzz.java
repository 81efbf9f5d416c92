package io.pokeai.engine.imaging.internal.header;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pokeai.engine.api.EngineException;
import java.nio.ByteBuffer;

/** Whatever a picture file says about itself: sizes of at least one pixel, or an {@link EngineException}. */
class HeaderFuzz {
    @FuzzTest(maxDuration = "60s")
    void readsOrRefuses(byte[] file) {
        try {
            Header header = Header.read(new Bytes(ByteBuffer.wrap(file)));
            if (header.width() < 1 || header.height() < 1) {
                throw new AssertionError(header);
            }
        } catch (EngineException e) {
            // What a damaged file should get.
        }
        for (PngChunks.Wanted wanted : PngChunks.Wanted.values()) {
            reduce(file, wanted);
        }
    }

    private static void reduce(byte[] file, PngChunks.Wanted wanted) {
        try {
            PngChunks.Picture picture = PngChunks.reduce(ByteBuffer.wrap(file.clone()), wanted);
            if (picture.bytes() > file.length) {
                throw new AssertionError(picture);
            }
        } catch (EngineException e) {
            // No PNG, or a damaged one.
        }
    }
}
