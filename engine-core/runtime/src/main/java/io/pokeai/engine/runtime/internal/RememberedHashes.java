package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.spi.ContentHashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Remembers the hashes of files between runs, by size, time and identity of the file: reading and hashing a model takes
 * longer than opening it.
 *
 * <p>One small file each, written to a temporary name and renamed, so that processes may share the folder. What cannot be
 * remembered (a read-only folder) is read again. A file that changed a moment ago is not remembered: it may change again
 * within the resolution of its time.
 */
final class RememberedHashes implements ContentHashes {
    private static final Duration STILL = Duration.ofSeconds(2);
    private static final int SHA256_DIGITS = 64;

    private final Path folder;
    private final ContentHashes reading = ContentHashes.reading();

    RememberedHashes(Path folder) {
        this.folder = folder;
    }

    @Override
    public String sha256(Path file) {
        Path note = folder.resolve(
                UUID.nameUUIDFromBytes(file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8)) + ".sha256");
        try {
            BasicFileAttributes before = Files.readAttributes(file, BasicFileAttributes.class);
            String stamp = stamp(before);
            if (Files.isRegularFile(note)) {
                String text = Files.readString(note);
                if (text.length() == SHA256_DIGITS + stamp.length() && text.endsWith(stamp)) {
                    return text.substring(0, SHA256_DIGITS);
                }
            }
            String hash = reading.sha256(file);
            boolean still =
                    before.lastModifiedTime().toInstant().isBefore(Instant.now().minus(STILL));
            if (still && stamp.equals(stamp(Files.readAttributes(file, BasicFileAttributes.class)))) {
                remember(note, hash + stamp);
            }
            return hash;
        } catch (IOException e) {
            return reading.sha256(file);
        }
    }

    private void remember(Path note, String text) {
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, "", ".tmp");
            Files.writeString(temporary, text);
            Files.move(temporary, note, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            System.getLogger(RememberedHashes.class.getName())
                    .log(System.Logger.Level.DEBUG, "hashes are not remembered: " + e);
        }
    }

    private static String stamp(BasicFileAttributes attributes) {
        return " " + attributes.size() + " " + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " "
                + attributes.fileKey();
    }
}
