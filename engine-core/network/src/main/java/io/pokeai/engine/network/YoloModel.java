package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.PythonValue;
import io.pokeai.engine.checkpoint.PythonValue.Instance;
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

    /** @param size width and height of the pictures that it was trained with */
    static Instance of(
            YoloPlan plan, List<String> classNames, int size, ModuleSettings settings, ModuleTensors tensors) {
        int classes = classNames.size();
        Map<Long, Object> names = new LinkedHashMap<>();
        classNames.forEach(name -> names.put((long) names.size(), name));
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("yaml", yaml(plan, classes));
        own.put("save", List.of());
        // A classifier takes pictures of any size.
        own.put("stride", YoloTransforms.vector(1));
        own.put("names", names);
        own.put("transforms", YoloTransforms.of(size));
        own.put("criterion", PythonValue.NONE);
        Map<String, Object> children = Map.of("model", plan.layers(classes, settings, tensors));
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
}
