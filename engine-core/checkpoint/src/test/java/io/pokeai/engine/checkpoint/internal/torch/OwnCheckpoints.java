package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.internal.pickle.Assembler;
import io.pokeai.engine.checkpoint.internal.zip.ZipWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files of our own in every container: what the tests damage, and what fuzzing begins with. */
public final class OwnCheckpoints {
    /** The storage of {@link #zip}: four floats. */
    public static final byte[] FLOATS = floats(1, 2, 3, 4);

    /** 0x1950a86a20f9469cfc6c. */
    private static final long MAGIC_LOW = 0xa86a20f9469cfc6cL;

    private static final long MAGIC_HIGH = 0x1950;

    private OwnCheckpoints() {}

    /** Pickles that read, by what they are. */
    public static Map<String, byte[]> pickles() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(
                "dict",
                new Assembler()
                        .proto(2)
                        .raw("}")
                        .text("fc.weight")
                        .tensor()
                        .raw("s.")
                        .bytes());
        all.put("ordered_dict", orderedDict());
        all.put("wrapped", wrapped("state_dict"));
        all.put("model", wrapped("model"));
        all.put(
                "protocol_1",
                new Assembler()
                        .raw("}(")
                        .text("w")
                        .tensor()
                        .text("ok")
                        .raw("I01\nu.")
                        .bytes());
        all.put("protocol_4", protocol4());
        all.put("parameter", parameter());
        all.put("views", views());
        all.put("values", values());
        all.put("module", new Assembler().proto(2).add(module()).stop().bytes());
        all.put("ema", ema());
        all.put("protocol_1_module", reconstructed());
        return all;
    }

    /** Whole files that read. */
    public static Map<String, byte[]> files() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        pickles().forEach((name, pickle) -> all.put("zip_" + name, zip(pickle)));
        all.put("deflated", deflated(pickles().get("dict")));
        all.put("big_endian", zip(pickles().get("dict"), "big"));
        all.put("legacy", legacy(legacyPickle(), "0"));
        all.put("legacy_view", legacy(legacyView(), "0"));
        return all;
    }

    /** Writes the seeds of the fuzz tests below {@code src/test/resources}. */
    public static void main(String[] arguments) throws IOException {
        Path resources = Path.of(arguments[0]).resolve("io/pokeai/engine/checkpoint/internal");
        write(resources.resolve("torch/PickleFuzzInputs/readsOrRefuses"), pickles());
        write(resources.resolve("torch/CheckpointFuzzInputs/readsOrRefuses"), files());
        write(resources.resolve("zip/ZipFuzzInputs/readsOrRefuses"), archives());
    }

    private static Map<String, byte[]> archives() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("stored", zip(Map.of("a", FLOATS)));
        all.put("deflated", deflated(new byte[100]));
        all.put("empty", zip(Map.of()));
        return all;
    }

    private static void write(Path folder, Map<String, byte[]> seeds) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> seed : seeds.entrySet()) {
            Files.write(folder.resolve(seed.getKey()), seed.getValue());
        }
    }

    /** A zip as PyTorch lays it out, with one storage, '0'. */
    public static byte[] zip(byte[] pickle) {
        return zip(pickle, "little");
    }

    private static byte[] zip(byte[] pickle, String order) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("archive/data.pkl", pickle);
        entries.put("archive/byteorder", order.getBytes(StandardCharsets.US_ASCII));
        entries.put("archive/data/0", FLOATS);
        return zip(entries);
    }

    public static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ZipWriter writer = new ZipWriter(Channels.newChannel(out));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                writer.add(entry.getKey(), ByteBuffer.wrap(entry.getValue()));
            }
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] pickle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            deflate(zip, "archive/data.pkl", pickle);
            deflate(zip, "archive/data/0", FLOATS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void deflate(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
    }

    /** The old container, whose storages are four floats each. */
    public static byte[] legacy(byte[] pickle, String... keys) {
        Assembler file = new Assembler();
        file.proto(2).raw("\u008a\n").little(MAGIC_LOW, 8).little(MAGIC_HIGH, 2).stop();
        file.proto(2).raw("M\u00e9\u0003.");
        file.proto(2).raw("}").text("little_endian").raw("\u0088s.");
        file.add(pickle);
        file.proto(2).raw("](");
        for (String key : keys) {
            file.text(key);
        }
        file.raw("e.");
        for (int i = 0; i < keys.length; i++) {
            file.little(FLOATS.length / Float.BYTES, 8).add(FLOATS);
        }
        return file.bytes();
    }

    private static Assembler legacyStorage(Assembler view) {
        return new Assembler()
                .raw("(")
                .text("storage")
                .global("torch", "FloatStorage")
                .text("0")
                .text("cpu")
                .integer(4)
                .add(view.bytes())
                .raw("tQ");
    }

    public static byte[] legacyPickle() {
        return new Assembler()
                .proto(2)
                .raw("}")
                .text("w")
                .tensor(legacyStorage(new Assembler().raw("N")), 0, new long[] {4}, new long[] {1})
                .raw("s.")
                .bytes();
    }

    /** The last two floats, as a view of the storage. */
    private static byte[] legacyView() {
        Assembler view =
                new Assembler().raw("(").text("1").integer(2).integer(2).raw("t");
        return new Assembler()
                .proto(2)
                .raw("}")
                .text("w")
                .tensor(legacyStorage(view), 0, new long[] {2}, new long[] {1})
                .raw("s.")
                .bytes();
    }

    private static byte[] orderedDict() {
        return new Assembler()
                .proto(2)
                .orderedDict()
                .raw("q\0(")
                .text("module.a")
                .tensor()
                .text("b")
                .tensor()
                .raw("u}")
                .text("_metadata")
                .orderedDict()
                .raw("sb.")
                .bytes();
    }

    private static byte[] wrapped(String key) {
        return new Assembler()
                .proto(2)
                .raw("}(")
                .text("epoch")
                .integer(3)
                .text(key)
                .raw("}")
                .text("w")
                .tensor()
                .raw("su.")
                .bytes();
    }

    private static byte[] protocol4() {
        Assembler body = new Assembler()
                .raw("}\u0094(")
                .shortText("w")
                .raw("\u0094")
                .stackGlobal("torch._utils", "_rebuild_tensor_v2")
                .raw("\u0094((")
                .shortText("storage")
                .stackGlobal("torch", "FloatStorage")
                .shortText("0")
                .shortText("cpu")
                .raw("K\u0004tQK\0K\u0004\u0085K\u0001\u0085\u0089")
                .stackGlobal("collections", "OrderedDict")
                .raw(")Rt\u0094Ru.");
        return new Assembler()
                .proto(4)
                .raw("\u0095")
                .little(body.bytes().length, 8)
                .add(body.bytes())
                .bytes();
    }

    private static byte[] parameter() {
        return new Assembler()
                .proto(2)
                .raw("}")
                .text("w")
                .global("torch._utils", "_rebuild_parameter")
                .tensor()
                .raw("\u0088")
                .orderedDict()
                .raw("\u0087Rs.")
                .bytes();
    }

    private static byte[] views() {
        Assembler storage = new Assembler().storage("FloatStorage", "0", 4);
        return new Assembler()
                .proto(2)
                .raw("}(")
                .text("transposed")
                .tensor(storage, 0, new long[] {2, 2}, new long[] {1, 2})
                .text("expanded")
                .tensor(storage, 3, new long[] {3, 2}, new long[] {0, 0})
                .text("overlapping")
                .tensor(storage, 0, new long[] {3, 2}, new long[] {1, 1})
                .text("scalar")
                .tensor(storage, 2, new long[] {}, new long[] {})
                .text("empty")
                .tensor(storage, 0, new long[] {0, 3}, new long[] {3, 1})
                .raw("u.")
                .bytes();
    }

    private static byte[] values() {
        return new Assembler()
                .proto(2)
                .raw("}(")
                .text("w")
                .tensor()
                .text("list")
                .raw("](K\u0001N\u0088")
                .real(0.5)
                .raw("e")
                .text("args")
                .global("argparse", "Namespace")
                .raw(")\u0081}")
                .text("lr")
                .real(1e-3)
                .raw("sb")
                .text("set")
                .global("__builtin__", "set")
                .raw("]")
                .text("a")
                .raw("a\u0085R")
                .text("size")
                .global("torch", "Size")
                .tuple(1, 3)
                .raw("\u0085R")
                .text("dtype")
                .global("torch", "float16")
                .text("bytes")
                .global("_codecs", "encode")
                .text("ab")
                .text("latin1")
                .raw("\u0086R")
                .text("big")
                .raw("\u008a\t\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\t")
                .raw("u.")
                .bytes();
    }

    /** A Sequential with one Linear of a weight. */
    public static byte[] module() {
        return new Assembler()
                .global("torch.nn.modules.container", "Sequential")
                .raw(")\u0081}(")
                .text("_parameters")
                .raw("}")
                .text("_buffers")
                .raw("}")
                .text("_modules")
                .raw("}")
                .text("0")
                .add(linear())
                .raw("s")
                .text("names")
                .raw("}K\0")
                .text("Pikachu")
                .raw("s")
                .raw("ub")
                .bytes();
    }

    private static byte[] linear() {
        return new Assembler()
                .global("torch.nn.modules.linear", "Linear")
                .raw(")\u0081}(")
                .text("_parameters")
                .raw("}(")
                .text("weight")
                .tensor()
                .text("bias")
                .raw("Nu")
                .text("_buffers")
                .raw("}(")
                .text("kept")
                .tensor()
                .text("not_kept")
                .tensor()
                .raw("u")
                .text("_non_persistent_buffers_set")
                .global("__builtin__", "set")
                .raw("]")
                .text("not_kept")
                .raw("a\u0085R")
                .text("_modules")
                .orderedDict()
                .text("in_features")
                .raw("K\u0002")
                .raw("ub")
                .bytes();
    }

    private static byte[] ema() {
        return new Assembler()
                .proto(2)
                .raw("}(")
                .text("model")
                .raw("N")
                .text("ema")
                .add(module())
                .text("train_args")
                .raw("}")
                .text("imgsz")
                .integer(224)
                .raw("su.")
                .bytes();
    }

    private static byte[] reconstructed() {
        return new Assembler()
                .global("copy_reg", "_reconstructor")
                .raw("(")
                .global("torch.nn.modules.linear", "Linear")
                .global("__builtin__", "object")
                .raw("NtR}(")
                .text("_parameters")
                .raw("}")
                .text("w")
                .tensor()
                .raw("s")
                .text("_buffers")
                .raw("}")
                .text("_modules")
                .raw("}ub.")
                .bytes();
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }
}
