package io.pokeai.engine.imaging.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.natives.opencv.OpenCvLibrary;
import io.pokeai.natives.selftest.Proof;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.osgi.service.component.annotations.Component;

/** Whether OpenCV loads on this machine and gives back the picture that it is given. */
@Component(service = HealthCheck.class)
public final class OpenCvHealthCheck implements HealthCheck {
    private static final String SUBJECT = "OpenCV";

    /** For Declarative Services and {@link java.util.ServiceLoader}. */
    public OpenCvHealthCheck() {}

    @Override
    public List<Finding> check() {
        try {
            OpenCvLoader.require();
            requireRoundTrip();
            return List.of(
                    new Finding(Severity.OK, SUBJECT, OpenCvLibrary.version() + ", " + features(), ""),
                    proof(OpenCvLibrary.proof()));
        } catch (EngineException e) {
            return List.of(new Finding(Severity.ERROR, SUBJECT, e.problem(), e.remedy()));
        }
    }

    private static Finding proof(Proof proof) {
        return proof.isSafer()
                ? new Finding(
                        Severity.WARNING,
                        proof.library(),
                        proof.description(),
                        "Pictures are decoded slower than they could be. Report this line; a later release of OpenCV or another"
                                + " machine may not need it.")
                : new Finding(Severity.OK, proof.library(), proof.description(), "");
    }

    /** One pixel there and back. */
    private static void requireRoundTrip() {
        Imaging imaging = new OpenCvImaging();
        Image pixel = new Image(1, 1, new byte[] {1, 2, 3});
        Image seen = imaging.crop(imaging.toPng(pixel), InputSpec.yolo(1));
        if (!seen.equals(pixel)) {
            throw EngineException.of(new IllegalStateException("OpenCV gave other pixels than it was given"));
        }
    }

    private static String features() {
        try (BytePointer line = opencv_core.getCPUFeaturesLine()) {
            return "processor with " + line.getString();
        }
    }
}
