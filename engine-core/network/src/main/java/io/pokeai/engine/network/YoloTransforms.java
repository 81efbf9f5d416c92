package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.PythonValue;
import io.pokeai.engine.checkpoint.PythonValue.ClassName;
import io.pokeai.engine.checkpoint.PythonValue.Instance;
import io.pokeai.engine.checkpoint.PythonValue.Member;
import io.pokeai.engine.checkpoint.PythonValue.Tuple;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a picture goes through before a classifier sees it, as an object of torchvision: Ultralytics' predictor takes it from the model.
 *
 * <p><b>Source</b> Ultralytics 8.4, {@code data/augment.py}: {@code classify_transforms}; torchvision 0.28,
 * {@code transforms/transforms.py}.
 */
final class YoloTransforms {
    private static final String PACKAGE = "torchvision.transforms.transforms.";
    private static final Member BILINEAR =
            new Member(ClassName.of("torchvision.transforms.functional.InterpolationMode"), "bilinear");

    private YoloTransforms() {}

    /** The shorter side resized, and the middle of it. */
    static Instance of(int size) {
        Map<String, Object> resize = new LinkedHashMap<>();
        resize.put("size", (long) size);
        resize.put("max_size", PythonValue.NONE);
        resize.put("interpolation", BILINEAR);
        resize.put("antialias", true);
        Map<String, Object> normalise = new LinkedHashMap<>();
        normalise.put("mean", vector(0, 0, 0));
        normalise.put("std", vector(1, 1, 1));
        normalise.put("inplace", false);
        List<Object> all = List.of(
                module("Resize", resize),
                module("CenterCrop", Map.of("size", Tuple.of((long) size, (long) size))),
                new Instance(ClassName.of(PACKAGE + "ToTensor"), Map.of()),
                module("Normalize", normalise));
        return new Instance(ClassName.of(PACKAGE + "Compose"), Map.of("transforms", all));
    }

    /** They are no part of the model, so that nobody puts them into evaluation mode. */
    private static Instance module(String name, Map<String, Object> own) {
        Instance module = TorchModules.module(PACKAGE + name, Map.of(), Map.of(), Map.of(), own);
        Map<String, Object> state = new LinkedHashMap<>(module.state());
        state.put("training", true);
        return new Instance(module.type(), state);
    }

    /** Numbers as a tensor. */
    static Tensor vector(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return Tensors.of(DType.FLOAT32, List.of((long) values.length), bytes);
    }
}
