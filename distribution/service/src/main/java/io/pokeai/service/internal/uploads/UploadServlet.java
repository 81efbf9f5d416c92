package io.pokeai.service.internal.uploads;

import io.pokeai.service.internal.files.StreamRoom;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.Pace;
import io.pokeai.service.internal.web.PathParts;
import io.pokeai.service.internal.web.QueryParameters;
import io.pokeai.service.internal.web.RequestBody;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Data sets as ZIP archives: {@code POST /v1/uploads}, {@code GET /v1/uploads}, {@code GET} and {@code DELETE /v1/uploads/ID}.
 *
 * <p><b>Threads</b> safe; an upload holds a thread while it comes, two at once.
 */
public final class UploadServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int AT_ONCE = 2;
    private static final int CHUNK_BYTES = 64 * 1024;

    /** Faster than that of other bodies: an upload is long, and holds one of few places. */
    private static final Pace PACE = new Pace(Duration.ofSeconds(10), 4096);

    private static final Set<String> TYPES =
            Set.of("application/zip", "application/x-zip-compressed", "application/octet-stream");

    private final transient Supplier<UploadShelf> shelf;
    private final transient Supplier<Set<String>> needed;
    private final transient UploadLimits limits;
    private final transient StreamRoom room = new StreamRoom("uploads", AT_ONCE);

    /**
     * @param shelf throws what is said to clients while there is none
     * @param needed ids that unfinished jobs need
     */
    public UploadServlet(Supplier<UploadShelf> shelf, Supplier<Set<String>> needed) {
        this(shelf, needed, UploadLimits.USUAL);
    }

    UploadServlet(Supplier<UploadShelf> shelf, Supplier<Set<String>> needed, UploadLimits limits) {
        this.shelf = shelf;
        this.needed = needed;
        this.limits = limits;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PathParts path = PathParts.of(request);
        QueryParameters.of(request, Set.of());
        String method = String.valueOf(request.getMethod());
        if (path.matches("v1", "uploads")) {
            switch (method) {
                case "POST" -> take(request, response);
                case "GET", "HEAD" -> list(response);
                default -> throw HttpFailure.methodNotAllowed(method, "GET, HEAD, POST");
            }
        } else if (path.matches("v1", "uploads", "*")) {
            String id = path.get(2);
            if (method.equals("DELETE")) {
                if (!shelf.get().delete(id, needed.get())) {
                    throw noSuchUpload();
                }
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                return;
            }
            Methods.require(request, "GET");
            Upload upload = shelf.get().find(id).orElseThrow(UploadServlet::noSuchUpload);
            HttpAnswers.json(response, upload::write);
        } else {
            throw HttpFailure.noSuchPath(path.toString());
        }
    }

    private static HttpFailure noSuchUpload() {
        return HttpFailure.of(
                404, "NO_SUCH_UPLOAD", "There is no such upload.", "GET /v1/uploads lists them; send it again.");
    }

    private void list(HttpServletResponse response) throws IOException {
        List<Upload> uploads = shelf.get().list();
        HttpAnswers.json(response, json -> {
            json.beginObject();
            json.beginArray("uploads");
            for (Upload upload : uploads) {
                upload.write(json);
            }
            json.endArray();
            json.endObject();
        });
    }

    private void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = request.getContentType() == null
                ? ""
                : request.getContentType().replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (!TYPES.contains(type)) {
            throw HttpFailure.unsupportedMediaType(type, "application/zip");
        }
        if (request.getContentLengthLong() > limits.archiveBytes()) {
            throw HttpFailure.bodyTooLarge(limits.archiveBytes());
        }
        // Answered when nothing of the archive is left.
        UploadShelf.Added added = add(request);
        response.setHeader("Location", "/v1/uploads/" + added.upload().id());
        HttpAnswers.json(
                response,
                added.isNew() ? HttpServletResponse.SC_CREATED : HttpServletResponse.SC_OK,
                added.upload()::write);
    }

    @SuppressWarnings("try") // the place is held while the archive comes
    private UploadShelf.Added add(HttpServletRequest request) throws IOException {
        UploadShelf to = shelf.get();
        Path archive = to.newArchive();
        try (StreamRoom.Place place = room.enter()) {
            return to.add(archive, save(request, archive));
        } catch (java.nio.file.FileSystemException e) {
            throw diskFull(e);
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    /** Returns the SHA-256. */
    private String save(HttpServletRequest request, Path archive) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK_BYTES];
        long length = 0;
        try (OutputStream out =
                Files.newOutputStream(archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            InputStream in = RequestBody.decoded(request, PACE);
            for (int count = read(in, chunk); count >= 0; count = read(in, chunk)) {
                length += count;
                if (length > limits.archiveBytes()) {
                    throw HttpFailure.bodyTooLarge(limits.archiveBytes());
                }
                digest.update(chunk, 0, count);
                write(out, chunk, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static int read(InputStream in, byte[] chunk) {
        try {
            return in.read(chunk);
        } catch (IOException | RuntimeException e) {
            throw RequestBody.failure(e);
        }
    }

    private static void write(OutputStream out, byte[] chunk, int count) {
        try {
            out.write(chunk, 0, count);
        } catch (IOException e) {
            throw diskFull(e);
        }
    }

    private static HttpFailure diskFull(IOException e) {
        return HttpFailure.of(
                507,
                "DISK_FULL",
                "The upload cannot be kept: " + e.getMessage() + ".",
                "Make room on the disk of the service.");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
