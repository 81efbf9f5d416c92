package io.pokeai.engine.dataset.internal;

import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.picture.MeasuredPicture;
import java.util.Optional;

/**
 * What was found out about a file.
 *
 * @param path below the data set's folder
 * @param stamp of the file when it was examined; another stamp is another file
 * @param width in pixels; 0 when it cannot be read
 * @param height in pixels; 0 when it cannot be read
 * @param hash MD5 of its bytes, 32 hexadecimal digits; empty when it cannot be read
 * @param failure why it cannot be read
 * @param reason the same in a sentence; empty when it can be read
 * @param measured what it looks like; empty when it was not measured
 */
public record Examination(
        String path,
        String stamp,
        int width,
        int height,
        String hash,
        Optional<ErrorCode> failure,
        String reason,
        Optional<MeasuredPicture> measured) {
    /** The examination of a picture that can be read. */
    static Examination readable(String path, String stamp, int width, int height, String hash) {
        return new Examination(path, stamp, width, height, hash, Optional.empty(), "", Optional.empty());
    }

    /** The examination of a file that cannot be read. */
    static Examination unreadable(String path, String stamp, ErrorCode failure, String reason) {
        return new Examination(path, stamp, 0, 0, "", Optional.of(failure), reason, Optional.empty());
    }

    Examination measured(MeasuredPicture picture) {
        return new Examination(path, stamp, width, height, hash, failure, reason, Optional.of(picture));
    }

    public boolean isReadable() {
        return failure.isEmpty();
    }
}
