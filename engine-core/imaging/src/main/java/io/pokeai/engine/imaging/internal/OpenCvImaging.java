package io.pokeai.engine.imaging.internal;

import io.pokeai.engine.api.AlphaImage;
import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ImageSize;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.imaging.internal.decode.EncodedPicture;
import io.pokeai.engine.imaging.internal.decode.PictureDecoder;
import io.pokeai.engine.imaging.internal.decode.PixelBudget;
import io.pokeai.engine.imaging.internal.geometry.CropPlan;
import io.pokeai.engine.imaging.internal.geometry.PixelRows;
import io.pokeai.engine.imaging.internal.geometry.ResizedCrop;
import io.pokeai.engine.imaging.internal.header.Header;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.Function;
import org.osgi.service.component.annotations.Component;

/** Decodes with OpenCV, and computes geometry and values itself. */
@Component(service = Imaging.class)
public final class OpenCvImaging implements Imaging {
    private final PixelBudget budget;
    private final PictureDecoder decoder = new PictureDecoder();
    private final ResizedCrop resizedCrop;
    private final Normaliser normaliser = new Normaliser();

    /** For Declarative Services and {@link java.util.ServiceLoader}; OpenCV is loaded with the first picture. */
    public OpenCvImaging() {
        this(new PixelBudget(), new ResizedCrop());
    }

    private OpenCvImaging(PixelBudget budget, ResizedCrop resizedCrop) {
        this.budget = budget;
        this.resizedCrop = resizedCrop;
    }

    @Override
    public Imaging limitedTo(long maxPixels) {
        return maxPixels == budget.maxPixels() ? this : new OpenCvImaging(budget.limitedTo(maxPixels), resizedCrop);
    }

    @Override
    public void prepare() {
        OpenCvLoader.require();
    }

    @Override
    public Image crop(Path picture, InputSpec spec) {
        EngineException.required(picture, "picture");
        EngineException.required(spec, "spec");
        return read(picture, encoded -> crop(encoded, spec));
    }

    @Override
    public Image decode(Path picture, Decoder semantics) {
        EngineException.required(picture, "picture");
        EngineException.required(semantics, "decoder");
        return read(picture, encoded -> decoded(encoded, semantics, ImageRows::copy));
    }

    @Override
    public AlphaImage decodeWithAlpha(Path picture) {
        EngineException.required(picture, "picture");
        return read(picture, this::decodedWithAlpha);
    }

    @Override
    public ImageSize check(Path picture, MessageDigest digest) {
        EngineException.required(picture, "picture");
        EngineException.required(digest, "digest");
        return read(picture, encoded -> {
            encoded.digest(digest, picture);
            return checked(encoded);
        });
    }

    private ImageSize checked(EncodedPicture encoded) {
        Header header = Header.read(encoded.bytes());
        int share = budget.acquire(header);
        try {
            decoder.check(encoded, header);
            return new ImageSize((int) header.width(), (int) header.height());
        } finally {
            budget.release(share);
        }
    }

    private AlphaImage decodedWithAlpha(EncodedPicture encoded) {
        Header header = Header.read(encoded.bytes());
        int share = budget.acquire(header);
        try (PixelRows rows = decoder.decodeWithAlpha(encoded, header)) {
            Image colours = ImageRows.copy(rows);
            return rows.hasAlpha() ? AlphaImage.of(colours, ImageRows.copyAlpha(rows)) : AlphaImage.opaque(colours);
        } finally {
            budget.release(share);
        }
    }

    private static <T> T read(Path picture, Function<EncodedPicture, T> reader) {
        OpenCvLoader.require();
        try (EncodedPicture encoded = EncodedPicture.read(picture)) {
            return reader.apply(encoded);
        } catch (EngineException e) {
            Path name = picture.getFileName();
            throw e.about((name == null ? picture : name).toString());
        }
    }

    @Override
    public Image crop(byte[] encoded, InputSpec spec) {
        EngineException.required(encoded, "encoded");
        EngineException.required(spec, "spec");
        OpenCvLoader.require();
        try (EncodedPicture picture = EncodedPicture.of(encoded)) {
            return crop(picture, spec);
        }
    }

    private Image crop(EncodedPicture encoded, InputSpec spec) {
        return decoded(
                encoded, spec.decoder(), rows -> resizedCrop.of(rows, CropPlan.of(rows.width(), rows.height(), spec)));
    }

    private Image decoded(EncodedPicture encoded, Decoder semantics, Function<PixelRows, Image> use) {
        Header header = Header.read(encoded.bytes());
        int share = budget.acquire(header);
        try (PixelRows rows = decoder.decode(encoded, header, semantics)) {
            return use.apply(rows);
        } finally {
            budget.release(share);
        }
    }

    @Override
    public Image crop(Image decoded, InputSpec spec) {
        EngineException.required(decoded, "decoded");
        EngineException.required(spec, "spec");
        if (spec.isSizeOf(decoded)) {
            return decoded;
        }
        return resizedCrop.of(new ImageRows(decoded), CropPlan.of(decoded.width(), decoded.height(), spec));
    }

    @Override
    public void normalise(Pixels pixels, InputSpec spec, FloatBuffer target) {
        EngineException.required(pixels, "pixels");
        EngineException.required(spec, "spec");
        EngineException.required(target, "target");
        normaliser.write(pixels, spec, target);
    }

    @Override
    public byte[] toPng(Image image) {
        EngineException.required(image, "image");
        return PngWriter.write(image);
    }

    @Override
    public byte[] save(Image image, String extension) {
        EngineException.required(image, "image");
        EngineException.required(extension, "extension");
        return PillowWriter.write(image, extension);
    }
}
