package io.pokeai.engine.checkpoint.internal.zip;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.internal.FileBytes;

/** Whatever an archive holds: entries of the sizes that it says, or an {@link EngineException}. */
class ZipFuzz {
    private static final int MOST_BYTES = 1 << 20;

    @FuzzTest(maxDuration = "60s")
    void readsOrRefuses(byte[] file) {
        try {
            ZipArchive archive = ZipArchive.open(FileBytes.of("fuzz.zip", file));
            for (String name : archive.names()) {
                if (archive.read(name, MOST_BYTES).remaining() != archive.bytes(name)) {
                    throw new AssertionError(name);
                }
            }
        } catch (EngineException e) {
            // What a hostile archive should get.
        }
    }
}
