package io.pokeai.engine.checkpoint.internal.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 as Python's pickle writes it: with the error handler "surrogatepass", so that lone surrogates may occur. */
final class PythonText {
    private PythonText() {}

    static String decode(byte[] encoded) throws CharacterCodingException {
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (int i = 0; i + 2 < encoded.length; i++) {
            if (isSurrogate(encoded, i)) {
                strict(encoded, done, i, text);
                text.append((char) (0xd000 | (encoded[i + 1] & 0x3f) << 6 | (encoded[i + 2] & 0x3f)));
                i += 2;
                done = i + 1;
            }
        }
        if (done == 0) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(encoded))
                    .toString();
        }
        strict(encoded, done, encoded.length, text);
        return text.toString();
    }

    static byte[] encode(String text) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                encoded.write(0xe0 | c >> 12);
                encoded.write(0x80 | (c >> 6 & 0x3f));
                encoded.write(0x80 | (c & 0x3f));
            } else {
                encoded.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return encoded.toByteArray();
    }

    /** U+D800 to U+DFFF in three bytes; 0xed is never a continuation byte. */
    private static boolean isSurrogate(byte[] bytes, int at) {
        return bytes[at] == (byte) 0xed && (bytes[at + 1] & 0xe0) == 0xa0 && (bytes[at + 2] & 0xc0) == 0x80;
    }

    private static void strict(byte[] bytes, int from, int to, StringBuilder into) throws CharacterCodingException {
        into.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)));
    }
}
