package io.pokeai.engine.dataset.picture;

import io.pokeai.engine.api.AlphaImage;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Measures pictures; each is decoded once.
 *
 * <p><b>Threads</b> safe.
 */
public final class TraitReader {
    /** Side of the small picture that near duplicates are compared by, in pixels. */
    public static final int SMALL_SIDE = PerceptualHash.SIDE;

    private static final int DIGEST_BYTES = 16;

    private final Imaging imaging;
    private final LookReader looks;

    public TraitReader(Imaging imaging) {
        this.imaging = imaging;
        this.looks = new LookReader(imaging);
    }

    /**
     * What was measured.
     *
     * @param traits of the picture
     * @param small what a person sees on a white page, 32 × 32 pixels
     */
    public record Reading(PictureTraits traits, Image small) {}

    /**
     * Decodes and measures.
     *
     * @throws EngineException as {@link Imaging#decodeWithAlpha}
     */
    public Reading read(Path picture) {
        return read(imaging.decodeWithAlpha(picture));
    }

    /** Measures a picture that is decoded already. */
    public Reading read(AlphaImage picture) {
        Image visible = picture.onWhite();
        Image greys = imaging.crop(PerceptualHash.grey(picture.colours(), visible), PerceptualHash.SMALL);
        PictureTraits traits = new PictureTraits(
                visible.width(),
                visible.height(),
                digest(visible),
                PerceptualHash.of(greys, 0),
                PerceptualHash.of(greys, 1),
                looks.look(visible));
        return new Reading(traits, imaging.crop(visible, PerceptualHash.SMALL));
    }

    /**
     * How a picture looks on a white page, and its hash; nothing else is measured.
     *
     * @throws EngineException as {@link Imaging#decodeWithAlpha}
     */
    public Sight see(Path picture) {
        Image visible = imaging.decodeWithAlpha(picture).onWhite();
        return new Sight(digest(visible), PerceptualHash.of(visible, imaging));
    }

    /**
     * How a picture looks to a person.
     *
     * @param visible as in {@link PictureTraits#visible}
     * @param hash as in {@link PictureTraits#visibleHash}
     */
    public record Sight(String visible, PerceptualHash hash) {}

    private static String digest(Image picture) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(picture.width())
                    .putInt(picture.height())
                    .flip());
            digest.update(picture.asByteBuffer());
            return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
