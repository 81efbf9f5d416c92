package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.runtime.internal.discovery.BackendBuild;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.fixture.Shifted;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can be done to a name, over and over, while eight threads ask it without pause. */
class SwapUnderLoadTest {
    private static final int CALLERS = 8;
    private static final SwapTerms EVE = SwapTerms.of("eve");

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final Map<String, Float> golden = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final List<FakeClassifierFactory> builds = new ArrayList<>();
    private FakeClassifierFactory build;
    private volatile boolean stopped;

    @Test
    @Timeout(300)
    void noAnswerIsLostOrWrong() throws Exception {
        swap(120);
    }

    @Test
    @Tag("slow")
    @Timeout(1_200)
    void noAnswerIsLostOrWrongInAThousandSwaps() throws Exception {
        swap(1_000);
    }

    private void swap(int swaps) throws Exception {
        FakeClassifierFactory other = new FakeClassifierFactory("other");
        try (Fixture fixture = new Fixture(folder).withBackend()) {
            build = fixture.fake;
            builds.add(build);
            fixture.backends.add(other, -1);
            weights(fixture, folder, "a.onnx", 0);
            fixture.answer("a");
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                String key = "caller-" + i;
                callers.add(new Thread(() -> call(fixture.registry(), key)));
            }
            callers.forEach(Thread::start);
            for (int i = 1; i <= swaps && faults.isEmpty(); i++) {
                change(fixture, other, i);
            }
            while (answers.get() <= swaps && faults.isEmpty()) {
                Thread.onSpinWait();
            }
            stopped = true;
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(faults).isEmpty();
        }
        assertThat(fakesOf(other)).allMatch(closes -> closes == 1);
        assertThat(builds).allSatisfy(each -> assertThat(fakesOf(each)).allMatch(closes -> closes == 1));
    }

    private static List<Integer> fakesOf(FakeClassifierFactory factory) {
        return factory.opened().stream().map(opened -> opened.closes()).toList();
    }

    private void change(Fixture fixture, FakeClassifierFactory other, int turn) throws Exception {
        ModelControl control = fixture.control();
        switch (turn % 10) {
            case 0 -> { // weights, in place
                weights(fixture, folder, "a.onnx", turn);
                fixture.settle();
            }
            case 1, 5 ->
                control.swap("a", SwapTarget.file(weights(fixture, elsewhere, "b.onnx", turn)), EVE)
                        .orThrow();
            case 2 -> control.swap("a", SwapTarget.backend("other"), EVE).orThrow();
            case 3 -> { // the back end is updated, the other one takes over meanwhile
                fixture.backends.remove(other);
                fixture.backends.add(other, -1);
                fixture.settle();
            }
            case 4 -> {
                Path canary = weights(fixture, elsewhere, "c.onnx", turn);
                control.canary("a", SwapTarget.file(canary), 0.3, EVE).orThrow();
                (turn % 20 == 4 ? control.promote("a", EVE) : control.abort("a", EVE)).orThrow();
            }
            case 6 -> { // what is broken is refused
                Path broken = fixture.old(FakeClassifierFactory.write(elsewhere.resolve("d.onnx"), "fake broken"));
                SwapReport report = control.swap("a", SwapTarget.file(broken), EVE);
                assertThat(report.error().orElseThrow().code()).isEqualTo(ErrorCode.MODEL_INVALID);
            }
            case 7 -> update(fixture, turn, 0); // another build, which agrees
            case 8 -> { // one that does not, and is taken back
                update(fixture, turn, 0.5f);
                update(fixture, turn + 1, 0);
            }
            default -> { // both builds at once, the wrong one ranked higher
                FakeClassifierFactory wrong = build(0.5f);
                fixture.backends.add(wrong, 5, new BackendBuild("9." + turn, Map.of()));
                fixture.settle();
                fixture.backends.remove(wrong);
                fixture.settle();
            }
        }
    }

    /** The back end {@code fake} is replaced by another build of it. */
    private void update(Fixture fixture, int turn, float shift) throws Exception {
        fixture.backends.remove(build);
        build = build(shift);
        fixture.backends.add(build, 0, new BackendBuild("1." + turn, Map.of()));
        fixture.settle();
    }

    private FakeClassifierFactory build(float shift) {
        FakeClassifierFactory next = new FakeClassifierFactory();
        next.decorate(classifier -> new Shifted(classifier, shift));
        builds.add(next);
        return next;
    }

    /** A model file whose answer is its number; known to the callers before anybody can open it. */
    private Path weights(Fixture fixture, Path where, String name, int number) {
        Path file = where.resolve(name);
        Path fresh = FakeClassifierFactory.write(where.resolve("." + name + ".new"), "fake " + number);
        golden.put(ContentHashes.reading().sha256(fresh), (float) number);
        try {
            java.nio.file.Files.move(fixture.old(fresh), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        return file;
    }

    private void call(Registry registry, String key) {
        ImageTensor picture = ImageTensor.allocate(1, FakeClassifierFactory.CROP, FakeClassifierFactory.CROP);
        while (!stopped && faults.isEmpty()) {
            try (ModelLease lease = registry.lease("a", key)) {
                float answer = lease.infer(picture).row(0)[0];
                Float expected = golden.get(lease.spec().version());
                if (expected == null || answer != expected) {
                    faults.add("version " + lease.spec().version() + " says " + answer + ", not " + expected);
                }
                answers.incrementAndGet();
            } catch (RuntimeException | Error e) {
                faults.add(e.toString());
            }
        }
    }
}
