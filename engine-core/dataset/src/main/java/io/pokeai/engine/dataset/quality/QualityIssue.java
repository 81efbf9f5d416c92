package io.pokeai.engine.dataset.quality;

import io.pokeai.engine.dataset.picture.PictureTraits;
import java.util.Locale;

/**
 * What may be wrong with one picture as a person sees it on a white page. Names and thresholds are cleanvision's defaults; how
 * sharpness is measured is ours, and only close to it.
 */
public enum QualityIssue {
    /** 99 % of its pixels have a brightness below 0.32. */
    DARK {
        @Override
        boolean concerns(PictureTraits picture, SizeRange sizes) {
            return picture.look().light() < 0.32;
        }
    },
    /** 95 % of its pixels have a brightness above 0.95. */
    LIGHT {
        @Override
        boolean concerns(PictureTraits picture, SizeRange sizes) {
            return 1 - picture.look().dark() < 0.05;
        }
    },
    /** Its short side is less than 0.35 of its long side. */
    ODD_ASPECT_RATIO {
        @Override
        boolean concerns(PictureTraits picture, SizeRange sizes) {
            return aspect(picture) < 0.35;
        }
    },
    /** The square root of width × height is far from the sizes that are usual in the data set. */
    ODD_SIZE {
        @Override
        boolean concerns(PictureTraits picture, SizeRange sizes) {
            return !sizes.contains(SizeRange.size(picture));
        }
    },
    /** A tenth of the entropy of its samples is below 0.3. */
    LOW_INFORMATION {
        @Override
        boolean concerns(PictureTraits picture, SizeRange sizes) {
            return picture.look().entropy() / 10 < 0.3;
        }
    },
    /** Its sharpness is below 0.29. */
    BLURRY {
        @Override
        boolean concerns(PictureTraits picture, SizeRange sizes) {
            return picture.look().sharpness() < 0.29;
        }
    },
    /** Every pixel has three equal samples. */
    GRAYSCALE {
        @Override
        boolean concerns(PictureTraits picture, SizeRange sizes) {
            return picture.look().grey();
        }
    };

    abstract boolean concerns(PictureTraits picture, SizeRange sizes);

    /** Short side through long side. */
    static double aspect(PictureTraits picture) {
        return (double) Math.min(picture.width(), picture.height()) / Math.max(picture.width(), picture.height());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
