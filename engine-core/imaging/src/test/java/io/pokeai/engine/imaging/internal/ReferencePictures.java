package io.pokeai.engine.imaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The reference data that real Pillow, torchvision and OpenCV made; its tests are skipped where it is missing. */
public final class ReferencePictures {
    private ReferencePictures() {}

    /** The folder of the reference pictures. */
    public static Path images() {
        return Shared.at("images");
    }

    /** A JSON file as maps, lists, strings, numbers and booleans. */
    public static Map<String, Object> json(Path file) {
        try {
            return map(JsonTree.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Object json) {
        assertThat(json).isInstanceOf(Map.class);
        return (Map<String, Object>) json;
    }

    @SuppressWarnings("unchecked")
    public static List<Object> list(Object json) {
        assertThat(json).isInstanceOf(List.class);
        return (List<Object>) json;
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-256 over the pixels, height × width × 3 bytes. */
    public static String sha256(Image image) {
        return sha256(image.rgb());
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
