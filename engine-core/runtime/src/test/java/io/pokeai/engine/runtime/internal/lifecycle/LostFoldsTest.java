package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FoldDemand;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.fixture.FoldScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loaded ensemble whose files go, one by one or in other ways than all at once. */
@Timeout(300)
class LostFoldsTest extends FoldScenario {
    private static final SwapTerms FEWER = SwapTerms.of("test").allowing(SwapTerms.Allowance.FOLDS);

    @Test
    void anEnsembleKeepsAllItsFoldsWhenTheFileOfOneGoesAndSaysSoOnce() throws Exception {
        folds(1, 2, 6);
        assertThat(fixture.answer("net")).isEqualTo(3);
        String version = version();

        Files.delete(fold(2));
        fixture.settle();
        fixture.settle();

        assertThat(fixture.answer("net")).isEqualTo(3);
        assertThat(version()).isEqualTo(version);
        ModelStatus status = fixture.status("net");
        assertThat(status.state()).isEqualTo(ModelState.READY);
        assertThat(status.error()).isEmpty();
        assertThat(status.generation()).isEqualTo(1);
        assertThat(status.files()).hasSize(3);
        assertThat(status.notes())
                .singleElement()
                .asString()
                .startsWith("file gone since ")
                .endsWith(": best_net_fold2.pth; folds 1, 2, 3 go on answering.");
        assertThat(operations()).containsExactly(SwapReport.Operation.GONE);

        fixture.model("best_net_fold2.pth", "fake 2");
        fixture.settle();

        assertThat(fixture.status("net").notes()).isEmpty();
        assertThat(fixture.status("net").generation()).as("not loaded again").isEqualTo(1);
        assertThat(operations()).containsExactly(SwapReport.Operation.BACK, SwapReport.Operation.GONE);
    }

    @Test
    void anotherFoldThatGoesIsSaidAgainAndOtherWeightsTakeOverWhenAllAreBack() throws Exception {
        folds(1, 2, 6);
        fixture.answer("net");
        Files.delete(fold(1));
        fixture.settle();
        Files.delete(fold(3));
        fixture.settle();

        assertThat(fixture.answer("net")).isEqualTo(3);
        assertThat(fixture.status("net").notes().get(0)).contains("best_net_fold1.pth, best_net_fold3.pth");
        assertThat(operations()).containsExactly(SwapReport.Operation.GONE, SwapReport.Operation.GONE);

        fixture.model("best_net_fold1.pth", "fake 4");
        fixture.settle();
        assertThat(fixture.answer("net")).as("fold 3 is still missed").isEqualTo(3);
        fixture.model("best_net_fold3.pth", "fake 6");
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(4);
        assertThat(fixture.status("net").notes()).isEmpty();
    }

    @Test
    void fewerFoldsAnswerOnceSomebodyAllowsThem() throws Exception {
        folds(1, 2, 6);
        fixture.answer("net");
        Files.delete(fold(3));
        fixture.settle();

        SwapReport refused = fixture.control().swap("net", SwapTarget.AS_FOUND, SwapTerms.of("test"));
        assertThat(refused.error().orElseThrow().code()).isEqualTo(ErrorCode.MODEL_INVALID);
        assertThat(refused.error().orElseThrow().problem())
                .isEqualTo(
                        "Model 'net' answers by folds 1, 2, 3, and best_net_fold3.pth is no longer there; left: folds"
                                + " 1, 2.");
        assertThat(refused.error().orElseThrow().remedy())
                .as("by its end, the command line knows which flag to name")
                .endsWith("allow other folds.");
        assertThat(fixture.control()
                        .load("net", SwapTarget.AS_FOUND, SwapTerms.of("test"))
                        .outcome())
                .as("it is loaded")
                .isEqualTo(SwapReport.Outcome.UNCHANGED);
        assertThat(fixture.answer("net")).isEqualTo(3);

        SwapReport report =
                fixture.control().load("net", SwapTarget.AS_FOUND, FEWER).orThrow();

        assertThat(report.notes()).containsExactly("Other folds: folds 1, 2, 3 before, folds 1, 2 now.");
        assertThat(fixture.answer("net")).isEqualTo(1.5f);
        assertThat(fixture.status("net").notes()).isEmpty();
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(1.5f);

        fixture.model("best_net_fold1.pth", "fake 2"); // the folder counts again, by the folds that it has
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(2);
    }

