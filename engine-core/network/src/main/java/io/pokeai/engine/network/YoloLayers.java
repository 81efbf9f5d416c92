package io.pokeai.engine.network;

import io.pokeai.engine.network.Operator.Activation.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The modules of Ultralytics' classifiers; each method adds one and gives the name of its value.
 *
 * <p><b>Source</b> Ultralytics 8.3, {@code nn/modules/conv.py}, {@code block.py}, {@code head.py}: the classes of the same
 * names.
 */
final class YoloLayers {
    private static final String KNOWN = "Conv, DWConv, C2f, C3k2, C3, C3k, C2PSA and Classify";

    /** {@code initialize_weights}. */
    private static final double MOMENTUM = 0.03;

    private final NetworkBuilder net;

    YoloLayers(NetworkBuilder net) {
        this.net = net;
    }

    String add(ModuleReader module, String x) {
        return switch (module.type()) {
            case "Conv", "DWConv" -> conv(module, x);
            case "C2f", "C3k2" -> c2f(module, x);
            case "C3", "C3k" -> c3(module, x);
            case "Bottleneck" -> bottleneck(module, x);
            case "C2PSA" -> c2psa(module, x);
            case "PSABlock" -> psaBlock(module, x);
            case "Attention" -> attention(module, x);
            case "Classify" -> classify(module, x);
            case "Sequential" -> sequential(module, x);
            default -> throw module.invalid("is not known; the engine knows " + KNOWN);
        };
    }

    /** One child after the other. */
    String sequential(ModuleReader module, String x) {
        String y = x;
        for (ModuleReader child : module.children()) {
            y = add(child, y);
        }
        return y;
    }

    /** {@code act(bn(conv(x)))}; after Ultralytics' {@code fuse()} there is no bn, and conv has a bias. */
    private String conv(ModuleReader module, String x) {
        ModuleReader conv = module.child("conv");
        int groups = conv.integer("groups");
        Conv settings = Conv.of(conv.size("weight", 1) * groups, conv.size("weight", 0), conv.size("weight", 2))
                .withStride(conv.square("stride"))
                .withPadding(conv.square("padding"))
                .withDilation(conv.square("dilation"))
                .withGroups(Math.max(1, groups));
        boolean bias = conv.module().parameters().containsKey("bias");
        String y = net.conv(conv.path(), x, bias ? settings.withBias() : settings);
        Optional<ModuleReader> bn = module.find("bn");
        if (bn.isPresent()) {
            ModuleReader norm = bn.get();
            y = net.batchNorm(norm.path(), y, settings.out(), norm.number("eps"), momentum(norm));
        }
        return activation(module.child("act"), y);
    }

    private static double momentum(ModuleReader norm) {
        return norm.module().attribute("momentum", Double.class).orElse(MOMENTUM);
    }

    private String activation(ModuleReader act, String x) {
        return switch (act.type()) {
            case "Identity" -> x;
            case "SiLU" -> net.activation(act.path(), x, Function.SILU);
            case "ReLU" -> net.activation(act.path(), x, Function.RELU);
            case "ReLU6" -> net.activation(act.path(), x, Function.RELU6);
            case "Hardswish" -> net.activation(act.path(), x, Function.HARD_SWISH);
            case "Sigmoid" -> net.activation(act.path(), x, Function.SIGMOID);
            default -> throw act.invalid("is not known as an activation");
        };
    }

    /** Split in two halves; every block's output is kept, and all are merged. */
    private String c2f(ModuleReader module, String x) {
        int c = module.integer("c");
        String y = conv(module.child("cv1"), x);
        List<String> parts = new ArrayList<>();
        parts.add(half(module, "first", y, 0, c));
        parts.add(half(module, "second", y, c, 2 * c));
        for (ModuleReader block : module.child("m").children()) {
            parts.add(add(block, parts.get(parts.size() - 1)));
        }
        return conv(module.child("cv2"), net.add(module.path() + ".cat", new Operator.Concatenate(1), parts));
    }

    private String half(ModuleReader module, String name, String x, int from, int to) {
        return net.add(module.path() + "." + name, new Operator.Slice(1, from, to), x);
    }

    /** {@code cv3(cat(m(cv1(x)), cv2(x)))}. */
    private String c3(ModuleReader module, String x) {
        String deep = sequential(module.child("m"), conv(module.child("cv1"), x));
        String flat = conv(module.child("cv2"), x);
        String y = net.add(module.path() + ".cat", new Operator.Concatenate(1), deep, flat);
        return conv(module.child("cv3"), y);
    }

    private String bottleneck(ModuleReader module, String x) {
        String y = conv(module.child("cv2"), conv(module.child("cv1"), x));
        return module.truth("add") ? net.plus(module.path() + ".add", x, y) : y;
    }

    private String c2psa(ModuleReader module, String x) {
        int c = module.integer("c");
        String y = conv(module.child("cv1"), x);
        String a = half(module, "first", y, 0, c);
        String b = sequential(module.child("m"), half(module, "second", y, c, 2 * c));
        return conv(module.child("cv2"), net.add(module.path() + ".cat", new Operator.Concatenate(1), a, b));
    }

    private String psaBlock(ModuleReader module, String x) {
        boolean add = module.truth("add");
        String y = attention(module.child("attn"), x);
        y = add ? net.plus(module.path() + ".add", x, y) : y;
        String z = sequential(module.child("ffn"), y);
        return add ? net.plus(module.path() + ".add", y, z) : z;
    }

    /** Attention of every pixel to all others; the convolution {@code pe} encodes its position. */
    private String attention(ModuleReader module, String x) {
        int heads = module.integer("num_heads");
        int key = module.integer("key_dim");
        int head = module.integer("head_dim");
        String path = module.path();
        String qkv = conv(module.child("qkv"), x);
        qkv = net.add(
                path + ".heads", new Operator.Reshape(List.of(heads, 2 * key + head, Operator.Reshape.REST)), qkv);
        String q = net.add(path + ".q", new Operator.Slice(2, 0, key), qkv);
        String k = net.add(path + ".k", new Operator.Slice(2, key, 2 * key), qkv);
        String v = net.add(path + ".v", new Operator.Slice(2, 2 * key, 2 * key + head), qkv);
        String turned = net.add(path + ".q_t", new Operator.TransposeLast(), q);
        String weights = net.add(path + ".scores", new Operator.MatrixProduct(), turned, k);
        weights = net.add(path + ".scaled", new Operator.Scale(module.number("scale")), weights);
        weights = net.add(path + ".softmax", new Operator.Softmax(3), weights);
        weights = net.add(path + ".softmax_t", new Operator.TransposeLast(), weights);
        String y = net.add(path + ".mixed", new Operator.MatrixProduct(), v, weights);
        y = net.add(path + ".map", new Operator.ReshapeLike(), y, x);
        String position = net.add(path + ".v_map", new Operator.ReshapeLike(), v, x);
        y = net.plus(path + ".add", y, conv(module.child("pe"), position));
        return conv(module.child("proj"), y);
    }

    private String classify(ModuleReader module, String x) {
        String y = net.averagePool(module.path() + ".pool", conv(module.child("conv"), x), 1);
        y = net.flatten(module.path() + ".flatten", y);
        Optional<ModuleReader> drop = module.find("drop");
        if (drop.isPresent()) {
            y = net.dropout(drop.get().path(), y, drop.get().number("p"));
        }
        ModuleReader linear = module.child("linear");
        return net.head(linear.path(), y, linear.size("weight", 1), linear.size("weight", 0));
    }
}
