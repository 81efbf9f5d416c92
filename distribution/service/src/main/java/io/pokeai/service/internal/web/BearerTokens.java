package io.pokeai.service.internal.web;

import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tokens that open one port: any of them does, so that a token can be replaced without a moment in which none is valid.
 *
 * <p>Only their SHA-256 is kept. A token is compared with all of them in a time that does not tell how much of it is right.
 *
 * <p><b>Threads</b> immutable.
 */
public final class BearerTokens {
    /** No tokens: whoever reaches the port may use it. */
    public static final BearerTokens NONE = new BearerTokens(List.of());

    private static final int SHORTEST = 16;
    private static final int LONGEST = 1024;
    private static final long LARGEST_FILE = 65_536;
    private static final String SCHEME = "bearer ";

    private final List<byte[]> hashes;

    private BearerTokens(List<byte[]> hashes) {
        this.hashes = List.copyOf(hashes);
    }

    /**
     * Reads a file with a token on each line; empty lines, and those that begin with {@code #}, say nothing.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for a file that cannot be read or has no token, or one of less than
     *     {@value #SHORTEST} or more than {@value #LONGEST} visible ASCII characters
     */
    public static BearerTokens read(Path file) {
        List<byte[]> hashes = new ArrayList<>();
        for (String line : lines(file)) {
            String token = line.strip();
            if (token.isEmpty() || token.startsWith("#")) {
                continue;
            }
            if (!token.matches("[\\x21-\\x7e]{" + SHORTEST + "," + LONGEST + "}")) {
                // The token itself is a secret, and not in the message.
                throw EngineException.invalidArgument(
                        file + ": a token has " + token.length() + " characters, or some that a header cannot have.",
                        "Use " + SHORTEST + " to " + LONGEST
                                + " visible ASCII characters, such as 'openssl rand -hex 32' gives.");
            }
            hashes.add(sha256(token));
        }
        if (hashes.isEmpty()) {
            throw EngineException.invalidArgument(file + " has no token.", "Write one into it, on a line of its own.");
        }
        return new BearerTokens(hashes);
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw EngineException.invalidArgument(
                        file + " is too large for a file of tokens.", "Name another file.");
            }
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw EngineException.invalidArgument(
                    "The token file " + file + " cannot be read ("
                            + e.getClass().getSimpleName() + ").",
                    "Write a token into it, and let only the user of the service read it.");
        }
    }

    /** Whether a token is asked for at all. */
    public boolean isEmpty() {
        return hashes.isEmpty();
    }

    /** Whether the same tokens open the port. */
    public boolean isSameAs(BearerTokens other) {
        return hashes.size() == other.hashes.size()
                && IntStream.range(0, hashes.size())
                        .allMatch(i -> MessageDigest.isEqual(hashes.get(i), other.hashes.get(i)));
    }

    /** Whether the value of an {@code Authorization} header has one of the tokens. */
    boolean accepts(String authorization) {
        if (authorization.length() <= SCHEME.length()
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = sha256(authorization.substring(SCHEME.length()).strip());
        boolean found = false;
        for (byte[] hash : hashes) {
            found |= MessageDigest.isEqual(hash, given);
        }
        return found;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
