package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.internal.Quoted;
import io.pokeai.engine.checkpoint.internal.pickle.Global;
import io.pokeai.engine.checkpoint.internal.pickle.UnfitException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every name that a checkpoint may use, and what it means. Nothing is ever looked up outside this table.
 *
 * <p><b>Source</b> {@code torch/_weights_only_unpickler.py} of PyTorch 2.13 for tensors and containers; classes of modules
 * and of the plain data that training scripts save beside them are stand-ins.
 */
final class AllowList {
    private static final Map<String, DType> STORAGES = Map.of(
            "FloatStorage", DType.FLOAT32,
            "DoubleStorage", DType.FLOAT64,
            "HalfStorage", DType.FLOAT16,
            "BFloat16Storage", DType.BFLOAT16,
            "LongStorage", DType.INT64,
            "IntStorage", DType.INT32,
            "ShortStorage", DType.INT16,
            "CharStorage", DType.INT8,
            "ByteStorage", DType.UINT8,
            "BoolStorage", DType.BOOL);

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");

    private static final Pattern IDENTIFIERS = Pattern.compile("(?:\\.[A-Za-z_][A-Za-z0-9_]*+)++");

    /** Different names of module classes in one pickle; an Ultralytics file has thirty. */
    private static final int CLASSES = 1000;

    /** Modules below these packages define module classes; only objects are made of them, by NEWOBJ. */
    private static final List<String> MODULE_PACKAGES = List.of(
            "torch.nn.modules",
            "torch.nn.parallel",
            "torchvision.models",
            "torchvision.ops",
            "torchvision.transforms",
            "ultralytics");

    /** Functions that modules keep as attributes. */
    private static final List<String> FUNCTION_MODULES = List.of("torch.nn.functional", "torch._C._nn");

    private record Name(String module, String name) {}

    private final Map<Name, Global> names = new HashMap<>();
    private int classes;

    AllowList(TensorCalls tensors) {
        Containers containers = new Containers();
        function("torch._utils", "_rebuild_tensor", tensors::tensor);
        function("torch._utils", "_rebuild_tensor_v2", tensors::tensor);
        function("torch._utils", "_rebuild_parameter", TensorCalls::parameter);
        function("torch._utils", "_rebuild_parameter_with_state", TensorCalls::parameter);
        function("torch.nn.parameter", "Parameter", TensorCalls::parameter);
        function("torch._tensor", "_rebuild_from_type_v2", TensorCalls::fromType);
        function("collections", "OrderedDict", containers::orderedDict);
        function("collections", "defaultdict", Containers::defaultDict);
        function("collections", "Counter", Containers::counter);
        function("torch", "Size", Containers::size);
        function("_codecs", "encode", Containers::bytes);
        for (String builtins : List.of("builtins", "__builtin__")) {
            function(builtins, "set", Containers::set);
            function(builtins, "frozenset", Containers::set);
            function(builtins, "bytearray", Containers::bytes);
            function(builtins, "complex", Containers.opaque("builtins.complex"));
            function(builtins, "slice", Containers.opaque("builtins.slice"));
            values(builtins, "object", "int", "float", "bool", "str", "bytes", "list", "tuple", "dict");
        }
        for (String copyreg : List.of("copyreg", "copy_reg")) {
            function(copyreg, "_reconstructor", Containers::reconstructed);
        }
        STORAGES.forEach((name, dtype) -> {
            put("torch", name, new StorageClass("torch." + name, dtype));
            put("torch.cuda", name, new StorageClass("torch.cuda." + name, dtype));
        });
        values(
                "torch",
                "Tensor",
                "float32",
                "float",
                "float64",
                "double",
                "float16",
                "half",
                "bfloat16",
                "int64",
                "long");
        values("torch", "int32", "int", "int16", "short", "int8", "uint8", "bool", "strided", "contiguous_format");
        values("torch", "channels_last", "preserve_format", "complex64", "complex128", "per_tensor_affine");
        data("torch", "device", "Generator");
        data("argparse", "Namespace");
        data("types", "SimpleNamespace");
        data("ultralytics.utils", "IterableSimpleNamespace");
        data("datetime", "datetime", "date", "time", "timedelta", "timezone");
        data("decimal", "Decimal");
        data("uuid", "UUID");
        for (String pathlib : List.of("pathlib", "pathlib._local")) {
            data(pathlib, "PosixPath", "WindowsPath", "PurePosixPath", "PureWindowsPath", "Path", "PurePath");
        }
        data("numpy", "ndarray", "dtype");
        for (String multiarray : List.of("numpy.core.multiarray", "numpy._core.multiarray")) {
            data(multiarray, "scalar", "_reconstruct");
        }
        data("torchvision.transforms.functional", "InterpolationMode");
    }

    /** What a name stands for. */
    Global find(String module, String name) throws UnfitException {
        @Nullable Global known = names.get(new Name(module, name));
        if (known != null) {
            return known;
        }
        Unsupported.check(module, name);
        if (IDENTIFIER.matcher(name).matches()) {
            if (MODULE_PACKAGES.stream().anyMatch(parent -> isBelow(module, parent))) {
                return found(module, name, new ObjectClass(module + "." + name, false));
            }
            if (FUNCTION_MODULES.contains(module)) {
                return found(module, name, new NameOnly(module + "." + name));
            }
        }
        throw UnfitException.refused("refuses global " + Quoted.text(module + "." + name));
    }

    private Global found(String module, String name, Global global) throws UnfitException {
        if (++classes > CLASSES) {
            throw UnfitException.tooMuch("names more than " + CLASSES + " classes");
        }
        put(module, name, global);
        return global;
    }

    private static boolean isBelow(String module, String parent) {
        return module.startsWith(parent)
                && IDENTIFIERS
                        .matcher(module)
                        .region(parent.length(), module.length())
                        .matches();
    }

    private void put(String module, String name, Global global) {
        names.put(new Name(module, name), global);
    }

    private void function(String module, String name, Function.Body body) {
        put(module, name, new Function(module + "." + name, body));
    }

    private void values(String module, String... allowed) {
        for (String name : allowed) {
            put(module, name, new NameOnly(module + "." + name));
        }
    }

    private void data(String module, String... classes) {
        for (String name : classes) {
            put(module, name, new ObjectClass(module + "." + name, true));
        }
    }
}
