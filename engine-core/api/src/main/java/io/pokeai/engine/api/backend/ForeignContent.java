package io.pokeai.engine.api.backend;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a file is that lies where a model is expected and is not one: a Git LFS pointer, a web page, an unfinished download,
 * a model of another library. For files that no back end knows; reads the first bytes only.
 *
 * @param what such as {@code is an HTML page, not a model}
 * @param remedy what to do about it
 * @param certain whether the first bytes leave no doubt; a text might be a model of an unknown back end
 */
public record ForeignContent(String what, String remedy, boolean certain) {
    private static final int LENGTH = 1024;
    private static final int FEWEST_BYTES = 16;
    private static final int TAR_MAGIC = 257;
    private static final int ZIP_NAME_LENGTH = 26;
    private static final int ZIP_NAME = 30;

    /** The first entry of a zip archive of torch.save or torch.jit.save. */
    private static final Pattern TORCH_ENTRY = Pattern.compile(
            "[^/]+/(data\\.pkl|constants\\.pkl|version|byteorder|\\..*|data/.*|code/.*|extra/.*|constants/.*)");

    /** What torch.save wrote first before it wrote zip archives: a pickled number. */
    private static final String TORCH_MAGIC = "\u008a\nl\u00fc\u009cF\u00f9";

    private static final String AGAIN = "Copy or download the model again.";
    private static final String EXPORT = "Export the model to ONNX, or install a back end that opens this format.";
    private static final String UNPACK = "Unpack it, and copy the model that is in it.";

    /** A kind of file that begins with certain bytes. */
    private record Magic(int at, String bytes, String what, String remedy) {}

    private static final List<Magic> KINDS = List.of(
            new Magic(
                    0,
                    "version https://git-lfs",
                    "is a Git LFS pointer, not the model itself",
                    "Run 'git lfs pull' in the repository that it comes from, or download the file itself."),
            new Magic(0, "\u0089HDF\r\n\u001a\n", "is an HDF5 file, as Keras and TensorFlow write it", EXPORT),
            new Magic(4, "TFL3", "is a TensorFlow Lite model", EXPORT),
            new Magic(
                    4, "ORTM", "is a model in ONNX Runtime's own format", "Copy the .onnx file that it was made from."),
            new Magic(0, "GGUF", "is a GGUF file of a language model", AGAIN),
            new Magic(0, "\u0093NUMPY", "is a NumPy array", "Save the model itself, with torch.save or as ONNX."),
            new Magic(0, "\u001f\u008b", "is compressed with gzip", "Unpack it: gunzip."),
            new Magic(0, "BZh", "is compressed with bzip2", "Unpack it: bunzip2."),
            new Magic(0, "\u00fd7zXZ\0", "is compressed with xz", "Unpack it: unxz."),
            new Magic(0, "(\u00b5/\u00fd", "is compressed with Zstandard", "Unpack it: unzstd."),
            new Magic(0, "\u0004\"M\u0018", "is compressed with LZ4", "Unpack it: unlz4."),
            new Magic(0, "7z\u00bc\u00af'\u001c", "is a 7z archive", UNPACK),
            new Magic(0, "Rar!\u001a\u0007", "is a RAR archive", UNPACK),
            new Magic(TAR_MAGIC, "ustar", "is a tar archive", UNPACK),
            new Magic(0, "\u00ff\u00d8\u00ff", "is a JPEG picture", AGAIN),
            new Magic(0, "\u0089PNG\r\n\u001a\n", "is a PNG picture", AGAIN),
            new Magic(0, "GIF8", "is a GIF picture", AGAIN),
            new Magic(8, "WEBP", "is a WebP picture", AGAIN),
            new Magic(0, "%PDF-", "is a PDF document", AGAIN),
            new Magic(0, "SQLite format 3\0", "is an SQLite database", AGAIN),
            new Magic(0, "\u007fELF", "is a program or library for Linux", AGAIN),
            new Magic(0, "\u00fe\u00ff", "is a text (UTF-16), not a model", AGAIN),
            new Magic(0, "\u00ff\u00fe", "is a text (UTF-16), not a model", AGAIN));

