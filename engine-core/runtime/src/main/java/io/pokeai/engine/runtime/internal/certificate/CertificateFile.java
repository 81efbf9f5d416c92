package io.pokeai.engine.runtime.internal.certificate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Writes certificates as JSON; {@code docs/certificates.md} describes the form. The crops are in it as PNG, so that any program
 * that reads PNG can check it without the pictures.
 */
public final class CertificateFile {
    public static final String SUFFIX = ".cert.json";

    /** The value of the field {@code format}. */
    static final String FORMAT = "pokeai-certificate/1";

    /** More than 300 crops of 224 × 224 pixels. */
    static final int MAX_BYTES = 64 << 20;

    private CertificateFile() {}

    /** Whole or not at all: written to a temporary name and renamed. */
    static void write(Certificate certificate, Path file, Imaging imaging) {
        byte[] json = json(certificate, imaging);
        if (json.length > MAX_BYTES) {
            throw EngineException.invalidArgument(
                    "The certificate would have " + json.length + " bytes, " + MAX_BYTES + " are the most.",
                    "Use fewer pictures.");
        }
        // No createTempFile: it makes files that other users cannot read, and a certificate is for all.
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try {
                Files.write(temporary, json, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.INTERNAL,
                    file + " cannot be written: " + e + ".",
                    "Check the permissions of the folder and the free space.",
                    e);
        }
    }

    /** SHA-256 of the samples, row by row, red green blue. */
    public static String hash(Image crop) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(crop.asByteBuffer());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] json(Certificate certificate, Imaging imaging) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeStringField("model", certificate.model());
            json.writeStringField("version", certificate.version());
            json.writeStringField("backend", certificate.backend());
            json.writeStringField("device", certificate.device());
            json.writeStringField("engine", certificate.engine());
            json.writeStringField("created", certificate.created().toString());
            json.writeStringField("input", certificate.input().id());
            json.writeStringField("output", certificate.output().id());
            json.writeNumberField("classes", certificate.classes());
            json.writeStringField("labels_sha256", certificate.labelsSha256());
            json.writeNumberField("tolerance", certificate.tolerance());
            json.writeArrayFieldStart("pictures");
            for (Certificate.Picture picture : certificate.pictures()) {
                json.writeStartObject();
                json.writeStringField("name", picture.name());
                json.writeStringField("sha256", picture.sha256());
                json.writeStringField("crop_sha256", hash(picture.crop()));
                json.writeBinaryField("crop_png", imaging.toPng(picture.crop()));
                json.writeArrayFieldStart("expected");
                for (float score : picture.expected()) {
                    json.writeNumber(score);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw EngineException.of(e);
        }
        return bytes.toByteArray();
    }
}
