package io.pokeai.natives.selftest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Outcomes of earlier processes, one small file each: {@code self-test-<key>.txt}, where the key is a hash of the plan, the
 * machine ({@link Machine}), the library and the setting.
 *
 * <p>A file is written under another name and renamed. One that is damaged counts as missing, and where none can be written
 * every process tests again. An unfinished test is not remembered: what made it fail may be over.
 *
 * <p><b>Threads</b> and processes: safe; a second writer writes the same bytes.
 */
public final class Outcomes {
    private static final int KEY_DIGITS = 24;
    private static final int CHECK_DIGITS = 16;
    private static final int MAX_BYTES = 4096;

    private final List<Path> folders;
    private final Optional<String> subject;

    private Outcomes(List<Path> folders, Optional<String> subject) {
        this.folders = List.copyOf(folders);
        this.subject = subject;
    }

    /**
     * Outcomes for this machine.
     *
     * @param folders that hold them; written to the first one that lets itself be written
     * @param library what is tested: name, version and hash of the library, and all that it is told by other ways than by a
     *     setting, such as environment variables
     */
    public static Outcomes of(List<Path> folders, String library) {
        return of(folders, library, Path.of("/"));
    }

    static Outcomes of(List<Path> folders, String library, Path root) {
        Optional<String> machine = new Machine(root).description();
        return new Outcomes(
                folders,
                machine.isEmpty()
                        ? Optional.empty()
                        : Optional.of(String.join("\n", Plan.VERSION, machine.get(), library)));
    }

    /** What is remembered of a setting. */
    public Optional<Outcome> find(LibrarySetting setting) {
        if (subject.isEmpty()) {
            return Optional.empty();
        }
        String name = file(subject.get(), setting);
        for (Path folder : folders) {
            Optional<Outcome> outcome = read(folder.resolve(name));
            if (outcome.isPresent()) {
                return outcome;
            }
        }
        return Optional.empty();
    }

    /** Whether a setting was tested and was wrong. */
    public boolean isKnownWrong(LibrarySetting setting) {
        Optional<Outcome> outcome = find(setting);
        return outcome.isPresent() && !outcome.get().isRight();
    }

    /** Remembers an outcome if it is finished and there is a place for it. */
    public void keep(LibrarySetting setting, Outcome outcome) {
        if (!outcome.isFinished() || subject.isEmpty()) {
            return;
        }
        String name = file(subject.get(), setting);
        for (Path folder : folders) {
            if (write(folder, name, outcome)) {
                return;
            }
        }
    }

    private static String file(String subject, LibrarySetting setting) {
        return "self-test-" + sha256(subject + "\n" + setting.name()).substring(0, KEY_DIGITS) + ".txt";
    }

    private static Optional<Outcome> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            int end = text.indexOf('\n');
            String line = end < 0 ? "" : text.substring(0, end);
            return text.equals(content(String.valueOf(file.getFileName()), line))
                    ? Outcome.parse(line)
                    : Optional.empty();
        } catch (IOException e) {
            log(file + " cannot be read", e);
            return Optional.empty();
        }
    }

    private static boolean write(Path folder, String name, Outcome outcome) {
        try {
            Path partial = Files.createTempFile(folder, name + ".", ".partial");
            try {
                Files.writeString(partial, content(name, outcome.toLine()));
                Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                return true;
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            log(folder + " cannot be written", e);
            return false;
        }
    }

    private static void log(String what, IOException e) {
        System.getLogger(Outcomes.class.getName()).log(System.Logger.Level.DEBUG, "outcomes of self-tests: " + what, e);
    }

    /** The check covers the name, too: a file that was copied from another key says nothing. */
    private static String content(String name, String line) {
        return line + '\n' + sha256(name + '\n' + line).substring(0, CHECK_DIGITS) + '\n';
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