    @Test
    void aSingleFoldThatIsLeftIsNoEnsembleEither() throws Exception {
        folds(1, 5);
        fixture.answer("net");
        Files.delete(fold(2));
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(3);
        fixture.control().swap("net", SwapTarget.AS_FOUND, FEWER).orThrow();
        assertThat(fixture.answer("net")).isEqualTo(1);
    }

    @Test
    void aFoldThatIsRenumberedIsNotLost() throws Exception {
        folds(1, 2, 6);
        fixture.answer("net");
        Files.move(fold(2), fold(7));
        fixture.settle();

        assertThat(fixture.answer("net")).isEqualTo(3);
        assertThat(fixture.status("net").spec().orElseThrow().foldNumbers()).containsExactly(1, 3, 7);
        assertThat(fixture.status("net").notes().toString()).doesNotContain("gone");
    }

    @Test
    void aFoldThatIsRenamedAwayIsLost() throws Exception {
        folds(1, 2, 6);
        fixture.answer("net");
        Files.move(fold(2), folder.resolve("best_net_fold2.pth.bak"));
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(3);
        assertThat(fixture.status("net").notes().toString()).contains("file gone since ", "best_net_fold2.pth;");
    }

    @Test
    void aFoldThatIsReplacedByGarbageLeavesAllAnswering() throws Exception {
        folds(1, 2, 6);
        fixture.answer("net");
        fixture.model("best_net_fold2.pth", "something else");
        fixture.settle();

        assertThat(fixture.answer("net")).isEqualTo(3);
        assertThat(fixture.status("net").state()).isEqualTo(ModelState.READY);
        assertThat(fixture.status("net").error().orElseThrow().problem()).contains("best_net_fold2.pth");
        assertThat(fixture.status("net").notes().toString()).doesNotContain("gone");

        Files.delete(fold(2));
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(3);
        assertThat(fixture.status("net").notes().toString()).contains("file gone since ", "best_net_fold2.pth");
    }

    @Test
    void aFoldThatIsAddedJoinsUnlessAnotherIsMissed() throws Exception {
        folds(1, 2, 6);
        fixture.answer("net");
        fixture.model("best_net_fold4.pth", "fake 7");
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(4);

        Files.delete(fold(1));
        fixture.model("best_net_fold5.pth", "fake 9");
        fixture.settle();
        assertThat(fixture.answer("net")).as("one was added, one is gone").isEqualTo(4);

        fixture.model("best_net_fold1.pth", "fake 1");
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(5);
    }

    @Test
    void anEnsembleThatNobodyHasLoadedIsWhatTheFolderSays() throws Exception {
        folds(1, 2, 6);
        fixture.settle();
        Files.delete(fold(3));
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(1.5f);
        assertThat(operations()).isEmpty();
    }

    @Test
    void anEnsembleThatIsUnloadedIsWhatTheFolderSaysWhenItIsLoadedAgain() throws Exception {
        folds(1, 2, 6);
        fixture.answer("net");
        Files.delete(fold(3));
        fixture.settle();
        fixture.control().unload("net", SwapTerms.of("test")).orThrow();
        assertThat(fixture.status("net").notes()).isEmpty();
        fixture.control().load("net", SwapTarget.AS_FOUND, SwapTerms.of("test")).orThrow();
        assertThat(fixture.answer("net")).isEqualTo(1.5f);
    }

    @Test
    void demandedFoldsThatGoLeaveAllAnsweringAndOthersDoNotCount() throws Exception {
        restart(plain -> plain.withLayout(FolderLayout.AS_FOUND.withFolds(new FoldDemand(2, Optional.empty()))));
        folds(1, 3, 100);
        assertThat(fixture.answer("net")).isEqualTo(2);

        Files.delete(fold(3));
        fixture.settle();
        assertThat(fixture.status("net").notes()).as("not one of those").isEmpty();

        Files.delete(fold(2));
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(2);
        ModelStatus status = fixture.status("net");
        assertThat(status.error().orElseThrow().problem()).contains("fold 2 is missing");
        assertThat(status.notes().toString()).contains("file gone since ", "best_net_fold2.pth");
        assertThat(operations()).containsExactly(SwapReport.Operation.GONE);
    }

