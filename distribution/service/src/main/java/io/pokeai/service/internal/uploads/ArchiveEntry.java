package io.pokeai.service.internal.uploads;

/**
 * An entry of an archive, as the table at its end lists it.
 *
 * @param packedBytes as the table says
 * @param unpackedBytes as the table says; what comes out is counted again
 */
record ArchiveEntry(EntryName name, String rawName, long packedBytes, long unpackedBytes) {}
