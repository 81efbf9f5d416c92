package io.pokeai.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.ModuleTree;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pickled modules, of which the state dict is that of a known network. */
class ModuleCheckTest {
    /** A module under construction. */
    private static final class Draft {
        private String type = "torch.nn.modules.container.Sequential";
        private final Map<String, Object> attributes = new LinkedHashMap<>();
        private final Map<String, Tensor> tensors = new LinkedHashMap<>();
        private final Map<String, Draft> children = new LinkedHashMap<>();

        Draft at(String path) {
            Draft draft = this;
            for (String name : path.split("\\.", -1)) {
                draft = draft.children.computeIfAbsent(name, unused -> new Draft());
            }
            return draft;
        }

        Draft leaf(String path, String simpleType) {
            Draft leaf = at(path);
            leaf.type = "torch.nn.modules." + simpleType;
            return leaf;
        }

        ModuleTree finish() {
            Map<String, ModuleTree> finished = new LinkedHashMap<>();
            children.forEach((name, child) -> finished.put(name, child.finish()));
            return new ModuleTree(type, attributes, tensors, Map.of(), finished);
        }
    }

    private final Draft root = new Draft();
    private Map<String, Tensor> weights = new LinkedHashMap<>();

    @BeforeEach
    void draftResNet18() {
        Map<String, Tensor> clues = new LinkedHashMap<>();
        for (int stage = 1; stage <= 4; stage++) {
            clues.put("layer" + stage + ".1.bn1.bias", Fakes.tensor(64));
        }
        NetworkBuilder builder = new ResNet().describe(Fakes.checkpoint(clues)).get(0);
        weights = Fakes.tensors(builder);
        root.type = "torchvision.models.resnet.ResNet";
        for (Step step : builder.steps()) {
            if (step.operator() instanceof Operator.Convolution convolution) {
                Draft conv = root.leaf(owner(convolution.weight()), "conv.Conv2d");
                conv.attributes.put("stride", pair(convolution.stride()));
                conv.attributes.put("padding", pair(convolution.padding()));
                conv.attributes.put("dilation", pair(convolution.dilation()));
                conv.attributes.put("groups", (long) convolution.groups());
            } else if (step.operator() instanceof Operator.BatchNormalisation norm) {
                root.leaf(owner(norm.weight()), "batchnorm.BatchNorm2d")
                        .attributes
                        .put("eps", norm.epsilon());
            } else if (step.operator() instanceof Operator.MaxPool pool) {
                Draft leaf = root.leaf("maxpool", "pooling.MaxPool2d");
                leaf.attributes.put("kernel_size", (long) pool.kernel());
                leaf.attributes.put("stride", (long) pool.stride());
                leaf.attributes.put("padding", (long) pool.padding());
            }
        }
        root.leaf("relu", "activation.ReLU");
        root.leaf("avgpool", "pooling.AdaptiveAvgPool2d");
        weights.forEach(
                (name, tensor) -> root.at(owner(name)).tensors.put(name.substring(name.lastIndexOf('.') + 1), tensor));
    }

    private static String owner(String tensor) {
        return tensor.substring(0, tensor.lastIndexOf('.'));
    }

    private static List<Long> pair(int side) {
        return List.of((long) side, (long) side);
    }

    private Optional<Network> find(Draft module) {
        return Families.find(new Checkpoint(new StateDict(weights), Optional.of(module.finish()), Map.of()));
    }

    @Test
    void takesTheNetworkThatIsDescribed() {
        assertThat(find(root).orElseThrow().architecture()).isEqualTo("resnet18");
    }

    @Test
    void looksInsideDataParallel() {
        Draft wrapper = new Draft();
        wrapper.type = "torch.nn.parallel.data_parallel.DataParallel";
        wrapper.children.put("module", root);
        assertThat(find(wrapper)).isPresent();
        root.at("layer2.0.conv1").attributes.put("stride", pair(1));
        assertThatThrownBy(() -> find(wrapper)).isInstanceOf(EngineException.class);
    }

    @ParameterizedTest
    @CsvSource({"stride,1", "padding,0", "dilation,2"})
    void refusesAnotherConvolution(String attribute, int side) {
        root.at("layer2.0.conv1").attributes.put(attribute, pair(side));
        assertThatThrownBy(() -> find(root))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("layer2.0.conv1.weight has " + attribute + " " + side + ", expected ");
    }

    @Test
    void refusesAnotherEpsilon() {
        root.at("layer4.1.bn2").attributes.put("eps", 1e-3);
        assertThatThrownBy(() -> find(root)).hasMessageContaining("layer4.1.bn2.weight has eps 0.001, expected 1.0E-5");
    }

    @Test
    void refusesAnotherActivation() {
        root.leaf("relu", "activation.GELU");
        assertThatThrownBy(() -> find(root)).hasMessageContaining("it holds a GELU");
    }

    @Test
    void refusesAnotherPool() {
        root.at("maxpool").attributes.put("stride", 1L);
        assertThatThrownBy(() -> find(root)).hasMessageContaining("pools maxima");
    }
}
