package io.pokeai.aug.jobs.internal.store;

import io.pokeai.aug.jobs.Artefact;
import io.pokeai.aug.jobs.JobJson;
import io.pokeai.aug.robustness.plan.FileFields;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.files.WholeFile;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The files that a job has made, with their hashes: made when the job ends, and nothing is given out that is not in it. */
final class Manifest {
    private static final int BUFFER = 1 << 16;

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "json", "application/json",
            "jsonl", "application/jsonl",
            "csv", "text/csv",
            "html", "text/html",
            "png", "image/png",
            "txt", "text/plain");

    private Manifest() {}

    /**
     * Lists the files below a folder, in the order of their names, and writes the list down.
     *
     * @param files of the job; need not be there
     * @param manifest to write
     * @throws EngineException {@code UNAVAILABLE} when a file cannot be read or the list not be written
     */
    static List<Artefact> make(Path files, Path manifest) {
        try {
            List<Artefact> artefacts = Files.isDirectory(files) ? list(files) : List.of();
            write(artefacts, manifest);
            return artefacts;
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The list of a job's files cannot be made: " + e.getMessage() + ".",
                    "Free space on the disk, and resume the job: what it has finished is kept.",
                    e);
        }
    }

    static void write(List<Artefact> artefacts, Path manifest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.indented(bytes)) {
            JobJson.write(json, artefacts);
            json.line();
        }
        WholeFile.write(manifest, bytes.toByteArray());
    }

    private static List<Artefact> list(Path files) throws IOException {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(files)) {
            found = walk.filter(Files::isRegularFile)
                    .filter(file -> !isOwn(files.relativize(file)))
                    .sorted()
                    .toList();
        }
        List<Artefact> artefacts = new ArrayList<>();
        for (Path file : found) {
            artefacts.add(new Artefact(
                    files.relativize(file).toString().replace('\\', '/'),
                    Files.size(file),
                    sha256(file),
                    mediaType(String.valueOf(file.getFileName()))));
        }
        return artefacts;
    }

    /** Locks, and what a run needs to go on. */
    private static boolean isOwn(Path file) {
        return file.endsWith("lock") || file.startsWith(".cache") || file.startsWith(Path.of("cells", "passes"));
    }

    private static String mediaType(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return MEDIA_TYPES.getOrDefault(extension, "application/octet-stream");
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What was listed; none when no list was made. */
    static List<Artefact> read(Path manifest) {
        if (!Files.isRegularFile(manifest)) {
            return List.of();
        }
        List<Artefact> artefacts = new ArrayList<>();
        for (FileFields file : FileFields.read(manifest).objects("artefacts")) {
            artefacts.add(new Artefact(
                    file.text("path"),
                    file.whole("bytes", 0, Long.MAX_VALUE),
                    file.text("sha256"),
                    file.text("media_type")));
        }
        return artefacts;
    }
}
