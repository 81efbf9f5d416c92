package io.pokeai.engine.imaging.internal.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** One small picture file of our own for every form that is decoded in its own way. */
public final class OwnPictures {
    private OwnPictures() {}

    /** File name to content; the same bytes every time. */
    public static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("png_deep_grey.png", Pngs.deepGrey(61, 37));
        all.put("png_animation.png", Pngs.animation(40, 33));
        all.put("png_text.png", Pngs.with(300, 20, "tEXt", new byte[] {'a', 0, 'b'}));
        all.put("bmp_555.bmp", Bmps.highColour(45, 31, false));
        all.put("bmp_565.bmp", Bmps.highColour(31, 45, true));
        all.put("bmp_masked.bmp", Bmps.masked(29, 28));
        all.put("bmp_run_length.bmp", Bmps.runLength(24, 30));
        all.put("bmp_no_offset.bmp", Bmps.withoutOffset(33, 50));
        all.put("gif_frame.gif", Gifs.frame(50, 41, -1, false));
        all.put("gif_frame_transparent.gif", Gifs.frame(41, 50, 5, true));
        all.put("jpeg_grey.jpg", Jpegs.file(60, 41, -1, 0x11));
        all.put("jpeg_420.jpg", Jpegs.file(61, 42, -1, 0x22, 0x11, 0x11));
        all.put("jpeg_rgb.jpg", Jpegs.file(30, 70, 0, 0x11, 0x11, 0x11));
        all.put("jpeg_cmyk_444.jpg", Jpegs.file(33, 34, 0, 0x11, 0x11, 0x11, 0x11));
        all.put("jpeg_cmyk_420.jpg", Jpegs.file(35, 51, -1, 0x22, 0x11, 0x11, 0x22));
        all.put("jpeg_cmyk_440.jpg", Jpegs.file(51, 35, 0, 0x12, 0x11, 0x11, 0x12));
        all.put("jpeg_ycck_422.jpg", Jpegs.file(49, 22, 2, 0x21, 0x11, 0x11, 0x21));
        all.put("jpeg_ycck_411.jpg", Jpegs.file(75, 22, 2, 0x41, 0x11, 0x21, 0x11));
        return all;
    }

    /** Writes all pictures into a folder, for other libraries to read. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (Map.Entry<String, byte[]> picture : all().entrySet()) {
            Files.write(folder.resolve(picture.getKey()), picture.getValue());
        }
    }
}
