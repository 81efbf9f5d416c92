package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.CheckpointFormat;
import io.pokeai.engine.checkpoint.internal.FileBytes;
import io.pokeai.engine.checkpoint.internal.zip.ZipArchive;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a file as the container that its bytes say it is. */
public final class CheckpointFiles {
    private static final int ZIP_SIGNATURE = 0x04034b50;
    private static final int ZIP_NAME_BYTES_AT = 26;
    private static final int ZIP_NAME_AT = 30;

    private CheckpointFiles() {}

    /** Everything of an open file. */
    public static Checkpoint read(FileBytes file) {
        if (isZip(file)) {
            return Unwrapping.checkpoint(ZipContainer.read(file));
        }
        if (LegacyContainer.isLegacy(file)) {
            return Unwrapping.checkpoint(LegacyContainer.read(file));
        }
        throw file.place()
                .invalid(
                        ForeignFiles.describe(file),
                        "PyTorch checkpoints (.pth, .pt) as torch.save writes them are read.");
    }

    /** The container, from the first bytes and a zip's directory. */
    public static Optional<CheckpointFormat> format(FileBytes file) {
        if (!isZip(file)) {
            return LegacyContainer.isLegacy(file) ? Optional.of(CheckpointFormat.LEGACY) : Optional.empty();
        }
        try {
            ZipArchive archive = ZipArchive.open(file);
            if (ZipContainer.isTorchScript(archive)) {
                return Optional.of(CheckpointFormat.TORCHSCRIPT);
            }
            return ZipContainer.tops(archive).isEmpty() ? Optional.empty() : Optional.of(CheckpointFormat.ZIP);
        } catch (EngineException e) {
            // Damaged, yet begun as a checkpoint begins: reading it says what is wrong.
            return firstName(file).endsWith("/data.pkl") ? Optional.of(CheckpointFormat.ZIP) : Optional.empty();
        }
    }

    private static boolean isZip(FileBytes file) {
        return file.size() >= Integer.BYTES && file.slice(0, Integer.BYTES).getInt() == ZIP_SIGNATURE;
    }

    private static String firstName(FileBytes file) {
        if (file.size() < ZIP_NAME_AT) {
            return "";
        }
        int length =
                Short.toUnsignedInt(file.slice(ZIP_NAME_BYTES_AT, Short.BYTES).getShort());
        ByteBuffer name = file.slice(ZIP_NAME_AT, Math.min(length, file.size() - ZIP_NAME_AT));
        return StandardCharsets.ISO_8859_1.decode(name).toString();
    }
}
