package io.pokeai.aug.reports.pages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JSON that may stand inside of a script element: nothing in it can end the element.
 *
 * <p><b>Threads</b> stateless.
 */
public final class JsonText {
    private static final int LAST_OF_BMP = 0xFFFF;

    private JsonText() {}

    /** Writes a value; one call of a generator for one JSON text. */
    @FunctionalInterface
    public interface Writing {
        /** @throws IOException what the generator throws */
        void write(JsonGenerator json) throws IOException;
    }

    /** The text that a writing gives. */
    public static String of(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).setCharacterEscapes(new ScriptEscapes())) {
            writing.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A measured number with at most six digits after the point; null for NaN and the infinities. */
    public static void number(JsonGenerator json, double value) throws IOException {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            json.writeNull();
        } else {
            json.writeNumber(trimmed(String.format(Locale.ROOT, "%.6f", value)));
        }
    }

    private static String trimmed(String digits) {
        String shorter = digits.replaceAll("0+$", "");
        String whole = shorter.endsWith(".") ? shorter.substring(0, shorter.length() - 1) : shorter;
        return whole.equals("-0") ? "0" : whole;
    }

    private static final class ScriptEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

        ScriptEscapes() {
            for (char c : new char[] {'<', '>', '&'}) {
                ascii[c] = CharacterEscapes.ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            // Lone surrogates, which UTF-8 cannot hold, and what would turn the direction of the page's source.
            // Jackson asks for each char: a pair of surrogates becomes two escapes, which every reader joins.
            boolean escaped = (c >= 0x200B && c <= 0x200F)
                    || (c >= 0x2028 && c <= 0x202E)
                    || (c >= 0x2066 && c <= 0x2069)
                    || (c <= LAST_OF_BMP && Character.isSurrogate((char) c));
            return escaped ? new SerializedString("\\u" + Integer.toHexString(c)) : null;
        }
    }
}
