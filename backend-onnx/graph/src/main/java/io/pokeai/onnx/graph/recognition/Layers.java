package io.pokeai.onnx.graph.recognition;

import java.util.Set;

/** Operators whose results are scores of any size, and no longer what their inputs are. */
final class Layers {
    private static final String MICROSOFT = "com.microsoft:";

    static final Set<String> NAMES = Set.of(
            "Gemm",
            "MatMul",
            "MatMulInteger",
            "Conv",
            "ConvInteger",
            "ConvTranspose",
            "QLinearConv",
            "QLinearMatMul",
            "Einsum",
            "BatchNormalization",
            "LayerNormalization",
            "InstanceNormalization",
            "GroupNormalization",
            "RMSNormalization",
            "LRN",
            "MaxPool",
            "GlobalMaxPool",
            "LeakyRelu",
            "PRelu",
            "Elu",
            "Selu",
            "Celu",
            "Softplus",
            "Gelu",
            "HardSwish",
            "Swish",
            "Mish",
            "Pow",
            "PatchEmbedding",
            MICROSOFT + "QGemm",
            MICROSOFT + "DynamicQuantizeMatMul",
            MICROSOFT + "MatMulIntegerToFloat",
            MICROSOFT + "MatMulNBits",
            MICROSOFT + "Gelu",
            MICROSOFT + "FastGelu",
            MICROSOFT + "QuickGelu",
            MICROSOFT + "QLinearAdd");

    private Layers() {}
}
