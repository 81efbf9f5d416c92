package io.pokeai.service.internal.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS 1.2 and 1.3 with a certificate and a key from PEM files, which may be replaced while connections are open: new handshakes use the
 * new ones.
 *
 * <p><b>Threads</b> safe.
 */
public final class ServerTls {
    private static final System.Logger LOG = System.getLogger(ServerTls.class.getName());

    private final Path certificates;
    private final Path key;
    private final SslContextFactory.Server context = new SslContextFactory.Server();

    @GuardedBy("this")
    private ServerIdentity identity;

    private ServerTls(Path certificates, Path key, ServerIdentity identity) {
        this.certificates = certificates;
        this.key = key;
        this.identity = identity;
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        context.setCipherComparator(HTTP2Cipher.COMPARATOR);
        context.setUseCipherSuitesOrder(true);
        context.setRenegotiationAllowed(false);
        use(context, identity);
        warn(identity);
    }

    /**
     * Reads both files.
     *
     * @param certificates the service's own first
     * @param key PKCS#8, or OpenSSL's older forms for RSA and elliptic curves; without a password
     * @throws EngineException {@code INVALID_ARGUMENT} as {@link ServerIdentity#read}
     */
    public static ServerTls open(Path certificates, Path key) {
        return new ServerTls(certificates, key, ServerIdentity.read(certificates, key));
    }

    /** The files that were read. */
    public List<Path> files() {
        return List.of(certificates, key);
    }

    /** What is presented to clients now. */
    public synchronized X509Certificate certificate() {
        return identity.chain().get(0);
    }

    /**
     * Reads both files again.
     *
     * @return whether they say anything new
     * @throws EngineException as {@link #open}; the old ones are kept
     */
    public synchronized boolean reload() {
        ServerIdentity found = ServerIdentity.read(certificates, key);
        if (found.isSameAs(identity)) {
            return false;
        }
        try {
            context.reload(factory -> use(factory, found));
        } catch (Exception e) { // Jetty's life cycle may throw any exception
            throw EngineException.invalidArgument(
                    "The certificate in " + certificates + " cannot be used (" + e.getMessage() + ").",
                    "Write another one; the old one stays in use.");
        }
        identity = found;
        LOG.log(System.Logger.Level.INFO, "certificate reloaded: " + found.described());
        warn(found);
        return true;
    }

    private static void use(SslContextFactory factory, ServerIdentity identity) {
        factory.setKeyStore(identity.keyStore());
        factory.setKeyStorePassword("");
        factory.setKeyManagerPassword("");
    }

    private static void warn(ServerIdentity identity) {
        identity.warning(Instant.now()).ifPresent(text -> LOG.log(System.Logger.Level.WARNING, text));
    }

    /** What a connector needs before HTTP: TLS, and the choice between HTTP/2 and HTTP/1.1. */
    List<ConnectionFactory> factories(HttpConfiguration configuration) {
        // Whether the name that the client asked for is one of the certificate's is the client's to check.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        ALPNServerConnectionFactory alpn = alpn();
        alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
        return List.of(new SslConnectionFactory(context, alpn.getProtocol()), alpn);
    }

    private static ALPNServerConnectionFactory alpn() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ServerTls.class.getClassLoader());
        try {
            return new ALPNServerConnectionFactory("h2", HttpVersion.HTTP_1_1.asString());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
