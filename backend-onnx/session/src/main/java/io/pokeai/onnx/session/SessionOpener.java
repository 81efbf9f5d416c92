package io.pokeai.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.backend.ClassifierInfo.Declined;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.natives.onnxruntime.OnnxRuntimeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes a session on the first of the wanted devices that works. */
final class SessionOpener {
    /**
     * Depth-wise convolutions are three to five times faster with it (MobileNetV2: 7 against 34 ms) than one level
     * below.
     */
    static final OptLevel LEVEL = OptLevel.ALL_OPT;

    // How optimised models are kept.
    private static final String FORMAT = "4";
    private static final int KEY_DIGITS = 24;

    private final OrtEnvironment environment;
    private final OpenOptions options;
    private final ModelBytes model;
    private final OptLevel cpuLevel;
    private final Function<Device, OptLevel> gpuLevel;
    private final Providers providers;

    /** Adds a device to the settings of a session. */
    @FunctionalInterface
    interface Providers {
        void add(Device device, SessionOptions settings) throws OrtException;
    }

    /**
     * @param cpuLevel a level at which the CPU of this machine is right
     * @param gpuLevel a level at which an available GPU is right; throws {@link EngineException} if it is wrong at
     *     every level
     * @param providers adds a device to the settings of a session
     */
    SessionOpener(
            OrtEnvironment environment,
            OpenOptions options,
            ModelBytes model,
            OptLevel cpuLevel,
            Function<Device, OptLevel> gpuLevel,
            Providers providers) {
        this.cpuLevel = cpuLevel;
        this.gpuLevel = gpuLevel;
        this.providers = providers;
        this.environment = environment;
        this.options = options;
        this.model = model;
    }

    /** A session, and why it is not on a better device. */
    record Opened(OrtSession session, Device device, List<Declined> declined) {
        Opened {
            declined = List.copyOf(declined);
        }
    }

    Opened open() {
        List<Declined> declined = new ArrayList<>();
        for (String wanted : options.devices()) {
            Optional<Device> device = Device.parse(wanted);
            if (device.isEmpty()) {
                declined.add(new Declined(wanted, "The ONNX back end knows cpu, cuda and cuda:<index>."));
                continue;
            }
            try {
                OptLevel level = cpuLevel;
                if (device.get().isGpu()) {
                    requireAvailable(device.get());
                    try {
                        level = gpuLevel.apply(device.get());
                    } catch (EngineException e) {
                        declined.add(new Declined(wanted, e.problem()));
                        continue;
                    }
                }
                return new Opened(open(device.get(), level), device.get(), declined);
            } catch (OrtException e) {
                if (!device.get().isGpu()) {
                    throw OnnxFailures.whileOpening(e);
                }
                declined.add(new Declined(wanted, OnnxFailures.sentence(e)));
            }
        }
        throw new EngineException(
                ErrorCode.UNAVAILABLE,
                "none of the wanted devices can be had: "
                        + declined.stream()
                                .map(one -> "'" + one.device() + "': " + one.reason())
                                .collect(Collectors.joining(" ")),
                "Add 'cpu' to the devices.");
    }

    /** A GPU that is not available is not tested. */
    private void requireAvailable(Device device) throws OrtException {
        settings(device, LEVEL).close();
    }

    private OrtSession open(Device device, OptLevel level) throws OrtException {
        Optional<OptimisedModel> optimised = device.isGpu() ? Optional.empty() : optimised();
        if (optimised.isPresent()) {
            Optional<OrtSession> session = openOptimised(optimised.get(), device);
            if (session.isPresent()) {
                return session.get();
            }
        }
        return intact(openPlainly(device, level));
    }

    private OrtSession openPlainly(Device device, OptLevel level) throws OrtException {
        try (SessionOptions settings = settings(device, level)) {
            Optional<PrivateFolder> folder =
                    model.isSmall() ? Optional.empty() : PrivateFolder.anywhere(options.cache());
            if (folder.isPresent()) {
                try (PrivateFolder scratch = folder.get()) {
                    return model.open(environment, settings, scratch.path());
                } catch (IOException e) {
                    // The disk may be full.
                    System.getLogger(SessionOpener.class.getName())
                            .log(System.Logger.Level.DEBUG, "no copy in " + folder.get(), e);
                }
            }
            return model.open(environment, settings);
        }
    }

    /** The bytes that were read must be those that were hashed. */
    private OrtSession intact(OrtSession session) throws OrtException {
        try {
            model.requireIntact();
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private Optional<OptimisedModel> optimised() {
        return model.cacheKey()
                .flatMap(key -> CpuKey.cpu()
                        .map(cpu -> String.join("\n", FORMAT, key, OnnxRuntimeLibrary.version(), cpuLevel.name(), cpu))
                        .map(CpuKey::sha256)
                        .map(all -> new OptimisedModel(options.cache(), all.substring(0, KEY_DIGITS), all)));
    }

    private Optional<OrtSession> openOptimised(OptimisedModel optimised, Device device) {
        Optional<Path> ready = optimised.find();
        if (ready.isPresent()) {
            // What is optimised already is taken as it is.
            try (SessionOptions settings = settings(device, OptLevel.NO_OPT)) {
                OrtSession session = environment.createSession(ready.get().toString(), settings);
                if (model.isAsTheKeySays()) {
                    return Optional.of(session);
                }
                session.close(); // right for the stated version, but the file has changed
                return Optional.empty();
            } catch (OrtException e) {
                optimised.discard();
            }
        }
        try (SessionOptions settings = settings(device, cpuLevel)) {
            return optimised.create(
                    scratch -> {
                        OptimisedModel.writeInto(scratch, settings);
                        return intact(model.open(environment, settings, scratch));
                    },
                    model::isAsTheKeySays);
        } catch (OrtException e) {
            // The disk may be full. If it is the model's fault, opening it plainly says so.
            return Optional.empty();
        }
    }

    private SessionOptions settings(Device device, OptLevel level) throws OrtException {
        SessionOptions settings = settings(level, options.threads());
        try {
            providers.add(device, settings);
            return settings;
        } catch (OrtException | RuntimeException e) {
            settings.close();
            throw e;
        }
    }

    /** What all sessions have in common, on any device. */
    static SessionOptions settings(OptLevel level, int threads) throws OrtException {
        SessionOptions settings = new SessionOptions();
        try {
            settings.setOptimizationLevel(level);
            settings.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            settings.setIntraOpNumThreads(threads);
            settings.setInterOpNumThreads(1);
            // A waiting thread that spins takes the core from the next model.
            settings.addConfigEntry("session.intra_op.allow_spinning", "0");
            settings.addConfigEntry("session.inter_op.allow_spinning", "0");
            // Where a CPU would saturate in 16 bits (AVX2 or AVX-512 without VNNI), int8 weights of 8 bits are
            // multiplied as
            // uint8: slower, and right. Other CPUs ignore it.
            settings.addConfigEntry("session.x64quantprecision", "1");
            return settings;
        } catch (OrtException | RuntimeException e) {
            settings.close();
            throw e;
        }
    }
}