    @Test
    void fewerFoldsAnswerAtOnceWhereModelsAreToGoWithTheirFiles() throws Exception {
        restart(plain -> plain.withRetireWhenGone(true));
        folds(1, 2, 6);
        fixture.answer("net");
        Files.delete(fold(3));
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(1.5f);
        SwapReport change = fixture.control().journal("net", 10).get(0);
        assertThat(change.operation()).isEqualTo(SwapReport.Operation.CHANGE);
        assertThat(change.notes()).containsExactly("Other folds: folds 1, 2, 3 before, folds 1, 2 now.");
    }

    @Test
    void aFolderOfARunThatGoesLeavesItsFoldAnswering() throws Exception {
        Path second = run(2, "fake 5");
        run(1, "fake 1");
        assertThat(fixture.answer("pokemon_yolo_cls")).isEqualTo(3);

        Path away = Files.move(second.getParent().getParent(), folder.resolve("aside"));
        fixture.settle();
        assertThat(fixture.answer("pokemon_yolo_cls")).isEqualTo(3);
        assertThat(fixture.status("pokemon_yolo_cls").notes())
                .singleElement()
                .asString()
                .contains("file gone since ", "pokemon_yolo_cls_fold2/weights/best.pt");

        Files.move(folder.resolve("yolo_cls_runs"), folder.resolve("all_aside"));
        fixture.settle();
        assertThat(fixture.answer("pokemon_yolo_cls")).isEqualTo(3);

        Files.move(folder.resolve("all_aside"), folder.resolve("yolo_cls_runs"));
        Files.move(away, second.getParent().getParent());
        fixture.settle();
        assertThat(fixture.status("pokemon_yolo_cls").notes()).isEmpty();
        assertThat(fixture.status("pokemon_yolo_cls").generation()).isEqualTo(1);
    }

    @Test
    void whatPeopleChoseIsNotGivenUpForFewerFolds() throws Exception {
        folds(1, 2, 6);
        fixture.answer("net");
        Path chosen = fixture.model("other.onnx", "fake 9");
        fixture.control()
                .swap("net", SwapTarget.file(chosen), SwapTerms.of("test"))
                .orThrow();
        Files.delete(fold(2));
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(9);
        assertThat(fixture.status("net").notes().toString()).doesNotContain("gone");
    }

    @Test
    void aRollBackToFoldsThatAreGoneNamesTheFile() throws Exception {
        folds(1, 2, 6);
        fixture.answer("net");
        Files.delete(fold(2));
        fixture.settle();
        fixture.control().load("net", SwapTarget.AS_FOUND, FEWER).orThrow();
        SwapReport report = fixture.control().rollback("net", SwapTerms.of("test"));
        assertThat(report.error().orElseThrow().problem()).contains("best_net_fold2.pth");
        assertThat(fixture.answer("net")).isEqualTo(3.5f);
    }

    private void folds(int... numbers) {
        for (int i = 0; i < numbers.length; i++) {
            fixture.model("best_net_fold" + (i + 1) + ".pth", "fake " + numbers[i]);
        }
    }

    private Path fold(int number) {
        return folder.resolve("best_net_fold" + number + ".pth");
    }

    private Path run(int fold, String content) throws IOException {
        Path weights = Files.createDirectories(
                folder.resolve("yolo_cls_runs/pokemon_yolo_cls_fold" + fold).resolve("weights"));
        return fixture.old(Files.writeString(weights.resolve("best.pt"), content));
    }

    private String version() {
        return fixture.status("net").spec().orElseThrow().version();
    }

    private List<SwapReport.Operation> operations() {
        return fixture.control().journal("net", 100).stream()
                .map(SwapReport::operation)
                .toList();
    }
}
