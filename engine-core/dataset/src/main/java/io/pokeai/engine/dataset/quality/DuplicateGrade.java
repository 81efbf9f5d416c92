package io.pokeai.engine.dataset.quality;

import java.util.Locale;

/** How alike two pictures are, the most alike first. */
public enum DuplicateGrade {
    /** Their files have equal bytes. */
    BYTES,
    /** Every pixel that a person sees on a white page is equal. */
    PIXELS,
    /** Their hashes are near each other, and their small pictures hardly differ. */
    NEAR;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
