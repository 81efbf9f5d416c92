package io.pokeai.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.ModuleTree;
import io.pokeai.engine.checkpoint.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YoloClassifierTest {
    private static final String MODULES = "ultralytics.nn.modules.";

    private static ModuleTree module(String type, Map<String, Object> attributes, Map<String, ModuleTree> children) {
        return new ModuleTree(type, attributes, Map.of(), Map.of(), children);
    }

    private static ModuleTree conv(int in, int out, int kernel, int stride) {
        long pad = kernel / 2;
        ModuleTree conv = new ModuleTree(
                "torch.nn.modules.conv.Conv2d",
                Map.of(
                        "stride", List.of((long) stride, (long) stride),
                        "padding", List.of(pad, pad),
                        "dilation", List.of(1L, 1L),
                        "groups", 1L),
                Map.of("weight", Fakes.tensor(out, in, kernel, kernel)),
                Map.of(),
                Map.of());
        Map<String, Tensor> statistics = Map.of("running_mean", Fakes.tensor(out), "running_var", Fakes.tensor(out));
        ModuleTree norm = new ModuleTree(
                "torch.nn.modules.batchnorm.BatchNorm2d",
                Map.of("eps", 0.001),
                Map.of("weight", Fakes.tensor(out), "bias", Fakes.tensor(out)),
                statistics,
                Map.of());
        ModuleTree act = module("torch.nn.modules.activation.SiLU", Map.of(), Map.of());
        return module(MODULES + "conv.Conv", Map.of(), children("conv", conv, "bn", norm, "act", act));
    }

    private static Map<String, ModuleTree> children(Object... namesAndModules) {
        Map<String, ModuleTree> children = new LinkedHashMap<>();
        for (int i = 0; i < namesAndModules.length; i += 2) {
            children.put((String) namesAndModules[i], (ModuleTree) namesAndModules[i + 1]);
        }
        return children;
    }

    private static ModuleTree classify(int in, int classes) {
        ModuleTree linear = new ModuleTree(
                "torch.nn.modules.linear.Linear",
                Map.of(),
                Map.of("weight", Fakes.tensor(classes, 16), "bias", Fakes.tensor(classes)),
                Map.of(),
                Map.of());
        return module(MODULES + "head.Classify", Map.of(), children("conv", conv(in, 16, 1, 1), "linear", linear));
    }

    private static ModuleTree bottleneck(int channels, boolean add) {
        return module(
                MODULES + "block.Bottleneck",
                Map.of("add", add),
                children("cv1", conv(channels, channels, 3, 1), "cv2", conv(channels, channels, 3, 1)));
    }

    private static ModuleTree c2f(int in, int half, ModuleTree... blocks) {
        Map<String, ModuleTree> list = new LinkedHashMap<>();
        for (ModuleTree block : blocks) {
            list.put(String.valueOf(list.size()), block);
        }
        return module(
                MODULES + "block.C2f",
                Map.of("c", (long) half),
                children(
                        "cv1", conv(in, 2 * half, 1, 1),
                        "m", module("torch.nn.modules.container.ModuleList", Map.of(), list),
                        "cv2", conv((2 + blocks.length) * half, in, 1, 1)));
    }

    private static Checkpoint checkpoint(String type, ModuleTree... layers) {
        Map<String, ModuleTree> sequence = new LinkedHashMap<>();
        for (ModuleTree layer : layers) {
            sequence.put(String.valueOf(sequence.size()), layer);
        }
        ModuleTree root = module(
                "ultralytics.nn.tasks." + type,
                Map.of("yaml", Map.of("yaml_file", "cfg/yolov8n-cls.yaml")),
                children("model", module("torch.nn.modules.container.Sequential", Map.of(), sequence)));
        return new Checkpoint(root.stateDict(), Optional.of(root), Map.of());
    }

    @Test
    void followsTheTree() {
        Network network = Families.find(checkpoint(
                        "ClassificationModel",
                        conv(3, 8, 3, 2),
                        c2f(8, 4, bottleneck(4, true), bottleneck(4, false)),
                        classify(8, 5)))
                .orElseThrow();
        assertThat(network.architecture()).isEqualTo("yolov8n-cls");
        assertThat(network.classes()).isEqualTo(5);
        assertThat(network.steps().stream().filter(step -> step.operator() instanceof Operator.Add))
                .as("one of the two bottlenecks adds")
                .hasSize(1);
        assertThat(network.steps().stream()
                        .map(Step::operator)
                        .filter(Operator.BatchNormalisation.class::isInstance)
                        .map(Operator.BatchNormalisation.class::cast))
                .allMatch(norm -> norm.epsilon() == 1e-3);
        assertThat(Shapes.of(network, 64).of("model.1.cat")).containsExactly(16, 32, 32);
    }

    @Test
    void refusesOtherTasks() {
        assertThatThrownBy(() -> Families.find(checkpoint("DetectionModel", conv(3, 8, 3, 2))))
                .hasMessageContaining("DetectionModel")
                .hasMessageContaining("not an image classifier");
    }

    @Test
    void refusesModulesThatItDoesNotKnow() {
        ModuleTree other = module(MODULES + "block.SPPF", Map.of(), Map.of());
        assertThatThrownBy(() -> Families.find(checkpoint("ClassificationModel", conv(3, 8, 3, 2), other)))
                .hasMessageContaining("model.1")
                .hasMessageContaining("SPPF")
                .hasMessageContaining("C2f");
    }

    @Test
    void refusesLayersThatDoNotFitTogether() {
        assertThatThrownBy(() -> Families.find(checkpoint("ClassificationModel", conv(3, 8, 3, 2), classify(9, 5))))
                .hasMessageContaining("model.1.conv.conv")
                .hasMessageContaining("takes 9 channels, and is given 8");
    }
}
