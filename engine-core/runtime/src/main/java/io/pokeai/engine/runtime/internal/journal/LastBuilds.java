package io.pokeai.engine.runtime.internal.journal;

import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Which build of which back end answered last for a name, across processes: a small file per name. It does not hold the
 * answers, so an update between two runs is noticed but not compared.
 *
 * <p><b>Threads</b> safe; a file is replaced as a whole. Where the folder cannot be written, nothing is remembered.
 */
public final class LastBuilds {
    private static final System.Logger LOG = System.getLogger(LastBuilds.class.getName());
    private static final int LINES = 3;
    private static final int MAX_BYTES = 4_096;

    private final Path folder;

    /** @param folder need not exist */
    public LastBuilds(Path folder) {
        this.folder = folder;
    }

    /**
     * What answered for the name in an earlier process, if the same weights were answered by another build of the same back
     * end.
     */
    public Optional<SwapReport.Version> otherBuild(String name, Candidate now) {
        SwapReport.Version version = now.version(0);
        List<String> lines = read(name);
        boolean other = lines.size() == LINES
                && lines.get(0).equals(version.version())
                && lines.get(1).equals(version.backend())
                && !lines.get(2).isEmpty()
                && !version.backendVersion().isEmpty()
                && !lines.get(2).equals(version.backendVersion());
        return other
                ? Optional.of(new SwapReport.Version(0, lines.get(0), lines.get(1), lines.get(2), version.files()))
                : Optional.empty();
    }

    /** It answers now. */
    public void answers(String name, Candidate now) {
        SwapReport.Version version = now.version(0);
        List<String> lines = List.of(version.version(), version.backend(), version.backendVersion());
        if (version.backendVersion().isEmpty() || lines.equals(read(name))) {
            return;
        }
        Path fresh = folder.resolve(name + "." + Long.toHexString(System.nanoTime()) + ".new");
        try {
            Files.createDirectories(folder);
            Files.write(fresh, lines, StandardCharsets.UTF_8);
            Files.move(
                    fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "builds are not remembered in {0}: {1}", folder, e);
        }
    }

    private List<String> read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
                    ? Files.readAllLines(file, StandardCharsets.UTF_8)
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
