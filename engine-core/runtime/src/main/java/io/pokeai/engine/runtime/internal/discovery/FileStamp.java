package io.pokeai.engine.runtime.internal.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says about a file, without its content: size, times and identity.
 *
 * <p>The time of the last change ({@code ctime}) is set by the system alone: neither {@code touch}, {@code cp -p} nor
 * {@code tar} can keep it. Where the file system has none, as on Windows, the others have to do.
 *
 * <p>Equal stamps are a reason not to look again, never a proof that the content is the same: clocks are set back, times are
 * coarse, images are mounted over each other. What answers is therefore hashed while it is opened.
 *
 * @param text equal as long as nothing is known to have changed
 * @param modified when its content was written, or what the program that copied it has set
 * @param newest the later of that and of its last change
 */
public record FileStamp(String text, Instant modified, Instant newest) {
    private static final String ATTRIBUTES = "unix:size,lastModifiedTime,ctime,ino,dev";

    public static FileStamp of(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Map<String, Object> known = Files.readAttributes(file, ATTRIBUTES);
            FileTime modified = (FileTime) Objects.requireNonNull(known.get("lastModifiedTime"));
            FileTime changed = (FileTime) Objects.requireNonNull(known.get("ctime"));
            return new FileStamp(
                    known.get("size") + "," + nanos(modified) + "," + nanos(changed) + "," + known.get("dev") + ","
                            + known.get("ino"),
                    modified.toInstant(),
                    later(modified, changed));
        }
        BasicFileAttributes known = Files.readAttributes(file, BasicFileAttributes.class);
        FileTime modified = known.lastModifiedTime();
        return new FileStamp(
                known.size() + "," + nanos(modified) + "," + nanos(known.creationTime()) + "," + known.fileKey(),
                modified.toInstant(),
                later(modified, known.creationTime()));
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }

    private static Instant later(FileTime one, FileTime other) {
        return (one.compareTo(other) > 0 ? one : other).toInstant();
    }
}