    /**
     * Looks at a file.
     *
     * @return empty when it may be a model as far as its beginning shows, or cannot be read
     */
    public static Optional<ForeignContent> of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(new String(in.readNBytes(LENGTH), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @return the complaint about a file, {@code MODEL_INVALID} */
    public EngineException about(String name) {
        return new EngineException(ErrorCode.MODEL_INVALID, name + " " + what + ".", remedy);
    }

    /** @param latin1 the first bytes of a file, each as a character */
    private static Optional<ForeignContent> of(String latin1) {
        if (latin1.isEmpty()) {
            return certain("is empty (0 bytes)", AGAIN);
        }
        Optional<Magic> magic = KINDS.stream()
                .filter(kind -> latin1.startsWith(kind.bytes, kind.at))
                .findFirst();
        if (magic.isPresent()) {
            return certain(magic.get().what, magic.get().remedy);
        }
        if (latin1.chars().allMatch(c -> c == 0)) {
            return certain(
                    "begins with " + latin1.length() + " bytes of zero: an unfinished download or a damaged copy",
                    AGAIN);
        }
        return safetensors(latin1)
                .or(() -> savedModel(latin1))
                .or(() -> frozenGraph(latin1))
                .or(() -> text(latin1))
                .or(() -> zip(latin1))
                .or(() -> pickle(latin1))
                .or(() -> few(latin1));
    }

    /** The length of its header in eight bytes, then the header, a JSON text. */
    private static Optional<ForeignContent> safetensors(String latin1) {
        boolean is = latin1.length() > 8
                && latin1.startsWith("\0\0\0\0", 4)
                && latin1.charAt(8) == '{'
                && (latin1.startsWith("\"", 9) || latin1.startsWith(" ", 9) || latin1.startsWith("}", 9));
        return is
                ? certain(
                        "is a safetensors file, which holds weights and no network",
                        "Load it in Python and save the state dict with torch.save, or export the model to ONNX.")
                : Optional.empty();
    }

    /** TensorFlow's {@code SavedModel} message: schema version 1, then a graph whose first field is its meta data. */
    private static Optional<ForeignContent> savedModel(String latin1) {
        if (!latin1.startsWith("\u0008\u0001\u0012")) {
            return Optional.empty();
        }
        int at = 3;
        while (at < latin1.length() && latin1.charAt(at) >= 0x80) {
            at++;
        }
        return latin1.startsWith("\n", at + 1) ? certain("is a TensorFlow SavedModel", EXPORT) : Optional.empty();
    }

    /** TensorFlow's {@code GraphDef} message: nodes with a name and an operator. */
    private static Optional<ForeignContent> frozenGraph(String latin1) {
        return latin1.startsWith("\n") && (latin1.contains("Placeholder") || latin1.contains("\u0012\u0005Const"))
                ? certain("is a TensorFlow graph", EXPORT)
                : Optional.empty();
    }

    private static Optional<ForeignContent> text(String latin1) {
        String text = latin1.startsWith("\u00ef\u00bb\u00bf") ? latin1.substring(3) : latin1;
        if (text.chars().anyMatch(c -> c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f')) {
            return Optional.empty();
        }
        String lower = text.stripLeading().toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html") || lower.startsWith("<head")) {
            return certain(
                    "is an HTML page, not a model", "Download the file itself, not the page that shows or offers it.");
        }
        if (lower.startsWith("<?xml") || lower.startsWith("<")) {
            return certain("is an XML text, not a model", AGAIN);
        }
        if (lower.startsWith("{") || lower.startsWith("[")) {
            return certain("is a JSON text, not a model", AGAIN);
        }
        return Optional.of(new ForeignContent("is a text", AGAIN, false));
    }

    private static Optional<ForeignContent> zip(String latin1) {
        if (!latin1.startsWith("PK\u0003\u0004") || latin1.length() < ZIP_NAME) {
            return Optional.empty();
        }
        int length = latin1.charAt(ZIP_NAME_LENGTH) | latin1.charAt(ZIP_NAME_LENGTH + 1) << 8;
        String first = latin1.substring(ZIP_NAME, Math.min(latin1.length(), ZIP_NAME + length));
        if (TORCH_ENTRY.matcher(first).matches()) {
            return Optional.empty();
        }
        boolean printable = first.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        return certain(
                "is a zip archive that torch.save has not written"
                        + (printable && !first.isEmpty() ? " (it begins with '" + first + "')" : ""),
                UNPACK);
    }

    /** Protocol 2 and later; an older pickle is text. */
    private static Optional<ForeignContent> pickle(String latin1) {
        boolean is = latin1.length() > 1
                && latin1.charAt(0) == 0x80
                && latin1.charAt(1) <= 5
                && !latin1.startsWith(TORCH_MAGIC, 2);
        return is
                ? certain(
                        "is a pickle of Python objects that torch.save has not written",
                        "Save the network's state dict with torch.save, or export the model to ONNX.")
                : Optional.empty();
    }

    private static Optional<ForeignContent> few(String latin1) {
        return latin1.length() < FEWEST_BYTES
                ? certain("has only " + latin1.length() + (latin1.length() == 1 ? " byte" : " bytes"), AGAIN)
                : Optional.empty();
    }

    private static Optional<ForeignContent> certain(String what, String remedy) {
        return Optional.of(new ForeignContent(what, remedy, true));
    }
}
