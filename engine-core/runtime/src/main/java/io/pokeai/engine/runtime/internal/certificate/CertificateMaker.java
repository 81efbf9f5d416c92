package io.pokeai.engine.runtime.internal.certificate;

import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.CertificateRequest;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ContentHashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Makes certificates of what a model answers now. */
public final class CertificateMaker {
    private final Imaging imaging;
    private final ContentHashes hashes = ContentHashes.reading();

    public CertificateMaker(Imaging imaging) {
        this.imaging = imaging;
    }

    /** As {@link io.pokeai.engine.api.Engine#certify}, for an opened model. */
    public Certificate.Written make(ModelSpec spec, Path file, ModelLease lease, CertificateRequest request) {
        List<Result.Failed<Path>> skipped = new ArrayList<>();
        List<Certificate.Picture> answered = new ArrayList<>();
        ImageTensor tensor = ImageTensor.allocate(1, spec.input());
        Iterator<Path> next = request.pictures().iterator();
        while (answered.size() < request.limit() && next.hasNext()) {
            Path picture = next.next();
            Interrupts.check("The certificate"); // an incomplete one would look complete
            try {
                answered.add(answer(lease, picture, tensor));
            } catch (EngineException e) {
                if (e.code().exitStatus() != ExitStatus.INPUT) {
                    throw e;
                }
                skipped.add(new Result.Failed<>(picture, request.model(), e));
            }
        }
        if (answered.isEmpty()) {
            throw EngineException.invalidArgument(
                    "No picture could be read"
                            + (skipped.isEmpty()
                                    ? "."
                                    : ": " + skipped.get(0).error().problem()),
                    "Name a folder with pictures like those that the model is for.");
        }
        Certificate certificate = certificate(spec, lease, request.tolerance(), answered);
        boolean replaced = Files.exists(file);
        CertificateFile.write(certificate, file, imaging);
        return new Certificate.Written(certificate, file, skipped, replaced);
    }

    private Certificate.Picture answer(ModelLease lease, Path picture, ImageTensor tensor) {
        InputSpec input = lease.spec().input();
        Image crop = imaging.crop(picture, input);
        imaging.normalise(crop, input, tensor.picture(0));
        Scores scores = lease.infer(tensor);
        if (!scores.isFinite()) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "Model '" + lease.spec().name() + "' answers " + picture + " with NaN or infinity.",
                    "Export the model again; a certificate would keep the damage.");
        }
        float[] row = scores.row(0);
        return new Certificate.Picture(
                String.valueOf(picture.getFileName()),
                hashes.sha256(picture),
                crop,
                IntStream.range(0, row.length).mapToObj(i -> row[i]).toList());
    }

    private static Certificate certificate(
            ModelSpec spec, ModelLease lease, double tolerance, List<Certificate.Picture> pictures) {
        return new Certificate(
                spec.name(),
                spec.version(),
                spec.backend(),
                lease.device(),
                version(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                spec.input(),
                lease.spec().output(),
                spec.labels().size(),
                Certificate.hashOf(spec.labels()),
                tolerance,
                pictures);
    }

    private static String version() {
        try (InputStream in = CertificateMaker.class.getResourceAsStream("version.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
