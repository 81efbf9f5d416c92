package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.PythonValue.Instance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Modules of YOLOv8-cls as objects with the attributes that pickles of them have. Each method takes the path of the module, by which
 * its tensors are named.
 *
 * <p><b>Source</b> Ultralytics 8.4, {@code nn/modules/conv.py}, {@code block.py}, {@code head.py}: names and attributes of the classes
 * of the same names.
 */
final class YoloModules {
    private static final String CONV = "ultralytics.nn.modules.conv.Conv";
    private static final String C2F = "ultralytics.nn.modules.block.C2f";
    private static final String CLASSIFY = "ultralytics.nn.modules.head.Classify";
    private static final String BOTTLENECK = "ultralytics.nn.modules.block.Bottleneck";

    /** What the head widens to before its mean. */
    private static final int LAST = 1280;

    private final TorchModules torch;

    /** One for all: there, the activation is an attribute of the class. */
    private final Instance act = TorchModules.silu();

    YoloModules(ModuleSettings settings, ModuleTensors tensors) {
        torch = new TorchModules(settings, tensors);
    }

    Instance conv(String path, int in, int out, int kernel, int stride) {
        Conv conv = Conv.same(in, out, kernel).withStride(stride);
        Map<String, Object> children = new LinkedHashMap<>();
        children.put("conv", torch.conv2d(path + ".conv", conv));
        children.put("bn", torch.batchNorm2d(path + ".bn", out));
        children.put("act", act);
        return module(CONV, children, Map.of());
    }

    private Instance conv(String path, int in, int out, int kernel) {
        return conv(path, in, out, kernel, 1);
    }

    Instance c2f(String path, int in, int out, int blocks) {
        int half = out / 2;
        List<Instance> bottlenecks = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            bottlenecks.add(bottleneck(path + ".m." + i, half));
        }
        Map<String, Object> children = new LinkedHashMap<>();
        children.put("cv1", conv(path + ".cv1", in, 2 * half, 1));
        children.put("cv2", conv(path + ".cv2", (2 + blocks) * half, out, 1));
        children.put("m", TorchModules.moduleList(bottlenecks));
        return module(C2F, children, Map.of("c", (long) half));
    }

    private Instance bottleneck(String path, int channels) {
        Map<String, Object> children = new LinkedHashMap<>();
        children.put("cv1", conv(path + ".cv1", channels, channels, 3));
        children.put("cv2", conv(path + ".cv2", channels, channels, 3));
        return module(BOTTLENECK, children, Map.of("add", true));
    }

    Instance classify(String path, int in, int classes) {
        Map<String, Object> children = new LinkedHashMap<>();
        children.put("conv", conv(path + ".conv", in, LAST, 1));
        children.put("pool", TorchModules.adaptiveAveragePool(1));
        children.put("drop", torch.dropout(path + ".drop"));
        children.put("linear", torch.linear(path + ".linear", LAST, classes));
        return module(CLASSIFY, children, Map.of());
    }

    private static Instance module(String type, Map<String, Object> children, Map<String, Object> own) {
        return TorchModules.module(type, Map.of(), Map.of(), children, own);
    }
}
