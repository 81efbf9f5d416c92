package io.pokeai.service.internal.transport;

import io.pokeai.engine.api.EngineException;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the private key of a PEM file: PKCS#8, or the older forms of OpenSSL for RSA (PKCS#1) and elliptic curves (SEC 1), which become
 * PKCS#8 by putting the name of the algorithm before them.
 *
 * <p><b>Source</b> RFC 5208, RFC 8017 A.1.2, RFC 5915.<br>
 * <b>Threads</b> stateless.
 */
final class PrivateKeyBlock {
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    private static final byte[] EC_PUBLIC_KEY = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int PARAMETERS = 0xa0;

    private PrivateKeyBlock() {}

    /**
     * @param algorithm of the certificate's key, as Java calls it: RSA, EC, EdDSA
     * @throws EngineException {@code INVALID_ARGUMENT} when the file has no key of that algorithm, more than one, or one with a password
     */
    static PrivateKey read(PemFile file, String algorithm) {
        List<PemFile.Block> keys = file.blocks().stream()
                .filter(block -> block.label().endsWith("PRIVATE KEY"))
                .toList();
        if (keys.size() != 1) {
            throw EngineException.invalidArgument(
                    file.path() + " has " + (keys.isEmpty() ? "no private key." : keys.size() + " private keys."),
                    "Name the file of the one key that belongs to the certificate.");
        }
        PemFile.Block key = keys.get(0);
        if (key.encrypted()) {
            throw EngineException.invalidArgument(
                    "The private key in " + file.path() + " has a password.",
                    "Write it without one ('openssl pkey -in OLD -out NEW'), and let only the user of the service read it.");
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8(key)));
        } catch (GeneralSecurityException | IndexOutOfBoundsException e) {
            throw EngineException.invalidArgument(
                    "The private key in " + file.path() + " is not one of " + algorithm
                            + ", which the certificate has.",
                    "Name the key that belongs to the certificate.");
        }
    }

    private static byte[] pkcs8(PemFile.Block key) {
        return switch (key.label()) {
            case "RSA PRIVATE KEY" -> tagged(SEQUENCE, joined(VERSION_0, RSA, tagged(OCTETS, key.der())));
            case "EC PRIVATE KEY" ->
                tagged(
                        SEQUENCE,
                        joined(
                                VERSION_0,
                                tagged(SEQUENCE, joined(EC_PUBLIC_KEY, curve(key.der()))),
                                tagged(OCTETS, key.der())));
            default -> key.der();
        };
    }

    /** The name of the curve in {@code SEQUENCE { INTEGER 1, OCTET STRING, [0] curve, … }}. */
    private static byte[] curve(byte[] der) {
        int at = 1 + lengthBytes(der, 1);
        while (at < der.length) {
            int length = length(der, at + 1);
            int from = at + 1 + lengthBytes(der, at + 1);
            if ((der[at] & 0xff) == PARAMETERS) {
                return Arrays.copyOfRange(der, from, from + length);
            }
            at = from + length;
        }
        throw new IndexOutOfBoundsException("no curve");
    }

    private static int length(byte[] der, int at) {
        int first = der[at] & 0xff;
        int value = first < 0x80 ? first : 0;
        for (int i = 1; first >= 0x80 && i < lengthBytes(der, at); i++) {
            value = (value << 8) | (der[at + i] & 0xff);
        }
        if (value < 0 || value > der.length) {
            throw new IndexOutOfBoundsException("longer than the key");
        }
        return value;
    }

    private static int lengthBytes(byte[] der, int at) {
        int first = der[at] & 0xff;
        return first < 0x80 ? 1 : 1 + (first & 0x7f);
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int bytes = content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(content.length >> (8 * i));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
