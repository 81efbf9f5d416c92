package io.pokeai.natives.opencv;

import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * One channel in float64, and what OpenCV's filters make of it.
 *
 * <p><b>Source</b> OpenCV's documentation of {@code resize}, {@code blur}, {@code GaussianBlur} and {@code filter2D}.
 */
final class Plane {
    private final int width;
    private final int height;
    private final double[] values;

    Plane(int width, int height) {
        this.width = width;
        this.height = height;
        this.values = new double[width * height];
    }

    /** Between 0 and 255, and never twice the same pattern in a vector. */
    static Plane pattern(int width, int height) {
        Plane plane = new Plane(width, height);
        for (int i = 0; i < plane.values.length; i++) {
            plane.values[i] = (i * 97L % 251 + i / width * 13L) % 256;
        }
        return plane;
    }

    float[] floats() {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private double at(int x, int y) {
        return values[y * width + x];
    }

    /** Bilinear, pixels beyond the border as those on it. */
    Plane linear(int newWidth, int newHeight) {
        Plane result = new Plane(newWidth, newHeight);
        for (int y = 0; y < newHeight; y++) {
            double fromY = clamp((y + 0.5) * height / newHeight - 0.5, height);
            int top = Math.min((int) fromY, height - 2);
            for (int x = 0; x < newWidth; x++) {
                double fromX = clamp((x + 0.5) * width / newWidth - 0.5, width);
                int left = Math.min((int) fromX, width - 2);
                double right = fromX - left;
                double down = fromY - top;
                result.values[y * newWidth + x] = (1 - down) * ((1 - right) * at(left, top) + right * at(left + 1, top))
                        + down * ((1 - right) * at(left, top + 1) + right * at(left + 1, top + 1));
            }
        }
        return result;
    }

    private static double clamp(double position, int size) {
        return Math.max(0, Math.min(position, size - 1));
    }

    /** Each new pixel the mean of what it covers; for smaller sizes only. */
    Plane area(int newWidth, int newHeight) {
        Plane result = new Plane(newWidth, newHeight);
        double scaleX = (double) width / newWidth;
        double scaleY = (double) height / newHeight;
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                double sum = 0;
                for (int v = (int) (y * scaleY); v < Math.min(height, (y + 1) * scaleY); v++) {
                    double high = covered(v, y * scaleY, (y + 1) * scaleY);
                    for (int u = (int) (x * scaleX); u < Math.min(width, (x + 1) * scaleX); u++) {
                        sum += high * covered(u, x * scaleX, (x + 1) * scaleX) * at(u, v);
                    }
                }
                result.values[y * newWidth + x] = sum / (scaleX * scaleY);
            }
        }
        return result;
    }

    private static double covered(int cell, double from, double to) {
        return Math.max(0, Math.min(cell + 1, to) - Math.max(cell, from));
    }

    /** Correlation with a kernel of an odd side; beyond the border the picture is mirrored, its last row not repeated. */
    Plane correlate(int side, double... kernel) {
        Plane result = new Plane(width, height);
        int reach = side / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int v = 0; v < side; v++) {
                    for (int u = 0; u < side; u++) {
                        sum += kernel[v * side + u] * at(mirror(x + u - reach, width), mirror(y + v - reach, height));
                    }
                }
                result.values[y * width + x] = sum;
            }
        }
        return result;
    }

    private static int mirror(int position, int size) {
        int inside = Math.abs(position);
        return inside < size ? inside : 2 * (size - 1) - inside;
    }

    /** How a float32 picture of one channel differs from this one; empty when by no more than a bound. */
    Optional<String> difference(String name, Mat found, double bound) {
        float[] pixels = new float[values.length];
        if (found.cols() != width || found.rows() != height || found.total() != pixels.length) {
            return Optional.of(
                    name + ": expected " + width + "x" + height + ", found " + found.cols() + "x" + found.rows());
        }
        new FloatPointer(found.data()).get(pixels);
        for (int i = 0; i < pixels.length; i++) {
            if (!(Math.abs(pixels[i] - values[i]) <= bound)) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%s: expected %.5f at (%d, %d), found %.5f",
                        name,
                        values[i],
                        i % width,
                        i / width,
                        pixels[i]));
            }
        }
        return Optional.empty();
    }
}
