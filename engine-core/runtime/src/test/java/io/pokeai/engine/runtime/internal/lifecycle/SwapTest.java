package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapReport.Outcome;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.api.SwapTerms.Allowance;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.fixture.SwapScenario;
import io.pokeai.engine.testkit.Fault;
import io.pokeai.engine.testkit.FaultyClassifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people do to a name, one thing at a time. */
@Timeout(300)
class SwapTest extends SwapScenario {
    @Test
    void aSwapReplacesFilesAndSaysWhatItDid() {
        fixture.answer("a");
        SwapReport report = control().swap("a", SwapTarget.file(file("b.onnx", "fake 2")), EVE);

        assertThat(report.orThrow().outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.who()).isEqualTo("eve");
        assertThat(report.operation()).isEqualTo(Operation.SWAP);
        assertThat(report.from().orElseThrow().generation()).isEqualTo(1);
        assertThat(report.to().orElseThrow().generation()).isEqualTo(2);
        assertThat(report.to().orElseThrow().files()).containsExactly(elsewhere.resolve("b.onnx"));
        assertThat(report.steps())
                .extracting(SwapReport.Step::name)
                .containsSubsequence("contract", "open", "warm up", "certify", "publish");
        assertThat(fixture.answer("a")).isEqualTo(2);
        assertThat(fixture.fake.opened().get(0).closes()).isEqualTo(1);
        try (ModelLease lease = fixture.registry().lease("a")) {
            assertThat(lease.spec().name()).isEqualTo("a");
        }
        assertThat(control().status("a").pinned()).isTrue();
        assertThat(control()
                        .swap("a", SwapTarget.file(elsewhere.resolve("b.onnx")), EVE)
                        .outcome())
                .isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void aSwapWithoutTargetGoesBackToTheFolder() {
        fixture.answer("a");
        control().swap("a", SwapTarget.file(file("b.onnx", "fake 2")), EVE).orThrow();
        control().swap("a", SwapTarget.AS_FOUND, EVE).orThrow();

        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(control().status("a").pinned()).isFalse();
    }

    @Test
    void aChoiceHoldsUntilTheFolderChanges() throws Exception {
        fixture.answer("a");
        control().swap("a", SwapTarget.file(file("b.onnx", "fake 2")), EVE).orThrow();
        fixture.model("a.onnx", "fake 1"); // touched, not changed
        fixture.settle();
        assertThat(fixture.answer("a")).isEqualTo(2);

        fixture.model("a.onnx", "fake 3");
        fixture.settle();
        assertThat(fixture.answer("a")).isEqualTo(3);
    }

    @Test
    void aChoiceOutlivesTheFileOfTheFolder() throws Exception {
        fixture.answer("a");
        control().swap("a", SwapTarget.file(file("b.onnx", "fake 2")), EVE).orThrow();
        Files.delete(folder.resolve("a.onnx"));
        fixture.settle();

        assertThat(fixture.answer("a")).isEqualTo(2);
    }

    @Test
    void anotherModelsFilesAndVersionsCanBeNamed() {
        fixture.model("b.onnx", "fake 2");
        fixture.answer("a");
        control().swap("a", SwapTarget.model("b"), EVE).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(2);

        String version = fixture.status("a").spec().orElseThrow().version();
        control().swap("a", SwapTarget.AS_FOUND, EVE).orThrow();
        control().swap("a", SwapTarget.version(version.substring(0, 8)), EVE).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(2);
        fails(ErrorCode.MODEL_NOT_FOUND, control().swap("a", SwapTarget.version("00000000"), EVE));
        fails(
                ErrorCode.CONFLICT,
                control().swap("a", SwapTarget.file(folder.resolve("a.onnx")).withVersion(version), EVE));
    }

    @Test
    void anotherBackEndHasToAgree() {
        fixture.answer("a");
        SwapReport report = control().swap("a", SwapTarget.backend("other"), EVE);

        assertThat(report.orThrow().to().orElseThrow().backend()).isEqualTo("other");
        assertThat(report.steps()).extracting(SwapReport.Step::name).contains("compare");
        assertThat(fixture.answer("a")).isEqualTo(1);

        other.decorate(classifier -> FaultyClassifier.always(classifier, Fault.HANGS));
        fails(ErrorCode.NO_BACKEND, control().swap("a", SwapTarget.backend("third"), EVE));
    }

    @Test
    void aDisagreeingBackEndIsNeverSeenUnlessThatIsAllowed() {
        fixture.answer("a");
        Path different = file("b.onnx", "fake 1.01");
        SwapTarget target = SwapTarget.file(different).withBackend("other");
        SwapReport report = control().swap("a", target, EVE);

        fails(ErrorCode.MODELS_DISAGREE, report);
        assertThat(report.error().orElseThrow().problem()).contains("test pattern", "times what may differ");
        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(fixture.status("a").error()).isEmpty();
        fails(ErrorCode.MODELS_DISAGREE, control().swap("a", SwapTarget.file(different), EVE.demandingAgreement()));

        control().swap("a", target, EVE.allowing(Allowance.DISAGREEMENT)).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(1.01f);
    }

    @Test
    void otherLabelsAndAnotherInputHaveToBeAllowed() throws Exception {
        fixture.answer("a");
        Path labels = file("b.onnx", "fake 2");
        Files.writeString(elsewhere.resolve("b.classes.txt"), "cat\ndog\nbird\n");
        Path input = file("c.onnx", "fake 3");
        Files.writeString(elsewhere.resolve("c.model.json"), "{\"input\": \"yolo8\"}");

        fails(ErrorCode.LABELS_MISMATCH, control().swap("a", SwapTarget.file(labels), EVE));
        fails(ErrorCode.INPUT_MISMATCH, control().swap("a", SwapTarget.file(input), EVE));
        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(fixture.fake.opened()).hasSize(1);

        control()
                .swap("a", SwapTarget.file(labels), EVE.allowing(Allowance.LABELS))
                .orThrow();
        assertThat(fixture.answer("a")).isEqualTo(2);
    }

    @Test
    void aNameThatNobodyHasOpenedHasPromisedToo() throws Exception {
        Path labels = file("b.onnx", "fake 2");
        Files.writeString(elsewhere.resolve("b.classes.txt"), "cat\ndog\nbird\n");
        fails(ErrorCode.LABELS_MISMATCH, control().swap("a", SwapTarget.file(labels), EVE));
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    @Test
    void theFolderKeepsThePromiseToo() throws Exception {
        fixture.answer("a");
        fixture.old(Files.writeString(folder.resolve("a.classes.txt"), "cat\ndog\nbird\n"));
        fixture.model("a.onnx", "fake 2");
        fixture.settle();

        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(fixture.status("a").error().orElseThrow().code()).isEqualTo(ErrorCode.LABELS_MISMATCH);
        SwapReport written = control().journal("a", 1).get(0);
        assertThat(written.operation()).isEqualTo(Operation.CHANGE);
        assertThat(written.outcome()).isEqualTo(Outcome.FAILED);

        control().swap("a", SwapTarget.AS_FOUND, EVE.allowing(Allowance.LABELS)).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(2);
        assertThat(fixture.status("a").error()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"THROWS", "THROWS_UNCHECKED", "THROWS_ERROR", "WRONG_CLASSES", "WRONG_COUNT", "NAN"})
    void aBrokenModelIsNeverSeen(Fault fault) {
        fixture.answer("a");
        fixture.fake.decorate(classifier -> FaultyClassifier.always(classifier, fault));
        SwapReport report = control().swap("a", SwapTarget.file(file("b.onnx", "fake 2")), EVE);

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(fixture.status("a").error()).isEmpty();
        assertThat(control().journal("a", 5).get(0).error().orElseThrow().code())
                .isEqualTo(report.error().orElseThrow().code());
    }

    @Test
    void whatIsNotThereIsSaid() {
        fails(ErrorCode.MODEL_NOT_FOUND, control().swap("b", SwapTarget.AS_FOUND, EVE));
        fails(ErrorCode.NOT_A_FILE, control().swap("a", SwapTarget.file(Path.of("no.onnx")), EVE));
        fails(ErrorCode.MODEL_NOT_FOUND, control().swap("a", SwapTarget.model("b"), EVE));
        fails(ErrorCode.CONFLICT, control().promote("a", EVE));
        fails(ErrorCode.CONFLICT, control().abort("a", EVE));
        fails(ErrorCode.CONFLICT, control().rollback("a", EVE));
        fails(ErrorCode.CONFLICT, control().canary("a", SwapTarget.model("a"), 0.5, EVE));
        assertThatThrownBy(() -> control().canary("a", SwapTarget.model("a"), 1.5, EVE))
                .isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> SwapTerms.of(" ")).isInstanceOf(EngineException.class);
    }

    @Test
    void unloadedMeansUnavailableUntilLoaded() throws Exception {
        fixture.answer("a");
        assertThat(control().unload("a", EVE).orThrow().outcome()).isEqualTo(Outcome.DONE);
        assertThat(fixture.fake.opened().get(0).closes()).isEqualTo(1);
        assertThat(control().unload("a", EVE).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThatThrownBy(() -> fixture.answer("a")).hasMessageContaining("was unloaded");
        assertThat(fixture.status("a").state()).isEqualTo(ModelState.CLOSED);
        fixture.model("a.onnx", "fake 2");
        fixture.settle();
        assertThatThrownBy(() -> fixture.answer("a")).hasMessageContaining("was unloaded");

        assertThat(control().load("a", SwapTarget.AS_FOUND, EVE).orThrow().outcome())
                .isEqualTo(Outcome.DONE);
        assertThat(fixture.answer("a")).isEqualTo(2);
    }

    @Test
    void aNewNameCanBeLoadedFromAnywhere() {
        control().load("new", SwapTarget.file(file("b.onnx", "fake 2")), EVE).orThrow();
        assertThat(fixture.answer("new")).isEqualTo(2);
        fails(ErrorCode.MODEL_INVALID, control().load("bad", SwapTarget.file(file("c.onnx", "fake broken")), EVE));
    }

    @Test
    void aRollBackChecksThatTheFilesAreWhatTheyWere() throws Exception {
        fixture.answer("a");
        Path next = file("b.onnx", "fake 2");
        control().swap("a", SwapTarget.file(next), EVE).orThrow();
        control().swap("a", SwapTarget.file(file("c.onnx", "fake 3")), EVE).orThrow();
        file("b.onnx", "fake 4");
        SwapReport refused = control().rollback("a", EVE);
        fails(ErrorCode.CONFLICT, refused);
        assertThat(refused.error().orElseThrow().problem()).contains("b.onnx", "now, not");
        assertThat(fixture.answer("a")).isEqualTo(3);

        file("b.onnx", "fake 2");
        control().rollback("a", EVE).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(2);
    }

    @Test
    void theJournalOutlivesTheEngine() {
        fixture.answer("a");
        Path next = file("b.onnx", "fake 2");
        control().swap("a", SwapTarget.file(next), EVE).orThrow();
        fixture.close();

        try (Lifecycle again = fixture.another(List::of)) {
            SwapReport read = again.operations().journal("a", 10).get(0);
            assertThat(read.who()).isEqualTo("eve");
            assertThat(read.to().orElseThrow().files()).containsExactly(next);
            again.operations()
                    .load("a", SwapTarget.version(versionOf(next)), EVE)
                    .orThrow();
            try (ModelLease lease = again.registry().lease("a")) {
                assertThat(Fixture.answer(lease)).isEqualTo(2);
            }
        }
    }

    private static String versionOf(Path file) {
        return io.pokeai.engine.api.backend.ContentHashes.reading().sha256(file);
    }
}
