package io.pokeai.service.internal.uploads;

import io.pokeai.service.internal.web.HttpFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks an archive into an empty folder. What it says of itself was held to the limits by {@link ArchiveTable}; what comes out is
 * counted again, because an archive may lie.
 *
 * <p><b>Ownership</b> the folder is the caller's, also what lies in it after a failure.
 */
final class Unpacking {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Path folder;
    private final UploadLimits limits;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private long bytes;
    private int pictures;
    private int passedOver;

    private Unpacking(Path folder, UploadLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * What has been unpacked.
     *
     * @param root the folder of the class folders: the archive's root, or the one folder in which all of it lies
     * @param passedOver files of systems, such as {@code .DS_Store}
     */
    record Content(Path root, int classes, int pictures, int passedOver, long bytes) {}

    /**
     * Unpacks all of it.
     *
     * @throws HttpFailure 400, 413, 422 for an archive that is refused; 507 when the disk is full
     */
    static Content unpack(Path archive, Path folder, UploadLimits limits) throws IOException {
        List<ArchiveEntry> entries;
        try (SeekableByteChannel file = Files.newByteChannel(archive)) {
            entries = ArchiveTable.read(file, limits);
        }
        Unpacking unpacking = new Unpacking(folder, limits);
        try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
            for (ArchiveEntry entry : entries) {
                unpacking.unpack(zip, entry);
            }
        } catch (ZipException e) {
            throw ArchiveTable.notAnArchive("is damaged (" + e.getMessage() + ")");
        }
        return unpacking.content(entries);
    }

    private void unpack(ZipFile zip, ArchiveEntry entry) throws IOException {
        if (entry.name().isLeftover()) {
            passedOver++;
            return;
        }
        Path to = folder;
        for (String segment : entry.name().segments()) {
            to = to.resolve(segment);
        }
        if (!to.normalize().equals(to) || !to.startsWith(folder)) {
            throw EntryName.wrong(entry.rawName(), "is not a path below the archive's root");
        }
        if (entry.name().folder()) {
            Files.createDirectories(to);
            return;
        }
        Files.createDirectories(to.resolveSibling("."));
        ZipEntry packed = zip.getEntry(entry.rawName());
        if (packed == null) {
            throw EntryName.wrong(entry.rawName(), "cannot be found");
        }
        try (InputStream in = zip.getInputStream(packed);
                OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(in, out, entry);
        } catch (java.io.EOFException e) {
            throw EntryName.wrong(entry.rawName(), "ends early");
        }
        pictures++;
    }

    private void copy(InputStream in, OutputStream out, ArchiveEntry entry) throws IOException {
        long length = 0;
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            length += count;
            bytes += count;
            if (length > entry.unpackedBytes() || bytes > limits.unpackedBytes()) {
                throw EntryName.wrong(entry.rawName(), "is larger than the archive says");
            }
            out.write(chunk, 0, count);
        }
        if (length != entry.unpackedBytes()) {
            throw EntryName.wrong(entry.rawName(), "is smaller than the archive says");
        }
    }

    private Content content(List<ArchiveEntry> entries) {
        List<List<String>> paths = entries.stream()
                .filter(entry -> !entry.name().folder() && !entry.name().isLeftover())
                .map(entry -> entry.name().segments())
                .toList();
        if (paths.isEmpty()) {
            throw HttpFailure.of(
                    422, "ARCHIVE_REFUSED", "The archive has no pictures.", "Put one folder for each class into it.");
        }
        // 'zip -r pictures.zip pictures' puts all of it into one folder, which is no class.
        boolean wrapped = paths.stream().map(path -> path.get(0)).distinct().count() == 1
                && paths.stream().allMatch(path -> path.size() > 2);
        int first = wrapped ? 1 : 0;
        for (List<String> path : paths) {
            if (path.size() == 1) {
                throw EntryName.wrong(path.get(0), "lies in no class folder");
            }
        }
        Set<String> classes = paths.stream().map(path -> path.get(first)).collect(Collectors.toSet());
        Path root = wrapped ? folder.resolve(paths.get(0).get(0)) : folder;
        return new Content(root, classes.size(), pictures, passedOver, bytes);
    }
}
