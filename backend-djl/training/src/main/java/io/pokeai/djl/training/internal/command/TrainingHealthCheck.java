package io.pokeai.djl.training.internal.command;

import io.pokeai.djl.training.internal.learn.LearningProof;
import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.natives.pytorch.PyTorchLibrary;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Whether libtorch learns right on this machine: with one thread, which a busy machine computes soonest. A training tests the number of
 * threads that it has.
 */
@Component
public final class TrainingHealthCheck implements HealthCheck {
    private static final String TRAINING = "training";

    @Override
    public List<Finding> check() {
        try {
            LearningProof proof = LearningProof.find(1);
            return List.of(
                    proof.outcome().isRight()
                            ? new Finding(Severity.OK, TRAINING, proof.description() + "; on the CPU", "")
                            : new Finding(Severity.ERROR, TRAINING, proof.description(), proof.remedy()));
        } catch (UnsatisfiedLinkError e) {
            return List.of(
                    new Finding(Severity.ERROR, TRAINING, PyTorchLibrary.problemOf(e), PyTorchLibrary.remedyOf(e)));
        }
    }
}
