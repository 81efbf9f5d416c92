package io.pokeai.onnx.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells the optimised models of one machine from those of another. */
final class CpuKey {
    private static final Path CPU = Path.of("/proc/cpuinfo");

    private CpuKey() {}

    /** The CPU with its instruction sets, as far as the system tells; models optimised for one may not run on another. */
    static Optional<String> cpu() {
        try (var lines = Files.lines(CPU)) {
            String features = lines.filter(line ->
                            line.startsWith("flags") || line.startsWith("Features") || line.startsWith("model name"))
                    .distinct()
                    .collect(Collectors.joining("\n"));
            return features.isEmpty() ? Optional.empty() : Optional.of(features);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** SHA-256 in hex. */
    static String sha256(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
