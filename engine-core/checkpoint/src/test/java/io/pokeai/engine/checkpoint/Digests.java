package io.pokeai.engine.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** SHA-256 of tensors, as the reference data has them. */
public final class Digests {
    private Digests() {}

    public static String of(Tensor tensor) {
        return of(tensor.bytes());
    }

    /** Over the lines {@code name dtype d0xd1… sha256}. */
    public static String of(StateDict tensors) {
        String lines = tensors.tensors().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().dtype() + " "
                        + entry.getValue().shape().stream().map(String::valueOf).collect(Collectors.joining("x"))
                        + " " + of(entry.getValue()) + "\n")
                .collect(Collectors.joining());
        return of(ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private static String of(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
