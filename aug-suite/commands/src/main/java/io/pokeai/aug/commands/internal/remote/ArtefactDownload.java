package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.command.remote.RemoteReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Brings the files of a job into a folder. A file appears when it is whole and has the hash that the service says; what an interrupted
 * download has left is gone on with, and a file that is there already is not asked for again.
 */
final class ArtefactDownload {
    private static final String PART = ".part";
    private static final int PARTIAL = 206;

    private final JobClient client;
    private final String job;
    private final Path folder;

    ArtefactDownload(JobClient client, String job, Path folder) {
        this.client = client;
        this.job = job;
        this.folder = folder;
    }

    /** Returns the files, in the order of the service. */
    List<Path> all() {
        return client.files(job).stream().map(this::one).toList();
    }

    /** Returns where the file lies. */
    Path one(RemoteFile file) {
        Path to = file.below(folder);
        try {
            if (Files.isRegularFile(to) && isWhole(to, file)) {
                return to;
            }
            Files.createDirectories(to.resolveSibling("."));
            Path part = to.resolveSibling(to.getFileName() + PART);
            load(file, part);
            if (!isWhole(part, file)) {
                // Of an earlier job, perhaps: once more, from its beginning.
                Files.deleteIfExists(part);
                load(file, part);
            }
            if (!isWhole(part, file)) {
                Files.deleteIfExists(part);
                throw new EngineException(
                        ErrorCode.UNAVAILABLE,
                        "'" + file.path() + "' does not arrive as the service has it.",
                        "Try again; if it goes on, look at the disks of both.");
            }
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return to;
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    to + " cannot be written: " + e.getMessage() + ".",
                    "Make its folder writable, or free space on its disk.",
                    e);
        }
    }

    private void load(RemoteFile file, Path part) throws IOException {
        long known = Files.exists(part) ? Files.size(part) : 0;
        long from = known < file.bytes() ? known : 0;
        try (RemoteReply reply = client.file(job, file, from)) {
            boolean goesOn = from > 0 && reply.status() == PARTIAL;
            try (OutputStream out = Files.newOutputStream(
                    part,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
                copy(reply, out);
            }
        }
    }

    private void copy(RemoteReply reply, OutputStream out) throws IOException {
        InputStream body = reply.body();
        byte[] chunk = new byte[64 * 1024];
        while (true) {
            int count;
            try {
                count = body.read(chunk);
            } catch (IOException e) {
                throw client.service().failure(e);
            }
            if (count < 0) {
                return;
            }
            out.write(chunk, 0, count);
        }
    }

    private static boolean isWhole(Path path, RemoteFile file) throws IOException {
        return Files.size(path) == file.bytes() && sha256(path).equals(file.sha256());
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
