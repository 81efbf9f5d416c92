package io.pokeai.engine.checkpoint.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;

/**
 * A file, or an entry of it, and the errors that name it.
 *
 * @param file its name, as an error begins
 * @param entry such as {@code archive/data.pkl}; empty for the file itself
 */
public record Place(String file, String entry) {
    private static final String DAMAGED =
            "The file is damaged or was not written by PyTorch: copy it again, or save it again with torch.save.";
    private static final String LIMITED =
            "Bounds keep hostile files from exhausting the machine (docs/checkpoints.md): save the state dict alone.";

    public Place {
        file = Quoted.plain(file);
        entry = Quoted.plain(entry);
    }

    public Place of(String otherEntry) {
        return new Place(file, otherEntry);
    }

    /** The content contradicts itself or ends too early. */
    public EngineException damaged(String problem) {
        return invalid(problem, DAMAGED);
    }

    public EngineException damaged(String problem, long at) {
        return damaged(problem + at(at));
    }

    /** Readable, but not what the engine can use. */
    public EngineException invalid(String problem, String remedy) {
        return new EngineException(ErrorCode.MODEL_INVALID, file + ": " + problem + ".", remedy);
    }

    /** More than the engine agrees to read. */
    public EngineException tooMuch(String problem) {
        return refused(problem, LIMITED);
    }

    public EngineException tooMuch(String problem, long at) {
        return tooMuch(problem + at(at));
    }

    /** The file asks for something that the engine never does. */
    public EngineException refused(String problem, String remedy) {
        return new EngineException(ErrorCode.MODEL_REFUSED, file + ": " + problem + ".", remedy);
    }

    /** {@code " at byte 132 of archive/data.pkl"}. */
    public String at(long position) {
        return entry.isEmpty() ? " at byte " + position : " at byte " + position + " of " + entry;
    }
}
