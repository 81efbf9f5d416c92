package io.pokeai.engine.checkpoint.internal.zip;

/**
 * One entry of a zip archive, as the directory and the local header agree on it.
 *
 * @param name as written, with slashes
 * @param method 0 stored, 8 deflated
 * @param crc CRC-32 of the content
 * @param compressedBytes in the file
 * @param bytes of the content
 * @param headerOffset of the local header
 * @param dataOffset of the first byte of the data
 */
record ZipEntry(
        String name, int method, int crc, long compressedBytes, long bytes, long headerOffset, long dataOffset) {

    static final int STORED = 0;
    static final int DEFLATED = 8;

    long dataEnd() {
        return dataOffset + compressedBytes;
    }
}
