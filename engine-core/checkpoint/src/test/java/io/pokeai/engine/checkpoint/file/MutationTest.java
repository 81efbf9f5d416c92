package io.pokeai.engine.checkpoint.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.ReferenceCheckpoints;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.FileBytes;
import io.pokeai.engine.checkpoint.internal.torch.CheckpointFiles;
import io.pokeai.engine.checkpoint.internal.torch.OwnCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files with bytes changed, missing or too many: read, or refused with an {@link EngineException}. */
class MutationTest {
    private static final int LARGEST = 30_000;

    @Test
    void thousandsOfDamagedFilesDoNoHarm() {
        damage(List.copyOf(OwnCheckpoints.files().values()), 1, 1000, false);
    }

    /** Damage that checksums do not reveal: the pickle itself. */
    @Test
    void thousandsOfDamagedPicklesDoNoHarm() {
        damage(List.copyOf(OwnCheckpoints.pickles().values()), 2, 1000, true);
    }

    @Test
    void anyCutIsAnError() {
        OwnCheckpoints.files().forEach((name, file) -> {
            for (int length = 0; length < file.length; length++) {
                assertThat(reads(Arrays.copyOf(file, length)))
                        .as("%s cut after %d of %d bytes", name, length, file.length)
                        .isFalse();
            }
        });
    }

    @Test
    @Tag("slow")
    void manyDamagedReferenceFilesDoNoHarm() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (String folder : List.of("variants", "malicious")) {
            for (Path file : ReferenceCheckpoints.checkpoints(folder)) {
                if (Files.size(file) <= LARGEST) {
                    files.add(Files.readAllBytes(file));
                }
            }
        }
        damage(files, 3, 400, false);
    }

    private static void damage(List<byte[]> files, long seed, int rounds, boolean pickles) {
        Random random = new Random(seed);
        int read = 0;
        for (byte[] file : files) {
            for (int round = 0; round < rounds; round++) {
                byte[] damaged = damaged(file, random);
                if (reads(pickles ? OwnCheckpoints.zip(damaged) : damaged)) {
                    read++;
                }
            }
        }
        // Some damage is harmless (padding, a name), most is not.
        assertThat(read).isBetween(1, files.size() * rounds);
    }

    private static byte[] damaged(byte[] file, Random random) {
        byte[] damaged = file;
        for (int i = random.nextInt(3); i >= 0 && damaged.length > 0; i--) {
            int at = random.nextInt(damaged.length);
            damaged = switch (random.nextInt(6)) {
                case 0 -> replaced(damaged, at, 1, new byte[0]);
                case 1 -> replaced(damaged, at, 0, new byte[] {(byte) random.nextInt()});
                case 2 -> replaced(damaged, at, 1, new byte[] {(byte) (damaged[at] ^ 1 << random.nextInt(8))});
                case 3 -> replaced(damaged, at, 4, new byte[] {-1, -1, -1, -1});
                case 4 -> replaced(damaged, at, 0, Arrays.copyOfRange(damaged, at, Math.min(damaged.length, at + 20)));
                default -> replaced(damaged, at, 1, new byte[] {(byte) random.nextInt()});
            };
        }
        return damaged;
    }

    private static byte[] replaced(byte[] file, int at, int count, byte[] with) {
        int behind = Math.min(file.length, at + count);
        byte[] replaced = new byte[at + with.length + file.length - behind];
        System.arraycopy(file, 0, replaced, 0, at);
        System.arraycopy(with, 0, replaced, at, with.length);
        System.arraycopy(file, behind, replaced, at + with.length, file.length - behind);
        return replaced;
    }

    private static boolean reads(byte[] file) {
        try {
            Checkpoint checkpoint = CheckpointFiles.read(FileBytes.of("damaged.pth", file));
            checkpoint.stateDict().tensors().values().forEach(Tensor::bytes);
            return true;
        } catch (EngineException e) {
            assertThat(e.code()).isIn(ErrorCode.MODEL_INVALID, ErrorCode.MODEL_REFUSED);
            return false;
        }
    }
}
