package io.pokeai.engine.api.backend;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** CRC-32C and CRC-32 of one block after the other. <b>Threads</b> confined to one. */
final class BlockSums {
    private final CRC32C one = new CRC32C();
    private final CRC32 other = new CRC32();

    long of(ByteBuffer block) {
        one.reset();
        one.update(block.duplicate());
        other.reset();
        other.update(block.duplicate());
        return one.getValue() << Integer.SIZE | other.getValue();
    }
}
