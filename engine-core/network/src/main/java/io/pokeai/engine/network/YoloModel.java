package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.PythonValue;
import io.pokeai.engine.checkpoint.file.PythonValue.Instance;
import io.pokeai.engine.checkpoint.file.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ClassificationModel} as an object with the attributes that pickles of it have.
 *
 * <p><b>Source</b> Ultralytics 8.4, {@code nn/tasks.py}.
 */
final class YoloModel {
    private static final String TYPE = "ultralytics.nn.tasks.ClassificationModel";

    private YoloModel() {}

    static Instance of(YoloPlan plan, List<String> classNames, ModuleTensors tensors) {
        int classes = classNames.size();
        Map<Long, Object> names = new LinkedHashMap<>();
        classNames.forEach(name -> names.put((long) names.size(), name));
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("yaml", yaml(plan, classes));
        own.put("save", List.of());
        own.put("stride", stride());
        own.put("names", names);
        own.put("criterion", PythonValue.NONE);
        Map<String, Object> children = Map.of("model", plan.layers(classes, tensors));
        return TorchModules.module(TYPE, Map.of(), Map.of(), children, own);
    }

    /** What {@code parse_model} was given: the content of {@code yolov8-cls.yaml}, the size and the number of classes. */
    private static Map<String, Object> yaml(YoloPlan plan, int classes) {
        Map<String, Object> scales = new LinkedHashMap<>();
        for (YoloPlan other : YoloPlan.ALL) {
            scales.put(other.scale(), List.of(other.depth(), other.width(), (long) YoloPlan.MAX_CHANNELS));
        }
        List<Object> backbone = new ArrayList<>();
        for (YoloPlan.Line line : YoloPlan.BACKBONE) {
            backbone.add(
                    line.isConvolution()
                            ? List.of(-1L, 1L, "Conv", List.of((long) line.channels(), 3L, 2L))
                            : List.of(-1L, (long) line.blocks(), "C2f", List.of((long) line.channels(), true)));
        }
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put("nc", (long) classes);
        yaml.put("scales", scales);
        yaml.put("backbone", backbone);
        yaml.put("head", List.of(List.of(-1L, 1L, "Classify", List.of("nc"))));
        yaml.put("scale", plan.scale());
        yaml.put("yaml_file", plan.architecture() + ".yaml");
        yaml.put("channels", (long) YoloPlan.COLOURS);
        return yaml;
    }

    /** A classifier takes pictures of any size. */
    private static Tensor stride() {
        ByteBuffer one = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return Tensors.of(DType.FLOAT32, List.of(1L), one.putFloat(1).flip());
    }
}
