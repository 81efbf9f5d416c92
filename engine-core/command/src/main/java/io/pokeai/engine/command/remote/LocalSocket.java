package io.pokeai.engine.command.remote;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where the service of an artifacts folder has its Unix socket: {@code serve/admin.sock} in the cache. A cache that lies elsewhere may
 * belong to several artifacts folders; there the folder's name has a hash of theirs.
 *
 * <p>An address of a socket has at most {@value #LONGEST_ADDRESS} bytes. For a longer path, the file is a link to a socket with a shorter one.
 *
 * <p><b>Threads</b> stateless.
 */
public final class LocalSocket {
    /** {@code sizeof(sun_path)} of Linux is 108, with a zero at the end. */
    public static final int LONGEST_ADDRESS = 107;

    private static final String FOLDER = "serve";
    private static final String NAME = "admin.sock";
    private static final int HASH_BYTES = 8;

    /** For a sign of life. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private LocalSocket() {}

    /** The file, whether or not a service runs. */
    public static Path of(EngineSettings settings) {
        Path artifacts = settings.artifacts().toAbsolutePath().normalize();
        Path cache = settings.cache().toAbsolutePath().normalize();
        String folder = cache.startsWith(artifacts) ? FOLDER : FOLDER + '-' + hash(real(artifacts));
        return cache.resolve(folder).resolve(NAME);
    }

    /** The service that runs for these settings on this machine; empty when none answers. */
    public static Optional<RemoteService> find(EngineSettings settings) {
        Path file = of(settings);
        return Files.exists(file) && isAnswered(file) ? Optional.of(RemoteService.at(file)) : Optional.empty();
    }

    /** Whether a process listens. */
    public static boolean isAnswered(Path file) {
        try (RemoteReply reply =
                RemoteService.at(file).send(RemoteRequest.get("health", "live").patience(PATIENCE))) {
            return reply.status() == 200;
        } catch (EngineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return false;
        }
    }

    /** Whether a path is short enough for an address. */
    public static boolean isShort(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_ADDRESS;
    }

    /** The path by which a socket is reached. */
    static Path reachable(Path file) throws IOException {
        return isShort(file) || !Files.isSymbolicLink(file) ? file : file.resolveSibling(Files.readSymbolicLink(file));
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder;
        }
    }

    private static String hash(Path folder) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(folder.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
