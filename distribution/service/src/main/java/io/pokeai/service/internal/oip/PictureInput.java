package io.pokeai.service.internal.oip;

import io.pokeai.service.internal.web.HttpFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Encoded pictures in an input of type BYTES: in JSON as base64, in binary data as the bytes of the files, or as base64 when
 * {@code content_type} says so.
 *
 * <p><b>Threads</b> stateless.
 */
final class PictureInput {
    private static final String BASE64 = "base64";

    private PictureInput() {}

    /**
     * @param most pictures
     * @throws HttpFailure 400 for a shape that is not [n] or [n, 1], lengths that do not fit, and wrong base64
     */
    static List<byte[]> pictures(InferInput input, int most) {
        String type = input.contentType();
        boolean known = type.isEmpty()
                || type.equals(BASE64)
                || type.startsWith("image/")
                || type.equals("application/octet-stream");
        if (!known) {
            throw HttpFailure.badRequest(
                    "The content_type '" + (type.length() > 40 ? type.substring(0, 40) + "…" : type)
                            + "' is not taken.",
                    "Use " + BASE64 + ", or image/jpeg and the like, or leave it out.");
        }
        List<Long> shape = input.shape();
        boolean column = shape.size() == 2 && shape.get(1) == 1;
        if ((shape.size() != 1 && !column) || shape.get(0) < 1 || shape.get(0) > most) {
            throw HttpFailure.badRequest(
                    "Input '" + input.name() + "' of BYTES has the shape " + shape + ".",
                    "Send [n], an element for each of 1 to " + most + " pictures.");
        }
        if (input.data() instanceof InferInput.Texts texts) {
            return texts.values().stream().map(PictureInput::decoded).toList();
        }
        if (input.data() instanceof InferInput.Binary binary) {
            return files(elements(binary.data(), shape.get(0).intValue()), type);
        }
        if (input.data() instanceof InferInput.Elements elements) {
            return files(elements.values().stream().map(PictureInput::bytes).toList(), type);
        }
        throw HttpFailure.badRequest("The data of a BYTES are numbers.", "Send texts in base64.");
    }

    private static List<byte[]> files(List<byte[]> elements, String type) {
        return type.equals(BASE64)
                ? elements.stream()
                        .map(element -> decoded(new String(element, StandardCharsets.ISO_8859_1)))
                        .toList()
                : elements;
    }

    private static byte[] bytes(ByteBuffer view) {
        byte[] bytes = new byte[view.remaining()];
        view.duplicate().get(bytes);
        return bytes;
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw HttpFailure.badRequest("A picture is not base64.", "Encode the bytes of the picture's file.");
        }
    }

    private static List<byte[]> elements(ByteBuffer data, int count) {
        ByteBuffer rest = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> elements = new ArrayList<>();
        while (rest.hasRemaining() && elements.size() < count) {
            int length = rest.remaining() < Integer.BYTES ? -1 : rest.getInt();
            if (length < 0 || length > rest.remaining()) {
                throw HttpFailure.badRequest(
                        "Element " + elements.size() + " of the BYTES is longer than what is left of its data.",
                        "Put the length of each element before it, in 4 bytes, little endian.");
            }
            byte[] element = new byte[length];
            rest.get(element);
            elements.add(element);
        }
        if (elements.size() != count || rest.hasRemaining()) {
            throw HttpFailure.badRequest(
                    "The BYTES have " + (rest.hasRemaining() ? "more than " : "") + elements.size()
                            + " elements, and the shape says " + count + ".",
                    "Correct the shape or the data.");
        }
        return elements;
    }
}
