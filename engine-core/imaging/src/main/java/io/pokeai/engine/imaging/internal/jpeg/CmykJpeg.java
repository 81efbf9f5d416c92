package io.pokeai.engine.imaging.internal.jpeg;

import io.pokeai.engine.imaging.internal.geometry.PixelRows;
import io.pokeai.engine.imaging.internal.header.Bytes;
import io.pokeai.engine.imaging.internal.header.JpegHeader;
import java.util.List;

/**
 * A JPEG of four inks as Pillow converts it to RGB: the stored values are taken for inverted, as Adobe stores them.
 *
 * <p><b>Source</b> {@code cmyk2rgb} of Pillow 12.3, src/libImaging/Convert.c; {@code ycck_cmyk_convert} of libjpeg-turbo
 * 3.1, src/jdcolor.c.
 */
public final class CmykJpeg implements PixelRows {
    private final int width;
    private final int height;
    private final boolean ycck;
    private final List<Component> components;
    private final List<UpsampledRow> rows;

    private CmykJpeg(FrameHeader frame, boolean ycck, List<Component> components) {
        this.width = frame.width();
        this.height = frame.height();
        this.ycck = ycck;
        this.components = components;
        this.rows = components.stream()
                .map(component -> new UpsampledRow(component, frame))
                .toList();
    }

    /**
     * Decodes all samples; colours are mixed as rows are read.
     *
     * @throws io.pokeai.engine.api.EngineException {@code CORRUPT_IMAGE}, or {@code UNSUPPORTED_FORMAT} for arithmetic
     *     coding
     */
    public static CmykJpeg decode(JpegHeader header, Bytes file) {
        // Without Adobe's segment libjpeg takes four components for inks, with it only when it says so.
        boolean ycck = header.adobeTransform() > 0;
        JpegReader reader = new JpegReader(file);
        try {
            reader.read();
            return new CmykJpeg(reader.frame(), ycck, reader.components());
        } catch (RuntimeException e) {
            reader.components().forEach(Component::close);
            throw e;
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public boolean blueFirst() {
        return false;
    }

    @Override
    public void read(int y, int x, int pixels, byte[] target) {
        byte[] cyan = rows.get(0).read(y);
        byte[] magenta = rows.get(1).read(y);
        byte[] yellow = rows.get(2).read(y);
        byte[] black = rows.get(3).read(y);
        for (int i = x, t = 0; i < x + pixels; i++, t += 3) {
            int c = cyan[i] & 0xff;
            int m = magenta[i] & 0xff;
            int k = yellow[i] & 0xff;
            if (ycck) {
                int luma = c;
                int blue = m - 128;
                int red = k - 128;
                c = YccToRgb.inverted(luma + YccToRgb.redFrom(red));
                m = YccToRgb.inverted(luma + YccToRgb.greenFrom(blue, red));
                k = YccToRgb.inverted(luma + YccToRgb.blueFrom(blue));
            }
            // Stored values are inverted, so what remains beside black ink is the stored value itself.
            int light = black[i] & 0xff;
            target[t] = mix(c, light);
            target[t + 1] = mix(m, light);
            target[t + 2] = mix(k, light);
        }
    }

    private static byte mix(int stored, int light) {
        int product = (255 - stored) * light + 128;
        return (byte) Math.max(0, light - (((product >> 8) + product) >> 8));
    }

    @Override
    public void close() {
        components.forEach(Component::close);
    }
}
