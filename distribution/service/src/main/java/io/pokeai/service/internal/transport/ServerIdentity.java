package io.pokeai.service.internal.transport;

import io.pokeai.engine.api.EngineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who the service is: a certificate with those that vouch for it, and its private key.
 *
 * <p><b>Threads</b> immutable.
 *
 * @param chain the service's own first
 */
record ServerIdentity(List<X509Certificate> chain, PrivateKey key) {
    private static final Duration SOON = Duration.ofDays(14);

    ServerIdentity {
        chain = List.copyOf(chain);
    }

    /**
     * Reads two PEM files; they may be the same.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for files without certificate or key, a key with a password, and one that does not
     *     belong to the first certificate
     */
    static ServerIdentity read(Path certificates, Path key) {
        List<X509Certificate> chain = chain(PemFile.read(certificates));
        PublicKey open = chain.get(0).getPublicKey();
        PrivateKey secret = PrivateKeyBlock.read(PemFile.read(key), open.getAlgorithm());
        if (!belong(open, secret)) {
            boolean later = chain.stream().skip(1).anyMatch(other -> belong(other.getPublicKey(), secret));
            throw EngineException.invalidArgument(
                    "The private key in " + key + " does not belong to the first certificate in " + certificates
                            + ", which is of "
                            + chain.get(0).getSubjectX500Principal().getName() + ".",
                    later
                            ? "Put the certificate of the service before those that vouch for it."
                            : "Name the key with which the certificate was asked for.");
        }
        return new ServerIdentity(chain, secret);
    }

    private static List<X509Certificate> chain(PemFile file) {
        List<X509Certificate> chain = new ArrayList<>();
        for (PemFile.Block block : file.blocks()) {
            if (block.label().equals("CERTIFICATE")) {
                try {
                    chain.add((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(block.der())));
                } catch (GeneralSecurityException e) {
                    throw EngineException.invalidArgument(
                            "Certificate " + (chain.size() + 1) + " in " + file.path() + " cannot be read ("
                                    + e.getMessage() + ").",
                            "Write the file again.");
                }
            }
        }
        if (chain.isEmpty()) {
            throw EngineException.invalidArgument(
                    file.path() + " has no certificate.", "Name a file with '-----BEGIN CERTIFICATE-----'.");
        }
        return chain;
    }

    private static boolean belong(PublicKey open, PrivateKey secret) {
        String algorithm = open.getAlgorithm();
        try {
            Signature signature = Signature.getInstance(
                    algorithm.equals("EdDSA") ? "EdDSA" : algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            byte[] text = {1, 2, 3};
            signature.initSign(secret);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** What people should know of the dates; empty if all is well. */
    Optional<String> warning(Instant now) {
        X509Certificate own = chain.get(0);
        Instant from = own.getNotBefore().toInstant();
        Instant until = own.getNotAfter().toInstant();
        String name = "The certificate of " + own.getSubjectX500Principal().getName();
        if (now.isAfter(until)) {
            return Optional.of(name + " has expired on " + until + "; clients will refuse it.");
        }
        if (now.isBefore(from)) {
            return Optional.of(name + " is not valid before " + from + "; clients will refuse it.");
        }
        return until.isBefore(now.plus(SOON)) ? Optional.of(name + " expires on " + until + ".") : Optional.empty();
    }

    /** In memory, with an empty password. */
    KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, new char[0]);
            store.setKeyEntry("service", key, new char[0], chain.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory takes what was read", e);
        }
    }

    /** For a log: whose it is, and until when. */
    String described() {
        X509Certificate own = chain.get(0);
        return own.getSubjectX500Principal().getName() + ", valid until "
                + own.getNotAfter().toInstant();
    }

    boolean isSameAs(ServerIdentity other) {
        return chain.equals(other.chain) && Arrays.equals(key.getEncoded(), other.key.getEncoded());
    }
}
