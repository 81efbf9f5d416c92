package io.pokeai.djl.training.internal.command;

import io.pokeai.djl.training.internal.learn.LearningProof;
import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.natives.pytorch.PyTorchLibrary;
import java.util.List;
import java.util.OptionalInt;
import org.osgi.service.component.annotations.Component;

/**
 * Whether libtorch learns right on this machine: with one thread, which a busy machine computes soonest. A training tests the number of
 * threads that it has.
 */
@Component
public final class TrainingHealthCheck implements HealthCheck {
    private static final String TRAINING = "training";

    private static String gpus() {
        OptionalInt there = TrainingDevice.gpus();
        return there.isEmpty()
                ? "on the CPU: DJL's pytorch-native-cu128, for NVIDIA GPUs, is not installed"
                : "on the CPU; NVIDIA GPUs for '--device cuda': " + there.getAsInt();
    }

    @Override
    public List<Finding> check() {
        try {
            LearningProof proof = LearningProof.find(1);
            return List.of(
                    proof.outcome().isRight()
                            ? new Finding(Severity.OK, TRAINING, proof.description() + "; " + gpus(), "")
                            : new Finding(Severity.ERROR, TRAINING, proof.description(), proof.remedy()));
        } catch (UnsatisfiedLinkError e) {
            return List.of(
                    new Finding(Severity.ERROR, TRAINING, PyTorchLibrary.problemOf(e), PyTorchLibrary.remedyOf(e)));
        }
    }
}
