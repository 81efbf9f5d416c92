package io.pokeai.engine.api;

/** Which library's decoding of picture files a model was trained with. */
public enum Decoder {
    /** Pillow's {@code Image.open(f).convert("RGB")}: no EXIF rotation, 16-bit grey clipped, alpha dropped. */
    PILLOW,
    /** OpenCV's {@code imdecode(f, IMREAD_COLOR)}, turned from BGR to RGB: EXIF rotation applied. */
    OPENCV
}
