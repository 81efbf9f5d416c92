package io.pokeai.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.spi.ClassifierInfo.Declined;
import io.pokeai.engine.spi.OpenOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a session on the first of the wanted devices that works. */
final class SessionOpener {
    private final OrtEnvironment environment;
    private final OpenOptions options;
    private final List<Declined> declined = new ArrayList<>();

    SessionOpener(OrtEnvironment environment, OpenOptions options) {
        this.environment = environment;
        this.options = options;
    }

    /** Where a model comes from. */
    @FunctionalInterface
    interface Source {
        OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException;
    }

    /** A session, and why it is not on a better device. */
    record Opened(OrtSession session, Device device, List<Declined> declined) {
        Opened {
            declined = List.copyOf(declined);
        }
    }

    Opened open(Source source) {
        for (String wanted : options.devices()) {
            Optional<Device> device = Device.parse(wanted);
            if (device.isEmpty()) {
                declined.add(new Declined(wanted, "The ONNX back end knows cpu, cuda and cuda:<index>."));
                continue;
            }
            try {
                return new Opened(open(source, device.get()), device.get(), declined);
            } catch (OrtException e) {
                if (!device.get().isGpu()) {
                    throw Failures.whileOpening(e);
                }
                declined.add(new Declined(wanted, Failures.sentence(e)));
            }
        }
        throw new EngineException(
                ErrorCode.UNAVAILABLE,
                "none of the devices " + options.devices() + " can be had: " + declined + ".",
                "Add 'cpu' to the devices.");
    }

    private OrtSession open(Source source, Device device) throws OrtException {
        try (SessionOptions settings = new SessionOptions()) {
            settings.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            settings.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            settings.setIntraOpNumThreads(options.threads());
            settings.setInterOpNumThreads(1);
            // A waiting thread that spins takes the core from the next model.
            settings.addConfigEntry("session.intra_op.allow_spinning", "0");
            settings.addConfigEntry("session.inter_op.allow_spinning", "0");
            device.addTo(settings);
            return source.open(environment, settings);
        }
    }
}
