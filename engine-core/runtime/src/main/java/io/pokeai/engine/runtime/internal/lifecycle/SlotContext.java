package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.runtime.internal.journal.LastBuilds;
import io.pokeai.engine.runtime.internal.journal.SwapJournal;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * What all names of an engine share.
 *
 * @param rollout makes generations of candidates
 * @param comparison asks what answers a last time
 * @param swappers threads for the changes of a name
 * @param journal hears of every change of what answers
 * @param observers know how a canary or shadow does
 * @param builds knows what answered in an earlier process
 * @param present whether a back end is there; one that was removed no longer is when slots hear of it
 * @param keepsWhatIsGone whether a loaded model keeps answering after its files are gone
 */
record SlotContext(
        Rollout rollout,
        Comparison comparison,
        Executor swappers,
        SwapJournal journal,
        TrialObservers observers,
        LastBuilds builds,
        Predicate<ClassifierFactory> present,
        boolean keepsWhatIsGone) {}
