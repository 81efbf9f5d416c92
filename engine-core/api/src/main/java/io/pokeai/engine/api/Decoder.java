package io.pokeai.engine.api;

/** Whose reading of a picture file a model was trained on. */
public enum Decoder {
    /** Pillow's {@code Image.open(f).convert("RGB")}: no EXIF rotation, 16-bit grey clipped, alpha dropped. */
    PILLOW,
    /** OpenCV's {@code imdecode(f, IMREAD_COLOR)}, turned from BGR to RGB: EXIF rotation applied. */
    OPENCV
}
