package io.pokeai.djl.training.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.network.recognition.KnownCheckpoint;
import io.pokeai.engine.network.testkit.KnownNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchLearnerTest {
    @TempDir
    Path folder;

    /** The goldens are computed in float64; what float32 loses in three steps of these networks stays below this. */
    private static final double LOSS = 1e-5;

    private static final double WEIGHT = 2e-5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sgd",
                "sgd_plain",
                "nesterov",
                "adamw",
                "average",
                "frozen",
                "distilled",
                "taught",
                "vgg",
                "vgg_bn",
                "mobilenet_v2",
                "mobilenet_v3",
                "efficientnet"
            })
    void learnsWhatPyTorchLearns(String name) {
        LearningGolden golden = LearningGolden.read(name);
        try (Learner learner = learner(golden)) {
            for (int step = 1; step <= golden.losses().size(); step++) {
                double loss = learner.step(golden.batch(step), golden.number("rate"));
                double expected = golden.losses().get(step - 1);
                assertThat(loss).as("loss of step " + step).isCloseTo(expected, within(LOSS * expected));
            }
            requireLearned(learner.weights(), golden);
        }
    }

    private static void requireLearned(StateDict learned, LearningGolden golden) {
        for (LearningGolden.Sample sample : golden.weights()) {
            double found = learned.find(sample.tensor()).orElseThrow().floats().get(sample.index());
            assertThat(found)
                    .as(sample.tensor() + " " + sample.index())
                    .isCloseTo(sample.value(), within(WEIGHT * Math.max(1, Math.abs(sample.value()))));
        }
    }

    /** The batches from one on; an update after each second one. */
    private static List<Double> gathered(Learner learner, LearningGolden golden, int from) {
        List<Double> losses = new ArrayList<>();
        for (int step = from; step <= golden.losses().size(); step++) {
            losses.add(learner.gather(golden.batch(step)));
            if (learner.gathered() == golden.integer("gather")) {
                boolean first = step == golden.integer("gather");
                double momentum = golden.number(first ? "warm_momentum" : "momentum", golden.number("momentum"));
                learner.update(new UpdatePace(golden.number("rate"), golden.number("bias_rate"), momentum));
            }
        }
        return losses;
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups_sgd", "groups_adamw"})
    void learnsInGroupsOfParametersFromGatheredBatchesWhatPyTorchLearns(String name) {
        LearningGolden golden = LearningGolden.read(name);
        try (Learner learner = learner(golden);
                Learner resumed = learner(golden)) {
            List<Double> losses = gathered(learner, golden, 1);
            for (int i = 0; i < losses.size(); i++) {
                double expected = golden.losses().get(i);
                assertThat(losses.get(i)).as("loss of batch " + i).isCloseTo(expected, within(LOSS * expected));
            }
            requireLearned(learner.weights(), golden);

            resumed.gather(golden.batch(1));
            StateDict kept = resumed.state();
            gathered(resumed, golden, 2);
            resumed.restore(kept);
            assertThat(bits(resumed.state())).isEqualTo(bits(kept));
            assertThat(gathered(resumed, golden, 2)).isEqualTo(losses.subList(1, losses.size()));
            assertThat(bits(resumed.state())).isEqualTo(bits(learner.state()));
        }
    }

    @Test
    void aLossThatIsNotFiniteTakesBackWhatWasGathered() {
        LearningGolden golden = LearningGolden.read("groups_sgd");
        try (Learner learner = learner(golden)) {
            Map<String, String> before = bits(learner.state());
            learner.gather(golden.batch(1));
            assertThatThrownBy(() -> learner.gather(golden.batch(2).spoiled()))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("step 2");
            assertThat(learner.gathered()).isZero();
            assertThat(bits(learner.state())).isEqualTo(before);
        }
    }

    /** What libtorch has saved for gradients has to stay, whatever the garbage collector does meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"distilled", "vgg", "mobilenet_v3"})
    void gradientsReadNoMemoryThatWasGivenBack(String name) {
        LearningGolden golden = LearningGolden.read(name);
        try (Learner learner = learner(golden);
                Learner disturbed = learner(golden)) {
            for (int step = 1; step <= golden.losses().size(); step++) {
                double rate = golden.number("rate");
                double loss = learner.step(golden.batch(step), rate);
                assertThat(disturbed.step(new DisturbingBatch(golden.batch(step)), rate))
                        .isEqualTo(loss);
                assertThat(bits(disturbed.state())).isEqualTo(bits(learner.state()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "nesterov", "average", "vgg"})
    void goesOnWithTheSameBits(String name) {
        LearningGolden golden = LearningGolden.read(name);
        double rate = golden.number("rate");
        try (Learner straight = learner(golden);
                Learner resumed = learner(golden)) {
            straight.step(golden.batch(1), rate);
            StateDict kept = straight.state();
            double second = straight.step(golden.batch(2), rate);
            double third = straight.step(golden.batch(3), rate);
            resumed.step(golden.batch(3), rate);
            resumed.restore(kept);
            assertThat(resumed.step(golden.batch(2), rate)).isEqualTo(second);
            assertThat(resumed.step(golden.batch(3), rate)).isEqualTo(third);
            assertThat(bits(resumed.state())).isEqualTo(bits(straight.state()));
        }
    }

    @Test
    void aStateOfAnotherNetworkIsRefused() {
        LearningGolden golden = LearningGolden.read("adamw");
        try (Learner learner = learner(golden);
                Learner other = learner(LearningGolden.read("sgd"))) {
            assertThatThrownBy(() -> learner.restore(other.state()))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("optimizer.second.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "average"})
    void whatIsNotFiniteChangesNothing(String name) {
        LearningGolden golden = LearningGolden.read(name);
        double rate = golden.number("rate");
        try (Learner learner = learner(golden);
                Learner other = learner(golden)) {
            learner.step(golden.batch(1), rate);
            other.step(golden.batch(1), rate);
            Map<String, String> before = bits(learner.state());
            assertThatThrownBy(() -> learner.step(golden.batch(2).spoiled(), rate))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("step 2");
            assertThat(bits(learner.state())).isEqualTo(before);
            assertThat(learner.step(golden.batch(2), rate)).isEqualTo(other.step(golden.batch(2), rate));
        }
    }

    @Test
    void frozenWeightsStayAndLearnLater() {
        LearningGolden golden = LearningGolden.read("vgg");
        try (Learner learner = learner(golden)) {
            learner.step(golden.batch(1), 0.01);
            Map<String, String> before = bits(learner.weights());
            learner.freeze(name -> name.startsWith("features"));
            learner.step(golden.batch(2), 0.01);
            Map<String, String> frozen = bits(learner.weights());
            assertThat(frozen.get("features.3.weight")).isEqualTo(before.get("features.3.weight"));
            assertThat(frozen.get("classifier.6.weight")).isNotEqualTo(before.get("classifier.6.weight"));
            learner.freeze(name -> false);
            learner.step(golden.batch(3), 0.01);
            assertThat(bits(learner.weights()).get("features.3.weight")).isNotEqualTo(frozen.get("features.3.weight"));
        }
    }

    @Test
    void answersLeaveItAsItIs() {
        LearningGolden golden = LearningGolden.read("average");
        try (Learner learner = learner(golden)) {
            learner.step(golden.batch(1), 0.01);
            Map<String, String> before = bits(learner.state());
            float[] first = learner.logits(golden.batch(2));
            assertThat(learner.logits(golden.batch(2))).isEqualTo(first).hasSize(6 * 5);
            assertThat(bits(learner.state())).isEqualTo(before);
        }
    }

    @Test
    void theSameStepsGiveTheSameBits() {
        LearningGolden golden = LearningGolden.read("adamw");
        try (Learner one = learner(golden);
                Learner two = learner(golden)) {
            for (int step = 1; step <= 3; step++) {
                assertThat(one.step(golden.batch(step), 0.001)).isEqualTo(two.step(golden.batch(step), 0.001));
            }
            assertThat(bits(one.state())).isEqualTo(bits(two.state()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "groups_sgd", "taught", "average", "frozen"})
    void numbersThatAreCopiedToWhereLibtorchComputesGiveTheSameBits(String name) {
        LearningGolden golden = LearningGolden.read(name);
        StateDict between;
        Map<String, String> whole;
        try (Learner shared = learner(golden);
                Learner mirrored = mirrored(golden)) {
            shared.gather(golden.batch(1));
            mirrored.gather(golden.batch(1));
            assertThat(bits(mirrored.state())).as("gathered").isEqualTo(bits(shared.state()));
            between = mirrored.state();
            assertThat(mirrored.step(golden.batch(2), 0.001)).isEqualTo(shared.step(golden.batch(2), 0.001));
            assertThat(mirrored.logits(golden.batch(3))).containsExactly(shared.logits(golden.batch(3)));
            assertThat(mirrored.step(golden.batch(3), 0.001)).isEqualTo(shared.step(golden.batch(3), 0.001));
            whole = bits(shared.state());
            assertThat(bits(mirrored.state())).isEqualTo(whole);
            assertThat(bits(mirrored.weights())).isEqualTo(bits(shared.weights()));
        }
        try (Learner mirrored = mirrored(golden)) {
            mirrored.restore(between);
            mirrored.step(golden.batch(2), 0.001);
            mirrored.step(golden.batch(3), 0.001);
            assertThat(bits(mirrored.state())).as("after an interruption").isEqualTo(whole);
        }
    }

    private Learner mirrored(LearningGolden golden) {
        Path file = KnownNetwork.read(golden.text("network")).write(folder.resolve(golden.text("network") + ".pth"));
        int side = golden.integer("size");
        Optional<Distillation> taught = golden.number("temperature") == 0
                ? Optional.empty()
                : Optional.of(new Distillation(golden.number("temperature"), golden.number("teacher")));
        Learner learner = new TorchLearner(
                KnownCheckpoint.network(CheckpointReader.read(file)), side, side, golden.learner(), taught, true);
        learner.freeze(name -> name.startsWith(golden.text("frozen")));
        return learner;
    }

    private Learner learner(LearningGolden golden) {
        Path file = KnownNetwork.read(golden.text("network")).write(folder.resolve(golden.text("network") + ".pth"));
        Network network = KnownCheckpoint.network(CheckpointReader.read(file));
        int side = golden.integer("size");
        Learner learner = golden.number("temperature") == 0
                ? Learners.open(network, side, golden.learner())
                : Learners.distilling(
                        network,
                        side,
                        golden.learner(),
                        new Distillation(golden.number("temperature"), golden.number("teacher")));
        learner.freeze(name -> name.startsWith(golden.text("frozen")));
        return learner;
    }

    private static Map<String, String> bits(StateDict state) {
        Map<String, String> all = new TreeMap<>();
        state.tensors().forEach((name, tensor) -> {
            byte[] bytes = new byte[tensor.bytes().remaining()];
            tensor.bytes().get(bytes);
            all.put(name, HexFormat.of().formatHex(bytes));
        });
        return all;
    }
}
