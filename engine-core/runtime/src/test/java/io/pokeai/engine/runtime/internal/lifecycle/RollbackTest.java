package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Outcome;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms.Allowance;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.fixture.SwapScenario;
import io.pokeai.engine.runtime.internal.journal.SwapJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Back to what answered before, however often somebody presses the button. */
@Timeout(300)
class RollbackTest extends SwapScenario {
    private Path swapped(String name, String content) {
        Path next = file(name, content);
        control().swap("a", SwapTarget.file(next), EVE).orThrow();
        return next;
    }

    private static String versionOf(Path file) {
        return ContentHashes.reading().sha256(file);
    }

    private static float answer(Registry registry) {
        try (ModelLease lease = registry.lease("a")) {
            return Fixture.answer(lease);
        }
    }

    @Test
    void pressedTwiceItIsDoneOnce() {
        fixture.answer("a");
        swapped("b.onnx", "fake 2");
        assertThat(control().rollback("a", EVE).outcome()).isEqualTo(Outcome.DONE);
        int lines = control().journal("a", 100).size();
        for (int i = 0; i < 3; i++) {
            SwapReport again = control().rollback("a", EVE);
            assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(again.notes())
                    .singleElement()
                    .asString()
                    .contains("already", "nothing was done", "Name an older version");
            assertThat(fixture.answer("a")).isEqualTo(1);
        }
        assertThat(control().journal("a", 100)).hasSize(lines);
        assertThat(control().status("a").previous()).isEmpty();
    }

