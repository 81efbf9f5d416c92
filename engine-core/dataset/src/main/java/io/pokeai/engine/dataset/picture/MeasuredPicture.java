package io.pokeai.engine.dataset.picture;

/**
 * A picture of a data set, measured.
 *
 * @param traits what it looks like
 * @param small its number among the {@link SmallPictures}
 */
public record MeasuredPicture(PictureTraits traits, int small) {}
