package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.internal.pickle.UnfitException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names that PyTorch writes for tensors that the engine does not read: a clear message rather than a refusal. */
final class Unsupported {
    private static final String REMEDY =
            "Save dense tensors of float, half, bfloat16, integer or bool elements" + " (docs/checkpoints.md).";

    private static final Map<String, String> CALLS = Map.of(
            "_rebuild_qtensor", "a quantised tensor",
            "_rebuild_sparse_tensor", "a sparse tensor",
            "_rebuild_sparse_csr_tensor", "a sparse tensor",
            "_rebuild_nested_tensor", "a nested tensor",
            "_rebuild_meta_tensor_no_storage", "a meta tensor, which has no data",
            "_rebuild_tensor_v3", "a tensor of a rare element type (unsigned 16 to 64 bits, 8-bit float)",
            "_rebuild_wrapper_subclass", "a tensor of a class of its own",
            "_rebuild_device_tensor_from_numpy", "a tensor of a special device",
            "_rebuild_device_tensor_from_cpu_tensor", "a tensor of a special device");

    private static final Pattern STORAGE =
            Pattern.compile("(Q(Int8|UInt8|Int32|UInt4x2|UInt2x4)|Complex(Float|Double)|Untyped|Typed)Storage");

    private Unsupported() {}

    /** Throws for such a name. */
    static void check(String module, String name) throws UnfitException {
        if (module.equals("torch._utils")) {
            @Nullable String what = CALLS.get(name);
            if (what != null) {
                throw UnfitException.unsupported("holds " + what + " (torch._utils." + name + ")", REMEDY);
            }
        }
        if ((module.equals("torch") || module.equals("torch.storage"))
                && STORAGE.matcher(name).matches()) {
            throw UnfitException.unsupported("holds elements of " + module + "." + name, REMEDY);
        }
    }
}
