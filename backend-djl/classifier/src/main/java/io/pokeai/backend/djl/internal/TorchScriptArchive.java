package io.pokeai.backend.djl.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A TorchScript archive, looked at as a zip file: nothing of it runs.
 *
 * <p><b>Source</b> {@code torch/csrc/jit/serialization/export_module.cpp}, 2.7: one top folder with {@code data.pkl},
 * {@code constants.pkl}, {@code code/…}, {@code version} and perhaps {@code extra/…}.<br>
 * <b>Limits</b> {@value #MAX_ENTRIES} entries, {@value #MAX_CODE_BYTES} bytes of code, {@value #MAX_EXTRA_BYTES} of extra.
 *
 * @param config the text of {@code extra/config.txt}, Ultralytics' description
 * @param end what the program ends in; empty when its code does not show it
 * @param type of what the program returns, such as {@code Tensor}; empty when its code does not show it
 */
public record TorchScriptArchive(Optional<String> config, Optional<ProgramEnd.End> end, Optional<String> type) {
    private static final int MAX_ENTRIES = 100_000;
    private static final int MAX_CODE_BYTES = 32 << 20;
    private static final int MAX_EXTRA_BYTES = 4 << 20;
    private static final int MAX_ROOT_BYTES = 4096;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /**
     * Looks at a file; empty when it is not a TorchScript archive.
     *
     * @throws EngineException {@code MODEL_INVALID} when it is a damaged one, {@code MODEL_REFUSED} when its code names
     *     an operator that is refused
     */
    public static Optional<TorchScriptArchive> read(Path file) {
        if (!startsAsZip(file)) {
            return Optional.empty();
        }
        String name = String.valueOf(file.getFileName());
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            if (entries.stream().noneMatch(entry -> isIn(entry, "constants.pkl"))
                    || entries.stream().noneMatch(entry -> innerName(entry).startsWith("code/"))) {
                return Optional.empty();
            }
            if (entries.size() > MAX_ENTRIES) {
                throw invalid(name, "it has " + entries.size() + " entries");
            }
            Map<String, String> code = code(name, zip, entries);
            String root = data(zip, entries).orElse("");
            return Optional.of(new TorchScriptArchive(
                    config(name, zip, entries), ProgramEnd.of(root, code), ProgramEnd.type(root, code)));
        } catch (IOException | IllegalArgumentException e) { // the latter for names that are no UTF-8
            return Optional.empty(); // a damaged zip file of another kind is no error
        }
    }

    /** As {@link #read}, for a file that has to be one. */
    public static TorchScriptArchive require(Path file) {
        return read(file)
                .orElseThrow(() -> invalid(String.valueOf(file.getFileName()), "it is not a TorchScript archive"));
    }

    /** The harmless code, by its name without {@code code/} and {@code .py}. */
    private static Map<String, String> code(String name, ZipFile zip, List<? extends ZipEntry> entries)
            throws IOException {
        Map<String, String> texts = new HashMap<>();
        int left = MAX_CODE_BYTES;
        for (ZipEntry entry : entries) {
            if (!innerName(entry).startsWith("code/") || !entry.getName().endsWith(".py")) {
                continue;
            }
            String code = text(name, zip, entry, left);
            left -= code.length();
            String inner = innerName(entry);
            texts.put(inner.substring("code/".length(), inner.length() - ".py".length()), code);
            Optional<String> reaching = ProgramOperators.reachingOut(code);
            if (reaching.isPresent()) {
                throw refused(name, entry, reaching.get());
            }
        }
        return texts;
    }

    /** The first bytes of {@code data.pkl}, which name the class of the program. */
    private static Optional<String> data(ZipFile zip, List<? extends ZipEntry> entries) throws IOException {
        for (ZipEntry entry : entries) {
            if (isIn(entry, "data.pkl")) {
                try (InputStream in = zip.getInputStream(entry)) {
                    return Optional.of(new String(in.readNBytes(MAX_ROOT_BYTES), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> config(String name, ZipFile zip, List<? extends ZipEntry> entries)
            throws IOException {
        for (ZipEntry entry : entries) {
            if (isIn(entry, "extra/config.txt")) {
                return Optional.of(text(name, zip, entry, MAX_EXTRA_BYTES));
            }
        }
        return Optional.empty();
    }

    private static String text(String name, ZipFile zip, ZipEntry entry, int most) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw invalid(name, "its " + innerName(entry) + " is larger than any that a model needs");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static boolean isIn(ZipEntry entry, String inner) {
        return innerName(entry).equals(inner);
    }

    /** The name below the top folder. */
    private static String innerName(ZipEntry entry) {
        String name = entry.getName();
        return name.substring(name.indexOf('/') + 1);
    }

    private static boolean startsAsZip(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return java.util.Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    file.getFileName() + " cannot be read: " + e.getMessage() + ".",
                    "Check the file.",
                    e);
        }
    }

    private static EngineException refused(String name, ZipEntry entry, String operator) {
        return new EngineException(
                ErrorCode.MODEL_REFUSED,
                name + ": refuses operator '" + operator + "' in " + innerName(entry) + ".",
                "A classifier needs neither files nor native extensions. Do not use this file.");
    }

    private static EngineException invalid(String name, String what) {
        return new EngineException(
                ErrorCode.MODEL_INVALID, name + ": " + what + ".", "Save the model again with torch.jit.save.");
    }
}
