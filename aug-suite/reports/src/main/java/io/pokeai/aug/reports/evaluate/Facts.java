package io.pokeai.aug.reports.evaluate;

import io.pokeai.aug.evaluation.run.EngineModel;
import io.pokeai.aug.evaluation.run.ModelIdentity;
import io.pokeai.aug.evaluation.run.RunPredictions;
import io.pokeai.aug.evaluation.summary.RunFacts;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Collects the facts of a run. */
final class Facts {
    private Facts() {}

    static RunFacts of(EngineModel model, RunPredictions answers, Path split) {
        ModelIdentity identity = model.identity();
        try {
            long bytes = 0;
            for (Path file : model.spec().files()) {
                bytes += Files.size(file);
            }
            return new RunFacts(
                    Optional.of(identity.version()),
                    Optional.of(identity.backend()),
                    OptionalInt.of(identity.folds()),
                    Optional.of(String.valueOf(split.getFileName())),
                    Optional.of(sha256(split)),
                    OptionalInt.of(answers.leftOut().size()),
                    OptionalLong.of(bytes),
                    answers.asking().millisecondsPerPicture());
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "A file of the evaluation cannot be read: " + e.getMessage() + ".",
                    "Leave model and split in place while they are evaluated.",
                    e);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                DigestInputStream hashed = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
            hashed.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(hashed.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
