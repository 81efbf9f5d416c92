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
            if (header instanceof PngHeader) {
                for (PngChunks.Wanted wanted : PngChunks.Wanted.values()) {
                    reduce(file, wanted);
                }
            }
        } catch (EngineException e) {
            // What a damaged file should get.
        }
    }

    private static void reduce(byte[] file, PngChunks.Wanted wanted) {
        try {
            PngChunks.Picture picture = PngChunks.reduce(ByteBuffer.wrap(file.clone()), wanted);
            if (picture.bytes() > file.length) {
                throw new AssertionError(picture);
            }
        } catch (EngineException e) {
            // A damaged one.
        }
    }
}
