package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.internal.FileBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file is instead of a checkpoint: the wrong files that are often downloaded are named. */
final class ForeignFiles {
    private static final int HEAD_BYTES = 512;
    private static final int TAR_MAGIC_AT = 257;
    private static final int SAFETENSORS_BRACE_AT = 8;
    private static final String OTHER = "is not a PyTorch checkpoint";

    private ForeignFiles() {}

    static String describe(FileBytes file) {
        if (file.size() == 0) {
            return "is empty";
        }
        ByteBuffer bytes = file.slice(0, Math.min(file.size(), HEAD_BYTES));
        String head = StandardCharsets.ISO_8859_1.decode(bytes).toString();
        String text = head.stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("version https://git-lfs")) {
            return "is a Git LFS pointer, not the file itself (git lfs pull fetches it)";
        }
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return "is a web page, not a checkpoint";
        }
        if (head.startsWith("\u001f\u008b")) {
            return "is compressed with gzip; unpack it first";
        }
        if (head.startsWith("ustar", TAR_MAGIC_AT)) {
            return "is a tar archive, as PyTorch 0.1 wrote them; save it again with a newer PyTorch";
        }
        if (head.startsWith("{", SAFETENSORS_BRACE_AT)) {
            return "looks like a safetensors file, which is not read";
        }
        if (head.startsWith("\u0089HDF\r\n")) {
            return "is an HDF5 file (Keras?), not a PyTorch checkpoint";
        }
        if (head.charAt(0) == 0x80 && head.length() > 1 && head.charAt(1) <= 5) {
            return "is a bare pickle, which torch.save did not write";
        }
        return OTHER;
    }
}
