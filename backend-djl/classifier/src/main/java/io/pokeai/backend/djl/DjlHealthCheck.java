package io.pokeai.backend.djl;

import ai.djl.engine.Engine;
import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.natives.pytorch.PyTorchLibrary;
import io.pokeai.natives.selftest.Proof;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** What the back end depends on: libtorch, and a GPU where the build has support for one. Loads the library. */
@Component
public final class DjlHealthCheck implements HealthCheck {
    private static final String LIBTORCH = "libtorch";
    private static final String GPU = "libtorch GPU";

    @Override
    public List<Finding> check() {
        try {
            Engine engine = PyTorchLibrary.engine();
            Finding loaded = new Finding(
                    Severity.OK,
                    LIBTORCH,
                    PyTorchLibrary.version() + " by DJL " + Engine.getDjlVersion() + ", from "
                            + PyTorchLibrary.folder(),
                    "");
            return List.of(loaded, gpu(engine.getGpuCount()), proof(PyTorchLibrary.proof()));
        } catch (UnsatisfiedLinkError e) {
            return List.of(
                    new Finding(Severity.ERROR, LIBTORCH, PyTorchLibrary.problemOf(e), PyTorchLibrary.remedyOf(e)));
        }
    }

    private static Finding proof(Proof proof) {
        return proof.isSafer()
                ? new Finding(
                        Severity.WARNING,
                        proof.library(),
                        proof.description(),
                        "Models on libtorch run slower than they could (docs/self-test.md says how much); take the ONNX back end"
                                + " where it opens the same files, or a machine that shows the caches of its CPU.")
                : new Finding(Severity.OK, proof.library(), proof.description(), "");
    }

    private static Finding gpu(int count) {
        if (!PyTorchLibrary.hasCuda()) {
            return new Finding(Severity.OK, GPU, "not used: this build is for the CPU", "");
        }
        return count > 0
                ? new Finding(Severity.OK, GPU, count + " can be used", "")
                : new Finding(
                        Severity.WARNING,
                        GPU,
                        "none is seen",
                        "Install NVIDIA's driver; in a container, start it with access to the GPU. Models run on the CPU"
                                + " until then.");
    }
}
