package io.pokeai.engine.checkpoint.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.CheckpointFormat;
import io.pokeai.engine.checkpoint.ModuleTree;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.internal.pickle.Assembler;
import io.pokeai.engine.checkpoint.internal.torch.OwnCheckpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointReaderTest {
    @TempDir
    private Path folder;

    @Test
    void readsEveryContainer() {
        OwnCheckpoints.files().forEach((name, file) -> {
            Checkpoint checkpoint = read(file);
            assertThat(checkpoint.stateDict().tensors()).as(name).isNotEmpty();
            assertThat(checkpoint.stateDict().tensors().values())
                    .as(name)
                    .allSatisfy(
                            tensor -> assertThat(tensor.floats().remaining()).isEqualTo((int) tensor.elements()));
        });
    }

    @Test
    void dropsTheDataParallelPrefix() {
        assertThat(own("zip_ordered_dict").stateDict().tensors().keySet()).containsExactly("a", "b");
    }

    @Test
    void refusesNamesThatCollideWithoutThePrefix() {
        byte[] both = new Assembler()
                .proto(2)
                .raw("}(")
                .text("module.w")
                .tensor()
                .text("w")
                .tensor()
                .raw("u.")
                .bytes();
        assertInvalid(OwnCheckpoints.zip(both), "'w' with and without 'module.'");
    }

    @Test
    void unwrapsAndKeepsWhatStandsBeside() {
        for (String name : List.of("zip_wrapped", "zip_model")) {
            Checkpoint checkpoint = own(name);
            assertThat(checkpoint.stateDict().tensors().keySet()).containsExactly("w");
            assertThat(checkpoint.entries()).containsExactly(Map.entry("epoch", 3L));
        }
    }

    @Test
    void readsPlainValues() {
        Map<String, Object> entries = own("zip_values").entries();
        assertThat(entries)
                .containsEntry("list", List.of(1L, Optional.empty(), true, 0.5))
                .containsEntry("args", Map.of("lr", 1e-3))
                .containsEntry("set", List.of("a"))
                .containsEntry("size", List.of(1L, 3L))
                .doesNotContainKeys("w", "dtype", "bytes", "big");
    }

    @Test
    void readsAModuleTree() {
        Checkpoint checkpoint = own("zip_ema");
        ModuleTree tree = checkpoint.module().orElseThrow();
        assertThat(tree.simpleType()).isEqualTo("Sequential");
        assertThat(tree.attribute("names", Map.class)).contains(Map.of(0L, "Pikachu"));
        ModuleTree linear = tree.child("0").orElseThrow();
        assertThat(linear.type()).isEqualTo("torch.nn.modules.linear.Linear");
        assertThat(linear.attributes()).containsEntry("in_features", 2L);
        assertThat(linear.parameters().keySet()).containsExactly("weight");
        assertThat(linear.buffers().keySet()).containsExactly("kept", "not_kept");
        assertThat(checkpoint.stateDict().tensors().keySet()).containsExactly("0.weight", "0.kept");
        assertThat(checkpoint.entries()).containsExactly(Map.entry("train_args", Map.of("imgsz", 224L)));
    }

    @Test
    void readsViewsInRowMajorOrder() {
        StateDict views = own("zip_views").stateDict();
        assertThat(floats(views, "transposed")).containsExactly(1, 3, 2, 4);
        assertThat(floats(views, "expanded")).containsExactly(4, 4, 4, 4, 4, 4);
        assertThat(floats(views, "overlapping")).containsExactly(1, 2, 2, 3, 3, 4);
        assertThat(floats(views, "scalar")).containsExactly(3);
        assertThat(floats(views, "empty")).isEmpty();
        assertThat(floats(own("legacy_view").stateDict(), "w")).containsExactly(3, 4);
    }

    @Test
    void swapsTheBytesOfABigEndianArchive() {
        float[] floats = floats(own("big_endian").stateDict(), "fc.weight");
        assertThat(floats[0]).isEqualTo(Float.intBitsToFloat(Integer.reverseBytes(Float.floatToIntBits(1))));
    }

    @Test
    void handsOutTheMappingItself() {
        FloatBuffer floats =
                own("zip_dict").stateDict().find("fc.weight").orElseThrow().floats();
        assertThat(floats.isDirect()).isTrue();
        assertThat(floats.isReadOnly()).isTrue();
    }

    @Test
    void namesTheGlobalThatItRefuses() {
        byte[] evil = new Assembler()
                .proto(2)
                .raw("}")
                .text("w")
                .global("os", "system")
                .text("true")
                .raw("\u0085Rs.")
                .bytes();
        assertThatThrownBy(() -> read(OwnCheckpoints.zip(evil))).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED);
            assertThat(e.problem()).isEqualTo("model.pth: refuses global 'os.system' at byte 9 of archive/data.pkl.");
        });
    }

    @Test
    void refusesToCallWhatMayOnlyBeNamed() {
        Map<String, String> names =
                Map.of("torchvision.models.resnet", "ResNet", "ultralytics.nn.tasks", "guess_model_scale");
        names.forEach((module, name) -> {
            byte[] call =
                    new Assembler().proto(2).global(module, name).raw(")R.").bytes();
            assertThatThrownBy(() -> read(OwnCheckpoints.zip(call)))
                    .isInstanceOfSatisfying(EngineException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED);
                        assertThat(e.problem()).contains("refuses to call '" + module + "." + name + "'");
                    });
        });
    }

    @Test
    void refusesANameWithDotsBelowAnAllowedModule() {
        byte[] dotted = new Assembler()
                .proto(4)
                .stackGlobal("torch", "nn.modules.os.system")
                .raw(".")
                .bytes();
        assertThatThrownBy(() -> read(OwnCheckpoints.zip(dotted))).hasMessageContaining("refuses global");
    }

    @Test
    void modulesInACircleAreRefused() {
        byte[] circle = new Assembler()
                .proto(2)
                .global("torch.nn.modules.container", "Sequential")
                .raw(")\u0081q\0}(")
                .text("_parameters")
                .raw("}")
                .text("_modules")
                .raw("}")
                .text("0")
                .raw("h\0s")
                .raw("ub.")
                .bytes();
        assertThatThrownBy(() -> read(OwnCheckpoints.zip(circle))).hasMessageContaining("nested deeper");
    }

    @Test
    void anObjectMayBeItsOwnState() {
        byte[] own = new Assembler()
                .proto(2)
                .raw("}")
                .text("w")
                .tensor()
                .raw("s")
                .text("args")
                .global("argparse", "Namespace")
                .raw(")\u00812b\u0085s.")
                .bytes();
        assertThat(read(OwnCheckpoints.zip(own)).stateDict().tensors()).hasSize(1);
    }

    @Test
    void sharedModulesCountEachTime() {
        Assembler shared = new Assembler().proto(2);
        for (int level = 0; level < 30; level++) {
            shared.global("torch.nn.modules.container", "Sequential")
                    .raw(")\u0081q")
                    .op(level)
                    .raw("}(");
            shared.text("_parameters").raw("}").text("_modules").raw("}(");
            for (int child = 0; child < 4 && level > 0; child++) {
                shared.text("c" + child).raw("h").op(level - 1);
            }
            shared.raw("uub");
        }
        assertThatThrownBy(() -> read(OwnCheckpoints.zip(shared.stop().bytes())))
                .hasMessageContaining("more than 500000 modules");
    }

    @Test
    void tellsContainersApart() throws IOException {
        assertThat(CheckpointReader.format(file(OwnCheckpoints.files().get("zip_dict"))))
                .contains(CheckpointFormat.ZIP);
        assertThat(CheckpointReader.format(file(OwnCheckpoints.files().get("legacy"))))
                .contains(CheckpointFormat.LEGACY);
        Map<String, byte[]> script = new LinkedHashMap<>();
        script.put("m/data.pkl", new byte[] {'.'});
        script.put("m/constants.pkl", new byte[] {'.'});
        Path torchScript = file(OwnCheckpoints.zip(script));
        assertThat(CheckpointReader.format(torchScript)).contains(CheckpointFormat.TORCHSCRIPT);
        assertThat(CheckpointReader.looksLikeCheckpoint(torchScript)).isFalse();
        for (byte[] other : List.of(new byte[0], new byte[100], OwnCheckpoints.zip(Map.of("a/b", new byte[3])))) {
            assertThat(CheckpointReader.format(file(other))).isEmpty();
        }
        assertThat(CheckpointReader.looksLikeCheckpoint(folder.resolve("missing.pth")))
                .isFalse();
        assertThat(CheckpointReader.looksLikeCheckpoint(folder)).isFalse();
    }

    @Test
    void aCheckpointThatIsCutShortStillLooksLikeOne() throws IOException {
        byte[] whole = OwnCheckpoints.files().get("zip_dict");
        Path cut = file(Arrays.copyOf(whole, whole.length - 30));
        assertThat(CheckpointReader.looksLikeCheckpoint(cut)).isTrue();
        assertThatThrownBy(() -> CheckpointReader.read(cut)).hasMessageContaining("cut short");
    }

    @Test
    void saysWhatAForeignFileIs() {
        assertInvalid("<!DOCTYPE html><html>".getBytes(StandardCharsets.US_ASCII), "web page");
        assertInvalid(
                "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.US_ASCII), "Git LFS pointer");
        assertInvalid(new byte[0], "is empty");
        assertInvalid(new Assembler().proto(2).raw("}.").bytes(), "bare pickle");
    }

    @Test
    void namesAMissingFile() {
        assertThatThrownBy(() -> CheckpointReader.read(folder.resolve("missing.pth")))
                .isInstanceOfSatisfying(EngineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.NOT_A_FILE);
                    assertThat(e.problem()).startsWith("missing.pth: ");
                });
    }

    private static float[] floats(StateDict tensors, String name) {
        FloatBuffer floats = tensors.find(name).orElseThrow().floats();
        float[] values = new float[floats.remaining()];
        floats.get(values);
        return values;
    }

    private Checkpoint own(String name) {
        return read(OwnCheckpoints.files().get(name));
    }

    private Checkpoint read(byte[] bytes) {
        try {
            return CheckpointReader.read(file(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.pth"), bytes);
    }

    private void assertInvalid(byte[] bytes, String words) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
            assertThat(e.problem()).startsWith("model.pth: ").contains(words);
        });
    }
}
