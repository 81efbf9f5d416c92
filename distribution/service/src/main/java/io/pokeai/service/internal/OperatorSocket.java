package io.pokeai.service.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.command.remote.LocalSocket;
import io.pokeai.service.internal.web.LocalCaller;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * The Unix socket by which operators on this machine reach the administration of a service, without an address or a token: its folder and
 * the socket itself belong to the user of the service and to nobody else.
 *
 * <p>A lock beside it, held as long as the service runs, tells a socket that is in use from one that a killed process has left.
 *
 * <p><b>Ownership</b> {@link #close} stops listening and removes the socket.
 */
final class OperatorSocket implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OperatorSocket.class.getName());

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int HEADER_BYTES = 16_384;
    private static final int BACKLOG = 16;
    private static final String TEMPORARY = "pokeai-";

    private final Path file;
    private final FileChannel lock;
    private @Nullable Path elsewhere;
    private @Nullable UnixDomainServerConnector connector;

    private OperatorSocket(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Listens.
     *
     * @param server whose servlets answer
     * @param file where the socket is looked for
     * @throws EngineException {@code CONFLICT} when another service has it, {@code UNAVAILABLE} when it cannot be made here
     */
    static OperatorSocket open(Server server, Path file) {
        try {
            Path folder = folder(file);
            OperatorSocket socket = new OperatorSocket(file, lock(folder.resolve("lock")));
            boolean open = false;
            try {
                socket.removeOld();
                socket.listen(server);
                open = true;
                return socket;
            } finally {
                if (!open) {
                    socket.close();
                }
            }
        } catch (EngineException e) {
            throw e;
        } catch (Exception e) { // Jetty's life cycle may throw any exception
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The socket " + file + " for operators of this machine cannot be made (" + e + ").",
                    "Use the administration port, or name another cache folder with --cache.",
                    e);
        }
    }

    /** Nobody else may look into it, so that the socket is never open to others, not even before it has its own permissions. */
    private static Path folder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("the path has no folder");
        }
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock taken;
        try {
            taken = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            taken = null;
        }
        if (taken == null) {
            channel.close();
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    "Another service of these artifacts runs and has the socket for operators of this machine.",
                    "Reach this one by its administration port (--url).");
        }
        return channel;
    }

    /** What a killed process has left: we have the lock, so nobody uses it. */
    private void removeOld() throws IOException {
        if (Files.isSymbolicLink(file)) {
            Path target = file.resolveSibling(Files.readSymbolicLink(file));
            Path folder = target.getParent();
            if (folder != null && String.valueOf(folder.getFileName()).startsWith(TEMPORARY)) {
                Files.deleteIfExists(target);
                Files.deleteIfExists(folder);
            }
        }
        Files.deleteIfExists(file);
    }

    private void listen(Server server) throws Exception {
        Path place = file;
        if (!LocalSocket.isShort(file)) {
            elsewhere = Files.createTempDirectory(
                    temporary(),
                    TEMPORARY,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            place = elsewhere.resolve("s");
        }
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.addCustomizer(new LocalCaller());
        connector = new UnixDomainServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setUnixDomainPath(place);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(BACKLOG);
        server.addConnector(connector);
        connector.start();
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-------"));
        if (elsewhere != null) {
            Files.createSymbolicLink(file, place);
        }
    }

    /** A folder for temporary files whose own path is short. */
    private static Path temporary() {
        return Stream.of(System.getProperty("java.io.tmpdir", ""), System.getenv("XDG_RUNTIME_DIR"), "/tmp")
                .filter(text -> text != null && !text.isEmpty())
                .map(Path::of)
                .filter(folder -> LocalSocket.isShort(folder.resolve(TEMPORARY + Long.MAX_VALUE + "0/s")))
                .filter(Files::isWritable)
                .findFirst()
                .orElse(Path.of("/tmp"));
    }

    @Override
    public void close() {
        if (connector != null) {
            quietly(connector::stop);
            connector.getServer().removeConnector(connector);
        }
        quietly(() -> Files.deleteIfExists(file));
        if (elsewhere != null) {
            Path folder = elsewhere;
            quietly(() -> Files.deleteIfExists(folder.resolve("s")));
            quietly(() -> Files.deleteIfExists(folder));
        }
        quietly(lock);
    }

    private static void quietly(AutoCloseable step) {
        try {
            step.close();
        } catch (Exception e) { // the parts are of Jetty and of the file system
            LOG.log(System.Logger.Level.DEBUG, "the socket for operators did not close cleanly", e);
        }
    }
}
