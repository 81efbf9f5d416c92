package io.pokeai.service.internal.files;

import io.pokeai.service.internal.web.EntityTag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** Answers {@code GET} and {@code HEAD} for many files at once, as an archive that is made while it is sent. */
public final class ZipAnswer {
    private ZipAnswer() {}

    /**
     * Answers; the body may follow after this returns.
     *
     * @param files their names are the paths in the archive
     * @param name what clients save the archive as
     * @param sha256 of whatever says what is in the archive
     */
    public static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            List<ServedFile> files,
            String name,
            String sha256,
            StreamRoom room)
            throws IOException {
        EntityTag tag = new EntityTag(sha256 + ".zip");
        FileAnswer.headers(response, tag, name, "application/zip");
        if (FileAnswer.isWanted(request, response, tag)) {
            OptionalLong length = StoredZip.length(files);
            FileAnswer.send(request, response, length, () -> new StoredZip(files), room);
        }
    }
}
