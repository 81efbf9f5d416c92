package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.spi.ClassifierFactory;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The back ends that are installed now. They come and go while engines run; listeners hear of both.
 *
 * <p><b>Threads</b> safe. Listeners are called on the thread that adds or removes, outside any lock.
 */
public final class Backends {
    private final CopyOnWriteArrayList<Ranked> ranked = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean ending;

    /**
     * Adds a back end of the class path; of two that recognise the same file, the one with the higher ranking opens it.
     */
    public void add(ClassifierFactory factory, int ranking) {
        add(factory, ranking, BackendBuild.ofJar(factory));
    }

    /** @param build which one of this id it is */
    public void add(ClassifierFactory factory, int ranking, BackendBuild build) {
        ranked.add(new Ranked(factory, ranking, build));
        listeners.forEach(Listener::changed);
    }

    /** Removes a back end; returns when nothing runs in it any more, or when the listeners' deadlines have passed. */
    public void remove(ClassifierFactory factory) {
        if (ranked.removeIf(entry -> entry.factory() == factory)) {
            listeners.forEach(listener -> listener.removed(factory));
        }
    }

    /** The process ends: back ends that leave from now on are not replaced. */
    public void end() {
        ending = true;
    }

    public boolean isEnding() {
        return ending;
    }

    /** Something that back ends are asked about has changed, so everything is looked at again. */
    public void changed() {
        listeners.forEach(Listener::changed);
    }

    /** Highest ranking first, then by id. */
    public List<ClassifierFactory> inOrder() {
        return ranked.stream()
                .sorted(Comparator.comparingInt(Ranked::ranking)
                        .reversed()
                        .thenComparing(entry -> entry.factory().id()))
                .map(Ranked::factory)
                .toList();
    }

    public boolean contains(ClassifierFactory factory) {
        return ranked.stream().anyMatch(entry -> entry.factory() == factory);
    }

    /** Which build of its id a back end is. */
    public BackendBuild build(ClassifierFactory factory) {
        return ranked.stream()
                .filter(entry -> entry.factory() == factory)
                .map(Ranked::build)
                .findFirst()
                .orElse(BackendBuild.UNKNOWN);
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    public void unlisten(Listener listener) {
        listeners.remove(listener);
    }

    /** Hears of back ends that come and go. */
    public interface Listener {
        void removed(ClassifierFactory factory);

        public void changed();
    }

    private record Ranked(ClassifierFactory factory, int ranking, BackendBuild build) {}
}
