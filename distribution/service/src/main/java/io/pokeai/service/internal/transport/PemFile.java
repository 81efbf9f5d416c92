package io.pokeai.service.internal.transport;

import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the format PEM: blocks of base64 between lines that say what is in them. Text around the blocks is passed over.
 *
 * <p><b>Source</b> RFC 7468.<br>
 * <b>Threads</b> immutable.
 */
record PemFile(Path path, List<Block> blocks) {
    private static final long LARGEST = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s([^-]*)-----END \\1-----", Pattern.DOTALL);

    PemFile {
        blocks = List.copyOf(blocks);
    }

    /**
     * A block.
     *
     * @param label such as {@code CERTIFICATE}
     * @param encrypted whether its headers say that it is
     * @param base64 with line ends
     */
    record Block(String label, boolean encrypted, String base64) {
        byte[] der() {
            return Base64.getMimeDecoder().decode(base64);
        }
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} for a file that cannot be read, has no block, or one that is not base64 */
    static PemFile read(Path path) {
        List<Block> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(text(path));
        while (found.find()) {
            blocks.add(block(path, found.group(1), found.group(2)));
        }
        if (blocks.isEmpty()) {
            throw EngineException.invalidArgument(
                    path + " is not a PEM file: it has no line '-----BEGIN …-----' with its end.",
                    "Convert it, for instance with 'openssl x509' or 'openssl pkey'.");
        }
        return new PemFile(path, blocks);
    }

    private static Block block(Path path, String label, String body) {
        // Headers, which only old keys have, end at an empty line.
        boolean headers = body.contains(":");
        String data = headers ? body.replaceFirst("(?s).*?\\R\\s*\\R", "") : body;
        boolean encrypted = label.startsWith("ENCRYPTED") || (headers && body.contains("ENCRYPTED"));
        Block block = new Block(label, encrypted, data);
        try {
            if (block.der().length > 0) {
                return block;
            }
            throw EngineException.invalidArgument(
                    path + ": the block " + label + " is empty.", "Write the file again.");
        } catch (IllegalArgumentException e) {
            throw EngineException.invalidArgument(
                    path + ": the block " + label + " is not base64 (" + e.getMessage() + ").",
                    "Write the file again; perhaps only a part of it was written.");
        }
    }

    private static String text(Path path) {
        try {
            if (Files.size(path) > LARGEST) {
                throw EngineException.invalidArgument(path + " is too large for a PEM file.", "Name another file.");
            }
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw EngineException.invalidArgument(
                    path + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    "Name a PEM file that the user of the service may read.");
        }
    }
}
