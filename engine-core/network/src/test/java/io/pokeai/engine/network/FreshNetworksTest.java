package io.pokeai.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks before any training. */
class FreshNetworksTest {
    private static final Percentage NEAR = Percentage.withPercentage(3);

    private static Network fresh(String architecture) {
        return Families.fresh(architecture, 30, 1).orElseThrow();
    }

    private static float[] values(Network network, String tensor) {
        FloatBuffer floats = network.weight(tensor).floats();
        float[] values = new float[floats.remaining()];
        floats.get(values);
        return values;
    }

    private static double mean(DoubleUnaryOperator of, float... values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> of.applyAsDouble(values[i]))
                .average()
                .orElseThrow();
    }

    private static double deviation(float... values) {
        return Math.sqrt(mean(x -> x * x, values));
    }

    private static double largest(float... values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .max()
                .orElseThrow();
    }

    private static void assertNormal(double deviation, float... values) {
        assertThat(deviation(values)).isCloseTo(deviation, NEAR);
        assertThat(largest(values)).isGreaterThan(2.5 * deviation);
    }

    private static void assertUniform(double bound, float... values) {
        assertThat(largest(values)).isCloseTo(bound, NEAR).isLessThanOrEqualTo(bound);
        assertThat(deviation(values)).isCloseTo(bound / Math.sqrt(3), NEAR);
    }

    static Stream<Published> published() {
        return Published.all()
                .filter(published -> published.family().freshNames().contains(published.name()));
    }

    /** And those of torchvision, for they are the published ones. */
    @ParameterizedTest
    @MethodSource("published")
    void theyAreTheNetworksThatAreRecognised(Published published) {
        NetworkBuilder fresh =
                published.family().fresh(published.name(), Published.CLASSES).orElseThrow();
        assertThat(fresh.steps()).isEqualTo(published.builder().steps());
        assertThat(fresh.tensors()).isEqualTo(published.builder().tensors());
        assertThat(fresh.classes()).isEqualTo(Published.CLASSES);
    }

    @Test
    void allMembersOfTorchvisionCanBeMade() {
        assertThat(published()).hasSameSizeAs(Published.all().toList());
    }

    /** Counts of Ultralytics 8.4 for three classes. */
    @ParameterizedTest
    @CsvSource({
        "yolov8n-cls, 1442131",
        "yolov8s-cls, 5084579",
        "yolov8m-cls, 15776179",
        "yolov8l-cls, 36203587",
        "yolov8x-cls, 56145683"
    })
    void yolosOfAllSizesHaveTheParametersOfUltralytics(String architecture, long parameters) {
        NetworkBuilder builder = new YoloClassifier().fresh(architecture, 3).orElseThrow();
        long found = builder.tensors().entrySet().stream()
                .filter(tensor -> !tensor.getKey().contains("running_"))
                .mapToLong(tensor -> tensor.getValue().stream().reduce(1L, Math::multiplyExact))
                .sum();
        assertThat(found).isEqualTo(parameters);
    }

    @Test
    void convolutionsOfTorchvisionAreNormalByTheirOutputs() {
        Network network = fresh("mobilenet_v3_small");
        assertNormal(Math.sqrt(2.0 / 576), values(network, "features.12.0.weight"));
        assertNormal(Math.sqrt(2.0 / (576 * 25)), values(network, "features.11.block.1.0.weight"));
        assertThat(values(network, "features.11.block.2.fc1.bias")).containsOnly(0);
    }

    @Test
    void layersOfMobileNetsAreSmall() {
        Network network = fresh("mobilenet_v2");
        assertNormal(0.01, values(network, "classifier.1.weight"));
        assertThat(values(network, "classifier.1.bias")).containsOnly(0);
    }

    @Test
    void layersOfEfficientNetsAreUniformByTheirOutputs() {
        Network network = fresh("efficientnet_b0");
        assertUniform(1 / Math.sqrt(30), values(network, "classifier.1.weight"));
        assertThat(values(network, "classifier.1.bias")).containsOnly(0);
    }

    @Test
    void layersOfYolosAreUniformByTheirInputs() {
        Network network = fresh("yolov8n-cls");
        assertUniform(1 / Math.sqrt(64 * 9), values(network, "model.6.m.1.cv2.conv.weight"));
        assertUniform(1 / Math.sqrt(1280), values(network, "model.9.linear.weight"));
        float[] bias = values(network, "model.9.linear.bias");
        assertThat(largest(bias)).isLessThanOrEqualTo(1 / Math.sqrt(1280));
        assertThat(deviation(bias)).isPositive();
    }

    @Test
    void normalisationsBeginAsTheIdentity() {
        Network network = fresh("yolov8n-cls");
        assertThat(values(network, "model.0.bn.weight")).containsOnly(1);
        assertThat(values(network, "model.0.bn.bias")).containsOnly(0);
        assertThat(values(network, "model.0.bn.running_mean")).containsOnly(0);
        assertThat(values(network, "model.0.bn.running_var")).containsOnly(1);
    }

    /** Ultralytics sets others for detectors alone. */
    @Test
    void normalisationsOfYolosHaveTheSettingsOfPyTorch() {
        assertThat(fresh("yolov8n-cls").steps().stream()
                        .map(Step::operator)
                        .filter(Operator.BatchNormalisation.class::isInstance)
                        .map(Operator.BatchNormalisation.class::cast))
                .hasSize(26)
                .allMatch(norm -> norm.epsilon() == 1e-5 && norm.momentum() == 0.1);
    }

    @Test
    void aSeedDecidesAll() {
        String tensor = "features.0.0.weight";
        float[] first = values(fresh("mobilenet_v3_small"), tensor);
        assertThat(values(fresh("mobilenet_v3_small"), tensor)).containsExactly(first);
        Network other = Families.fresh("mobilenet_v3_small", 30, 2).orElseThrow();
        assertThat(values(other, tensor)).isNotEqualTo(first);
    }

    @Test
    void noOtherNamesAreKnown() {
        for (String name : List.of("alexnet", "yolov8-cls", "yolov8n", "mobilenet_v3", "efficientnet_b8", "vgg12")) {
            assertThat(Families.fresh(name, 30, 1)).as(name).isEmpty();
        }
        assertThat(Families.freshNames()).contains("mobilenet_v2", "efficientnet_b7", "yolov8x-cls", "resnet18");
    }

    @Test
    void aNetworkHasClasses() {
        assertThatThrownBy(() -> Families.fresh("resnet18", 0, 1)).hasMessageContaining("0 classes");
    }
}
