package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.api.backend.HashedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the hashes of files between runs, by {@link FileStamp}: a folder of many models is listed at once.
 *
 * <p>A remembered hash is only shown; no model answers because of it: a model is hashed again while it is opened
 * ({@code OpeningFiles}), and {@link #forget forgotten} if it turns out to be another.
 *
 * <p>Of each content the checksums of its blocks are kept, too: a file that agrees in all of them has the hash that was made
 * before, and opening it costs reading it, not hashing it.
 *
 * <p>One small file each, written to a temporary name and renamed, so that processes may share the folder. What cannot be
 * remembered (a read-only folder) is read again. A file that changed a moment ago, or is going to change by its own times, is
 * not remembered: it may change again within the resolution of its time.
 */
public final class RememberedHashes implements ContentHashes {
    private static final Duration STILL = Duration.ofSeconds(2);
    private static final int SHA256_DIGITS = 64;

    private final Path folder;
    private final InstantSource clock;
    private final Map<Path, HashedFile.Known> known = new ConcurrentHashMap<>();

    /** @param clock tells which files have changed a moment ago */
    public RememberedHashes(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public String sha256(Path file) {
        Path note = note(file);
        try {
            FileStamp before = FileStamp.of(file);
            String stamp = " " + before.text();
            if (Files.isRegularFile(note)) {
                String text = Files.readString(note);
                if (text.length() == SHA256_DIGITS + stamp.length() && text.endsWith(stamp)) {
                    return text.substring(0, SHA256_DIGITS);
                }
            }
            String hash = read(file);
            if (before.newest().isBefore(clock.instant().minus(STILL)) && before.equals(FileStamp.of(file))) {
                remember(note, (hash + stamp).getBytes(StandardCharsets.UTF_8));
            }
            return hash;
        } catch (IOException e) {
            return read(file);
        }
    }

    private String read(Path file) {
        try (HashedFile open = HashedFile.open(file)) {
            HashedFile.Known content = open.known();
            known.put(file, content);
            remember(blocks(file), content.toBytes());
            return content.sha256();
        }
    }

    /** What is known about a content that the file has had; its checksums tell whether the file still has it. */
    public Optional<HashedFile.Known> known(Path file) {
        HashedFile.Known here = known.get(file);
        if (here != null) {
            return Optional.of(here);
        }
        try {
            Path kept = blocks(file);
            return Files.isRegularFile(kept) ? HashedFile.Known.parse(Files.readAllBytes(kept)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What is known of a file has turned out to be wrong. */
    public void forget(Path file) {
        try {
            known.remove(file);
            Files.deleteIfExists(note(file));
            Files.deleteIfExists(blocks(file));
        } catch (IOException e) {
            System.getLogger(RememberedHashes.class.getName())
                    .log(System.Logger.Level.WARNING, "a wrong hash cannot be forgotten: " + e);
        }
    }

    private Path note(Path file) {
        return kept(file, ".sha256");
    }

    private Path blocks(Path file) {
        return kept(file, ".blocks");
    }

    private Path kept(Path file, String suffix) {
        return folder.resolve(
                UUID.nameUUIDFromBytes(file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8)) + suffix);
    }

    private void remember(Path note, byte[] content) {
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, "", ".tmp");
            Files.write(temporary, content);
            Files.move(temporary, note, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            System.getLogger(RememberedHashes.class.getName())
                    .log(System.Logger.Level.DEBUG, "hashes are not remembered: " + e);
        }
    }
}
