package io.pokeai.aug.corruptions.internal;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.engine.testkit.Shared;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** The reference data; its tests are skipped where it is missing. */
public final class ReferenceCorruptions {
    private ReferenceCorruptions() {}

    public static Path corruptions() {
        return Shared.at("corruptions");
    }

    /** A PNG without colour management: its samples as they are. */
    public static Image png(Path file) {
        try {
            BufferedImage read = ImageIO.read(file.toFile());
            byte[] rgb = new byte[read.getWidth() * read.getHeight() * 3];
            for (int y = 0, i = 0; y < read.getHeight(); y++) {
                for (int x = 0; x < read.getWidth(); x++, i += 3) {
                    int pixel = read.getRGB(x, y);
                    rgb[i] = (byte) (pixel >> 16);
                    rgb[i + 1] = (byte) (pixel >> 8);
                    rgb[i + 2] = (byte) pixel;
                }
            }
            return new Image(read.getWidth(), read.getHeight(), rgb);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String sha256(Image image) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image.rgb()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The objects of the list {@code entries} of a file. */
    public static List<Map<String, Object>> entries(Path file) {
        try {
            return objects(JsonTree.object(JsonTree.read(file)).get("entries"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Object list) {
        return (List<Map<String, Object>>) list;
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Object json) {
        return (Map<String, Object>) json;
    }
}
