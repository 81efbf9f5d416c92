package io.pokeai.service.internal.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.2 and 1.3 with a certificate and a key from PEM files, which may be replaced while connections are open: new handshakes use the
 * new ones.
 *
 * <p><b>Threads</b> safe.
 */
public final class ServerTls {
    private static final System.Logger LOG = System.getLogger(ServerTls.class.getName());

    /** As ALPN calls it. */
    private static final String HTTP_1 = "http/1.1";

    private final Path certificates;
    private final Path key;

    /** Null until there is a connector. */
    @GuardedBy("this")
    private SslContextFactory.@Nullable Server context;

    @GuardedBy("this")
    private ServerIdentity identity;

    private ServerTls(Path certificates, Path key, ServerIdentity identity) {
        this.certificates = certificates;
        this.key = key;
        this.identity = identity;
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
            if (context != null) {
                context.reload(factory -> use(factory, found));
            }
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
    synchronized List<ConnectionFactory> factories(HttpConfiguration configuration) {
        SslContextFactory.Server made = new SslContextFactory.Server();
        made.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        made.setCipherComparator(HTTP2Cipher.COMPARATOR);
        made.setUseCipherSuitesOrder(true);
        made.setRenegotiationAllowed(false);
        use(made, identity);
        context = made;
        // Whether the name that the client asked for is one of the certificate's is the client's to check.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        ALPNServerConnectionFactory alpn = alpn();
        alpn.setDefaultProtocol(HTTP_1);
        return List.of(new SslConnectionFactory(made, alpn.getProtocol()), alpn);
    }

    /**
     * For a client of our own: it trusts what is presented now, whatever its name and dates, and nothing else.
     *
     * @throws IllegalStateException on a Java without TLS
     */
    public SSLSocketFactory trusting() {
        try {
            SSLContext client = SSLContext.getInstance("TLS");
            client.init(null, new TrustManager[] {new OwnCertificate(certificate())}, null);
            return client.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** Trusts one certificate. */
    private record OwnCertificate(X509Certificate own) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("there are no clients");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (!chain[0].equals(own)) {
                throw new CertificateException("another certificate");
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static ALPNServerConnectionFactory alpn() {
        return JettyParts.with(ServerTls.class.getClassLoader(), () -> new ALPNServerConnectionFactory("h2", HTTP_1));
    }
}
