package io.pokeai.natives.opencv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Small pictures of 61 x 43 pixels, with the pixels that Pillow 12 decodes from them: drawn from sines and stripes for this
 * test, so that every kind of block of a JPEG is there, and columns that fill no vector.
 */
final class KnownPictures {
    private static final String LIST = "self-test-pictures.txt";
    private static final int WIDTH = 61;
    private static final int HEIGHT = 43;
    private static final int CHANNELS = 3;
    private static final int FIELDS = 3;

    /**
     * One picture.
     *
     * @param name what kind of file
     * @param sha256 of its pixels, RGB, row by row
     * @param base64 the file
     */
    record Picture(String name, String sha256, String base64) {
        /** What is wrong with OpenCV's pixels; empty when nothing is. */
        Optional<String> fault() {
            byte[] file = Base64.getDecoder().decode(base64);
            try (Mat encoded = new Mat(1, file.length, opencv_core.CV_8UC1)) {
                encoded.data().put(file, 0, file.length);
                try (Mat decoded = opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_COLOR_RGB)) {
                    if (decoded.empty() || decoded.cols() != WIDTH || decoded.rows() != HEIGHT) {
                        return Optional.of(name + ": is not decoded");
                    }
                    byte[] pixels = new byte[WIDTH * HEIGHT * CHANNELS];
                    decoded.data().get(pixels);
                    String found = hash(pixels);
                    return found.equals(sha256)
                            ? Optional.empty()
                            : Optional.of(name + ": expected pixels with SHA-256 " + sha256 + ", found " + found);
                }
            }
        }
    }

    private KnownPictures() {}

    static List<Picture> all() {
        try (InputStream list = KnownPictures.class.getResourceAsStream(LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(KnownPictures::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Picture parse(String line) {
        String[] fields = line.split("\t", FIELDS);
        return new Picture(fields[0], fields[1], fields[2]);
    }

    private static String hash(byte[] pixels) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pixels));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
