package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.util.List;

/** One name as {@link Discovery} sees it: it is told what its files are, or why they cannot be used. */
public interface DiscoveredName {
    /** The files are this now. */
    void offer(Candidate next);

    /** The files are not complete yet. */
    void stillWritten(List<Path> files, String shownName);

    /** No installed back end opens the files; a name whose back end was stopped keeps that reason instead. */
    void noBackend(List<Path> files, EngineException why);

    /** Why the files cannot be used. A generation that answers goes on doing so. */
    void reject(List<Path> files, EngineException why);
}
