package io.pokeai.engine.spi;

import io.pokeai.engine.api.gate.GateDecision;
import io.pokeai.engine.api.gate.GateQuestion;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides whether a candidate may answer instead of what answers, before anybody gets an answer of it. Asked only by swaps that
 * demand it ({@link io.pokeai.engine.api.SwapTerms#demandingGate}); of several gates the one with the highest service ranking is
 * asked.
 *
 * <p><b>Threads</b> called by one thread for each swap; several names may be swapped at once.
 */
@ConsumerType
public interface SwapGate {
    /**
     * Reads a plan before anything is opened.
     *
     * @param plan absolute
     * @throws io.pokeai.engine.api.EngineException what is wrong with it
     */
    void check(Path plan);

    /**
     * Asks both generations, and decides. What it throws refuses the swap.
     *
     * @throws io.pokeai.engine.api.EngineException why nothing can be decided
     * @throws InterruptedException when {@link GateQuestion#cancelled} said so
     */
    GateDecision decide(GateQuestion question) throws InterruptedException;
}
