package io.pokeai.engine.runtime.internal.generation;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.api.backend.HashedFile;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.FileStamp;
import io.pokeai.engine.runtime.internal.discovery.FilesChanged;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The files of one candidate while it is opened: each is opened once, before the back end is asked, and hashed while the back
 * end works. A generation may be published when all of them turn out to be what was recognised.
 *
 * <p>A back end that reads through {@link #open} reads what is hashed. If it opens a file by itself, all that the file system
 * tells about the path has to be the same before and after.
 *
 * <p><b>Threads</b> safe. <b>Ownership</b> the code that opens the files closes them; back ends borrow them.
 */
final class OpeningFiles implements ContentHashes, AutoCloseable {
    private final Map<Path, String> recognised;
    private final Function<Path, Optional<HashedFile.Known>> known;
    private final Executor hashing;
    private final Map<Path, FileStamp> before = new HashMap<>();
    private final Map<Path, HashedFile> open = new ConcurrentHashMap<>();
    private final Set<Path> lent = ConcurrentHashMap.newKeySet();

    private OpeningFiles(
            Map<Path, String> recognised, Function<Path, Optional<HashedFile.Known>> known, Executor hashing) {
        this.recognised = recognised;
        this.known = known;
        this.hashing = hashing;
    }

    /**
     * Opens the files of a candidate.
     *
     * @param known what is known about contents that files have had
     * @param hashing makes the hashes, while the model is opened
     * @throws EngineException {@code CONFLICT} when one is no longer there
     */
    @MustBeClosed
    static OpeningFiles of(Candidate candidate, Function<Path, Optional<HashedFile.Known>> known, Executor hashing) {
        OpeningFiles files = new OpeningFiles(candidate.hashes(), known, hashing);
        for (Path file : candidate.hashes().keySet()) {
            try {
                files.before.put(file, FileStamp.of(file));
                HashedFile ignored = files.opened(file);
                assert ignored.size() >= 0;
            } catch (IOException | EngineException e) {
                files.close();
                throw FilesChanged.of(file, e);
            }
        }
        return files;
    }

    @Override
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // lent
    public HashedFile open(Path file) {
        HashedFile opened = opened(file);
        lent.add(file);
        return opened.lent();
    }

    @Override
    public String sha256(Path file) {
        return opened(file).sha256();
    }

    @SuppressWarnings("MustBeClosedChecker") // kept, and closed by close()
    private HashedFile opened(Path file) {
        return open.computeIfAbsent(file, path -> HashedFile.open(path, hashing, known.apply(path)));
    }

    /** @throws EngineException {@code CONFLICT} when one of the files is another than the one that was recognised */
    void requireRecognised() {
        Optional<Path> changed = changed();
        if (changed.isPresent()) {
            throw FilesChanged.of(changed.get(), null);
        }
    }

    /** The first that is another. */
    Optional<Path> changed() {
        return recognised.keySet().stream().filter(this::isAnother).findFirst();
    }

    private boolean isAnother(Path file) {
        try {
            HashedFile opened = opened(file);
            if (!opened.sha256().equals(recognised.get(file))) {
                return true;
            }
            opened.requireIntact();
            return !lent.contains(file) && !FileStamp.of(file).equals(before.get(file));
        } catch (IOException | EngineException e) {
            return true;
        }
    }

    @Override
    public void close() {
        open.values().forEach(HashedFile::close);
    }
}
