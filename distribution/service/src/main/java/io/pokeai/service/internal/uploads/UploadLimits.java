package io.pokeai.service.internal.uploads;

/**
 * How much an archive may hold.
 *
 * @param archiveBytes of the archive as it is sent
 * @param unpackedBytes of all its files
 * @param entryBytes of one file
 * @param entries files and folders
 * @param ratio unpacked to packed bytes, of all files together: pictures hardly shrink, and a bomb is made of what does
 * @param uploads that are kept at once
 * @param keptBytes of all of them, unpacked
 */
record UploadLimits(
        long archiveBytes, long unpackedBytes, long entryBytes, int entries, int ratio, int uploads, long keptBytes) {
    private static final long MIB = 1L << 20;

    /** Below 65,535 entries and 4 GiB an archive needs no ZIP64, which is refused. */
    static final UploadLimits USUAL = new UploadLimits(1024 * MIB, 2048 * MIB, 64 * MIB, 50_000, 100, 64, 8192 * MIB);
}
