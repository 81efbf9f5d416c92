package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.PythonValue;
import io.pokeai.engine.checkpoint.PythonValue.ClassName;
import io.pokeai.engine.checkpoint.PythonValue.EmptyOrderedDict;
import io.pokeai.engine.checkpoint.PythonValue.Instance;
import io.pokeai.engine.checkpoint.PythonValue.Parameter;
import io.pokeai.engine.checkpoint.PythonValue.Tuple;
import io.pokeai.engine.network.ModuleSettings.Norm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Modules of {@code torch.nn} as objects with the attributes that pickles of them have, in evaluation mode. Each method takes the
 * path of the module, by which its tensors are named.
 *
 * <p><b>Source</b> PyTorch 2.13, {@code torch/nn/modules/module.py}: {@code Module.__init__}, and the constructors of the classes.
 */
final class TorchModules {
    private static final String PACKAGE = "torch.nn.modules.";

    private final ModuleSettings settings;
    private final ModuleTensors tensors;

    TorchModules(ModuleSettings settings, ModuleTensors tensors) {
        this.settings = settings;
        this.tensors = tensors;
    }

    /** Without bias. */
    Instance conv2d(String path, Conv conv) {
        int in = conv.in() / conv.groups();
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("in_channels", (long) conv.in());
        own.put("out_channels", (long) conv.out());
        own.put("kernel_size", pair(conv.kernel()));
        own.put("stride", pair(conv.stride()));
        own.put("padding", pair(conv.padding()));
        own.put("dilation", pair(conv.dilation()));
        own.put("transposed", false);
        own.put("output_padding", pair(0));
        own.put("groups", (long) conv.groups());
        own.put("padding_mode", "zeros");
        long padding = conv.padding();
        own.put("_reversed_padding_repeated_twice", Tuple.of(padding, padding, padding, padding));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("weight", parameter(path + ".weight", conv.out(), in, conv.kernel(), conv.kernel()));
        parameters.put("bias", PythonValue.NONE);
        return module(PACKAGE + "conv.Conv2d", parameters, Map.of(), Map.of(), own);
    }

    Instance batchNorm2d(String path, int channels) {
        Map<String, Object> parameters =
                weightAndBias(parameter(path + ".weight", channels), parameter(path + ".bias", channels));
        Map<String, Object> buffers = new LinkedHashMap<>();
        buffers.put("running_mean", tensors.floats(path + ".running_mean", shape(channels)));
        buffers.put("running_var", tensors.floats(path + ".running_var", shape(channels)));
        buffers.put("num_batches_tracked", tensors.counter(path + ".num_batches_tracked"));
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("num_features", (long) channels);
        Norm norm = settings.norm(path);
        own.put("eps", norm.epsilon());
        own.put("momentum", norm.momentum());
        own.put("affine", true);
        own.put("track_running_stats", true);
        return module(PACKAGE + "batchnorm.BatchNorm2d", parameters, buffers, Map.of(), own);
    }

    Instance linear(String path, int in, int out) {
        Map<String, Object> parameters =
                weightAndBias(parameter(path + ".weight", out, in), parameter(path + ".bias", out));
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("in_features", (long) in);
        own.put("out_features", (long) out);
        return module(PACKAGE + "linear.Linear", parameters, Map.of(), Map.of(), own);
    }

    static Instance silu() {
        return leaf(PACKAGE + "activation.SiLU", Map.of("inplace", false));
    }

    static Instance adaptiveAveragePool(int size) {
        return leaf(PACKAGE + "pooling.AdaptiveAvgPool2d", Map.of("output_size", (long) size));
    }

    Instance dropout(String path) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("p", settings.dropout(path));
        own.put("inplace", true);
        return leaf(PACKAGE + "dropout.Dropout", own);
    }

    static Instance sequential(List<Instance> layers) {
        return module(PACKAGE + "container.Sequential", Map.of(), Map.of(), numbered(layers), Map.of());
    }

    static Instance moduleList(List<Instance> modules) {
        return module(PACKAGE + "container.ModuleList", Map.of(), Map.of(), numbered(modules), Map.of());
    }

    /**
     * Any module: what {@code Module.__init__} sets, and its own attributes behind it.
     *
     * @param type its class in full
     */
    static Instance module(
            String type,
            Map<String, Object> parameters,
            Map<String, Object> buffers,
            Map<String, Object> children,
            Map<String, Object> own) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("training", false);
        state.put("_parameters", parameters);
        state.put("_buffers", buffers);
        state.put("_non_persistent_buffers_set", Set.of());
        state.put("_backward_pre_hooks", new EmptyOrderedDict());
        state.put("_backward_hooks", new EmptyOrderedDict());
        state.put("_is_full_backward_hook", PythonValue.NONE);
        for (String hooks : List.of(
                "_forward_hooks",
                "_forward_hooks_with_kwargs",
                "_forward_hooks_always_called",
                "_forward_pre_hooks",
                "_forward_pre_hooks_with_kwargs",
                "_state_dict_hooks",
                "_state_dict_pre_hooks",
                "_load_state_dict_pre_hooks",
                "_load_state_dict_post_hooks")) {
            state.put(hooks, new EmptyOrderedDict());
        }
        state.put("_modules", children);
        state.putAll(own);
        return new Instance(ClassName.of(type), state);
    }

    private static Instance leaf(String type, Map<String, Object> own) {
        return module(type, Map.of(), Map.of(), Map.of(), own);
    }

    private static Map<String, Object> numbered(List<Instance> modules) {
        Map<String, Object> children = new LinkedHashMap<>();
        modules.forEach(module -> children.put(String.valueOf(children.size()), module));
        return children;
    }

    private static Map<String, Object> weightAndBias(Parameter weight, Parameter bias) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("weight", weight);
        parameters.put("bias", bias);
        return parameters;
    }

    private Parameter parameter(String name, int... shape) {
        return new Parameter(tensors.floats(name, shape(shape)));
    }

    private static List<Long> shape(int... sizes) {
        return Arrays.stream(sizes).mapToObj(size -> (long) size).toList();
    }

    private static Tuple pair(int side) {
        return Tuple.of((long) side, (long) side);
    }
}
