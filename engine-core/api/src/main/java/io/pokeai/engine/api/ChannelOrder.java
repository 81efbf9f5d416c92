package io.pokeai.engine.api;

/** Which colour the first plane of a tensor holds. */
public enum ChannelOrder {
    /** Red, green, blue. */
    RGB,
    /** Blue, green, red: Hugging Face's {@code do_flip_channel_order}. */
    BGR;

    /** The colour of a plane: 0 red, 1 green, 2 blue. */
    public int colour(int plane) {
        return this == RGB ? plane : Image.CHANNELS - 1 - plane;
    }
}