    @Test
    void pressedTwiceAfterTwoChangesItGoesBackOneAndFurtherOnlyByHash() {
        fixture.answer("a");
        swapped("b.onnx", "fake 2");
        swapped("c.onnx", "fake 3");
        control().rollback("a", EVE).orThrow();
        control().rollback("a", EVE).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(2);

        String first = versionOf(folder.resolve("a.onnx"));
        SwapTarget target = SwapTarget.version(first.substring(0, 8));
        assertThat(control().rollback("a", target, EVE).outcome()).isEqualTo(Outcome.DONE);
        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(control().rollback("a", target, EVE).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(control().rollback("a", EVE).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    @Test
    void aChangeAfterARollBackCanBeRolledBackAgain() {
        fixture.answer("a");
        swapped("b.onnx", "fake 2");
        control().rollback("a", EVE).orThrow();
        swapped("c.onnx", "fake 3");
        control().rollback("a", EVE).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    @Test
    void aPromotedCanaryAndAnotherBackEndAreRolledBackOnceToo() {
        fixture.answer("a");
        control().swap("a", SwapTarget.backend("other"), EVE).orThrow();
        control().rollback("a", EVE).orThrow();
        control().rollback("a", EVE).orThrow();
        assertThat(control().status("a").current().orElseThrow().backend()).isEqualTo("fake");

        control()
                .canary("a", SwapTarget.file(file("b.onnx", "fake 2")), 0.5, EVE)
                .orThrow();
        control().promote("a", EVE).orThrow();
        control().rollback("a", EVE).orThrow();
        control().rollback("a", EVE).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    @Test
    void thePreviewSaysFromWhatToWhatAndDoesNothing() {
        fixture.answer("a");
        fails(ErrorCode.CONFLICT, control().previewRollback("a", SwapTarget.AS_FOUND));
        Path next = swapped("b.onnx", "fake 2");
        SwapReport plan = control().previewRollback("a", SwapTarget.AS_FOUND).orThrow();
        assertThat(plan.from().orElseThrow().version()).isEqualTo(versionOf(next));
        assertThat(plan.to().orElseThrow().version()).isEqualTo(versionOf(folder.resolve("a.onnx")));
        assertThat(fixture.answer("a")).isEqualTo(2);
        assertThat(control().journal("a", 10)).hasSize(1);

        control().rollback("a", EVE).orThrow();
        SwapReport nothing = control().previewRollback("a", SwapTarget.AS_FOUND).orThrow();
        assertThat(nothing.to()).isEmpty();
        assertThat(nothing.notes()).hasSize(1);
        assertThatThrownBy(() -> control().rollback("a", SwapTarget.file(next), EVE))
                .isInstanceOf(EngineException.class);
    }

    @Test
    void afterARestartItAsksWhichVersionIsMeantAndNamesThem() {
        fixture.answer("a");
        Path next = swapped("b.onnx", "fake 2");
        control().rollback("a", EVE).orThrow();
        fixture.close();
        String bad = versionOf(next);

        try (Lifecycle again = fixture.another(List::of)) {
            ModelControl control = again.operations();
            SwapReport asked = control.rollback("a", EVE);
            fails(ErrorCode.CONFLICT, asked);
            EngineException why = asked.error().orElseThrow();
            assertThat(why.problem()).contains(bad.substring(0, 12), "b.onnx", "rolled back from at");
            assertThat(why.remedy())
                    .as("nobody is led to what was rolled back from")
                    .contains("Name the version that is to answer");
            assertThat(answer(again.registry()))
                    .as("the version that was rolled back from stays away")
                    .isEqualTo(1);

            SwapReport unknown = control.rollback("a", SwapTarget.version("00000000"), EVE);
            fails(ErrorCode.CONFLICT, unknown);
            assertThat(unknown.error().orElseThrow().problem()).contains("00000000", bad.substring(0, 12));

            SwapReport meant =
                    control.rollback("a", SwapTarget.version(bad), EVE).orThrow();
            assertThat(meant.notes()).anySatisfy(note -> assertThat(note).contains("eve rolled back from"));
            assertThat(answer(again.registry())).isEqualTo(2);
        }
    }

    @Test
    void afterASwapAndARestartItLeadsToWhatAnsweredInBetween() {
        fixture.answer("a");
        Path next = swapped("b.onnx", "fake 2");
        fixture.close();
        try (Lifecycle again = fixture.another(List::of)) {
            SwapReport asked = again.operations().rollback("a", EVE);
            fails(ErrorCode.CONFLICT, asked);
            assertThat(asked.error().orElseThrow().remedy())
                    .contains("such as " + versionOf(next).substring(0, 12));
            assertThat(answer(again.registry())).isEqualTo(1);
            SwapTarget here = SwapTarget.version(versionOf(folder.resolve("a.onnx")));
            assertThat(again.operations().rollback("a", here, EVE).outcome()).isEqualTo(Outcome.UNCHANGED);
        }
    }

    /** In the folder lies what was rolled back from: it does not come back by itself, today or after a restart. */
    @Test
    void whatWasRolledBackFromIsNotOfferedSilently() throws Exception {
        fixture.answer("a");
        Path older = swapped("b.onnx", "fake 2");
        fixture.model("a.onnx", "fake 3");
        fixture.settle();
        assertThat(fixture.answer("a")).isEqualTo(3);
        control().rollback("a", EVE).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(2);

        // It is deployed once more: another file of the same content.
        fixture.model("a.onnx", "fake 4");
        fixture.settle();
        assertThat(fixture.answer("a")).isEqualTo(4);
        control().rollback("a", EVE).orThrow();
        fixture.model("a.onnx", "fake 3");
        fixture.settle();
        assertThat(fixture.answer("a")).isEqualTo(2);
        assertThat(fixture.status("a").error().orElseThrow().getMessage())
                .contains("held", "eve rolled back from", "allow what is held");
        fixture.close();

        try (Lifecycle again = fixture.another(List::of)) {
            assertThatThrownBy(() -> answer(again.registry())).isInstanceOfSatisfying(EngineException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                assertThat(e.getMessage()).contains("held", "eve rolled back from", "allow what is held");
            });
            fails(ErrorCode.UNAVAILABLE, again.operations().load("a", SwapTarget.AS_FOUND, EVE));
            again.operations()
                    .rollback("a", SwapTarget.version(versionOf(older)), EVE)
                    .orThrow();
            assertThat(answer(again.registry())).isEqualTo(2);
            again.operations()
                    .swap("a", SwapTarget.AS_FOUND, EVE.allowing(Allowance.HELD))
                    .orThrow();
            assertThat(answer(again.registry())).isEqualTo(3);
        }
        try (Lifecycle third = fixture.another(List::of)) {
            assertThat(answer(third.registry())).as("let in once, it may come").isEqualTo(3);
        }
    }

    @Test
    void whereTheJournalCannotBeWrittenTheProcessStillKnowsWhatWasRolledBackFrom() throws Exception {
        Files.writeString(folder.resolve(SwapJournal.FOLDER), "in the way");
        fixture.answer("a");
        swapped("b.onnx", "fake 2");
        fixture.model("a.onnx", "fake 3");
        fixture.settle();
        control().rollback("a", EVE).orThrow();
        fixture.model("c.onnx", "fake 5");
        fixture.model("a.onnx", "fake 5");
        fixture.settle();
        control().rollback("a", EVE).orThrow();
        fixture.model("a.onnx", "fake 3");
        fixture.settle();
        assertThat(fixture.answer("a")).isEqualTo(2);
    }

    @Test
    void whoNamesAVersionThatWasRolledBackFromGetsItAndANote() {
        fixture.answer("a");
        Path next = swapped("b.onnx", "fake 2");
        control().rollback("a", EVE).orThrow();
        SwapReport again = control().swap("a", SwapTarget.file(next), EVE).orThrow();
        assertThat(again.notes()).singleElement().asString().contains("Opened though held", "eve rolled back from");
        assertThat(fixture.answer("a")).isEqualTo(2);
    }
}
