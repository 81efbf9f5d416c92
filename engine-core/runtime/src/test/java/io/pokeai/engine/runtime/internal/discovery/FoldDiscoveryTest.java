package io.pokeai.engine.runtime.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FoldDemand;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelSpec.EnsembleRule;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.fixture.FoldScenario;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.testkit.Fault;
import io.pokeai.engine.testkit.FaultyClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class FoldDiscoveryTest extends FoldScenario {
    private static final String RUN = "yolo_cls_runs/pokemon_yolo_cls_fold";

    @Test
    void foldsAreOneModelThatAnswersWithTheMeanOfTheirLogits() {
        fixture.model("best_net_fold2.pth", "fake 5");
        fixture.model("best_net_fold10.pth", "fake 6");
        fixture.model("best_net_fold1.pth", "fake 1");

        ModelStatus status = fixture.status("net");
        assertThat(status.files())
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsExactly("best_net_fold1.pth", "best_net_fold2.pth", "best_net_fold10.pth");
        ModelSpec spec = status.spec().orElseThrow();
        assertThat(spec.ensemble()).isEqualTo(EnsembleRule.MEAN_LOGITS);
        assertThat(spec.foldNumbers()).containsExactly(1, 2, 10);
        assertThat(status.notes())
                .containsExactly("Folds 3, 4, 5, 6, 7, 8, 9 are missing in best_net_fold*.pth; 1, 2, 10 answer.");
        assertThat(fixture.registry().list()).hasSize(1);
        assertThat(fixture.answer("net")).isEqualTo(4f);
    }

    @Test
    void probabilitiesAreAveragedAsProbabilities() throws IOException {
        fixture.old(Files.writeString(folder.resolve("net.model.json"), "{\"output\": \"probabilities\"}"));
        fixture.model("net_fold1.onnx", "fake 0.25");
        fixture.model("net_fold2.onnx", "fake 0.75");

        ModelSpec spec = fixture.status("net").spec().orElseThrow();
        assertThat(spec.ensemble()).isEqualTo(EnsembleRule.MEAN_PROBABILITIES);
        assertThat(spec.output()).isEqualTo(ScoreKind.PROBABILITIES);
        assertThat(fixture.answer("net")).isEqualTo(0.5f);
    }

    @Test
    void theVersionIsThatOfAllFoldsInTheirOrder() throws InterruptedException {
        fixture.model("best_net_fold1.pth", "fake 1");
        fixture.model("best_net_fold2.pth", "fake 2");
        fixture.model("best_turned_fold1.pth", "fake 2");
        fixture.model("best_turned_fold2.pth", "fake 1");
        fixture.model("copy_fold4.onnx", "fake 1");
        fixture.model("copy_fold7.onnx", "fake 2");
        fixture.settle();

        assertThat(version("net"))
                .isNotEqualTo(version("turned"))
                .isEqualTo(version("copy"))
                .hasSize(64);
    }

    @Test
    void oneFoldIsASingleModel() {
        fixture.model("best_net_fold3.pth", "fake 3");

        ModelStatus status = fixture.status("net");
        assertThat(status.spec().orElseThrow().ensemble()).isEqualTo(EnsembleRule.SINGLE);
        assertThat(status.notes()).containsExactly("Folds 1, 2 are missing in best_net_fold*.pth; 3 answers.");
        assertThat(fixture.answer("net")).isEqualTo(3f);
    }

    @Test
    void loneFilesOfAllKindsAreModelsOfTheirOwn() throws InterruptedException {
        for (String name : List.of("a.onnx", "b.pth", "c.pt", "d.torchscript.pt", "best.pt", "best_e.pth", ".f.pth")) {
            fixture.model(name, "fake 1");
        }
        fixture.model("notes.txt", "fake 1");
        fixture.settle();

        assertThat(fixture.registry().list())
                .extracting(ModelStatus::name)
                .containsExactly("a", "b", "best", "best_e", "c", "d.torchscript");
    }

    @Test
    void whatNobodyOpensDisturbsNobody() throws InterruptedException {
        fixture.model("net_fold1.torchscript.pt", "PK torchscript");
        fixture.model("net_fold2.torchscript.pt", "PK torchscript");
        fixture.model("best_net_fold1.pth", "fake 1");
        fixture.settle();

        assertThat(fixture.answer(fixture.registry().only())).isEqualTo(1f);
        EngineException error =
                fixture.status("net_fold_.torchscript.pt").error().orElseThrow();
        assertThat(error.code()).isEqualTo(ErrorCode.NO_BACKEND);
        assertThat(error.problem()).contains("net_fold*.torchscript.pt");
    }

    @Test
    void runsOfUltralyticsAreFoundByExactNameFirst() throws IOException {
        run("1", "best.pt", "fake 1");
        run("1b", "best.pt", "fake 100");
        run("2_again", "best-2.pt", "fake 300");
        run("2_again", "best-1.pt", "fake 3");
        run("2_again", "last.pt", "fake 100");
        run("3", "last.pt", "fake 100");

        assertThat(fixture.answer("pokemon_yolo_cls")).isEqualTo(2f);
        assertThat(fixture.status("pokemon_yolo_cls").spec().orElseThrow().foldNumbers())
                .containsExactly(1, 2);
    }

    @Test
    void aDemandMakesTheRepeatedRunOfAFoldThatFold() throws IOException {
        run("12", "best.pt", "fake 1"); // Ultralytics' second run of ..._fold1
        run("2", "best.pt", "fake 3");
        demand(new FoldDemand(2, Optional.empty()));

        assertThat(fixture.answer("pokemon_yolo_cls")).isEqualTo(2f);
    }

    @Test
    void aDemandedFoldIsNeverTakenForAnother() throws IOException {
        for (int fold = 2; fold <= 12; fold++) {
            run(String.valueOf(fold), "best.pt", "fake 1");
        }
        demand(new FoldDemand(12, Optional.empty()));

        assertThat(fixture.status("pokemon_yolo_cls").error().orElseThrow().problem())
                .contains("fold 1 is missing");
    }

    @Test
    void aDemandedFoldThatIsMissingIsAnErrorThatNamesIt() throws InterruptedException {
        fixture.model("best_net_fold1.pth", "fake 1");
        fixture.model("best_net_fold3.pth", "fake 1");
        fixture.model("best_net_fold6.pth", "fake 1");
        fixture.model("alone.onnx", "fake 1");
        demand(new FoldDemand(5, Optional.empty()));
        fixture.settle();

        EngineException error = fixture.status("net").error().orElseThrow();
        assertThat(error.code()).isEqualTo(ErrorCode.MODEL_INVALID);
        assertThat(error.problem())
                .contains("best_net_fold*.pth", "5 folds", "folds 2, 4, 5 are missing", "there are 1, 3, 6");
        assertThat(fixture.answer("alone")).isEqualTo(1f);
    }

    @Test
    void onlyAsManyFoldsAnswerAsAreDemanded() {
        fixture.model("best_net_fold1.pth", "fake 1");
        fixture.model("best_net_fold2.pth", "fake 3");
        fixture.model("best_net_fold3.pth", "fake 100");
        demand(new FoldDemand(2, Optional.of("net")));

        assertThat(fixture.answer("net")).isEqualTo(2f);
    }

    @Test
    void aDemandOfOneModelIsNoneOfAnother() throws InterruptedException {
        fixture.model("best_net_fold1.pth", "fake 1");
        fixture.model("best_other_fold1.pth", "fake 1");
        demand(new FoldDemand(5, Optional.of("net")));
        fixture.settle();

        assertThat(fixture.status("net").error()).isPresent();
        assertThat(fixture.answer("other")).isEqualTo(1f);
    }

    @Test
    void aRunIsCalledAsTheProjectSaysAndByItsOwnName() throws IOException {
        run("1", "best.pt", "fake 1");
        layout(new FolderLayout(Optional.empty(), FolderLayout.YOLO_RUN, Optional.of("yolov8n-cls")));

        assertThat(fixture.registry().list()).extracting(ModelStatus::name).containsExactly("yolov8n-cls");
        assertThat(fixture.answer("pokemon_yolo_cls")).isEqualTo(1f);
    }

    @Test
    void aModelAnswersToItsFamilyWhileItIsTheOnlyOne() throws IOException, InterruptedException {
        fixture.old(Files.writeString(
                folder.resolve("pokemon_yolo_cls.model.json"), "{\"options\": {\"family\": \"yolov8n-cls\"}}"));
        run("1", "best.pt", "fake 1");
        assertThat(fixture.answer("yolov8n-cls")).isEqualTo(1f);

        fixture.old(Files.writeString(folder.resolve("b.model.json"), "{\"options\": {\"family\": \"yolov8n-cls\"}}"));
        fixture.model("b.onnx", "fake 1");
        fixture.settle();
        failsWith(ErrorCode.MODEL_NOT_FOUND, "yolov8n-cls");
    }

    @Test
    void aNameOfYoloMeansPokeAisRunUnlessItIsAnotherNetwork() throws IOException, InterruptedException {
        run("1", "best.pt", "fake 1");
        assertThat(fixture.answer("yolov8n-cls")).isEqualTo(1f);
        failsWith(ErrorCode.MODEL_NOT_FOUND, "resnet18");

        fixture.old(Files.writeString(
                folder.resolve("pokemon_yolo_cls.model.json"), "{\"options\": {\"family\": \"yolov8s-cls\"}}"));
        fixture.settle();
        failsWith(ErrorCode.MODEL_NOT_FOUND, "yolov8n-cls");
        assertThat(fixture.answer("yolov8s-cls")).isEqualTo(1f);
    }

    @Test
    void foldsThatDoNotGoTogetherAreAnErrorThatNamesTheFold() throws IOException, InterruptedException {
        fixture.model("best_net_fold1.pth", "fake 1");
        fixture.model("best_net_fold2.pth", "something else");
        fixture.settle();
        assertThat(fixture.status("net").error().orElseThrow().problem())
                .contains("best_net_fold2.pth is not of the kind of best_net_fold1.pth");

        fixture.model("best_net_fold2.pth", "fake broken");
        fixture.settle();
        assertThat(fixture.status("net").error().orElseThrow().problem()).contains("best_net_fold2.pth", "broken on");

        fixture.model("best_net_fold2.pth", "fake unopenable");
        fixture.settle();
        failsWith(ErrorCode.MODEL_INVALID, "net");
        assertThat(fixture.fake.opened()).hasSize(1).allMatch(opened -> opened.closes() == 1);

        fixture.model("best_net_fold2.pth", "fake 2");
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(1.5f);
    }

    @Test
    void aFoldThatAnswersNonsenseIsNamedAndNoneStaysOpen() {
        fixture.model("best_net_fold1.pth", "fake 1");
        fixture.model("best_net_fold2.pth", "fake 2");
        fixture.fake.decorate(
                classifier -> classifier.info().spec().files().get(0).endsWith("best_net_fold2.pth")
                        ? FaultyClassifier.always(classifier, Fault.NAN)
                        : classifier);
        failsWith(ErrorCode.MODEL_INVALID, "net");
        assertThat(fixture.status("net").error().orElseThrow().problem()).contains("best_net_fold2.pth", "NaN");
        assertThat(fixture.fake.opened()).hasSize(2).allMatch(opened -> opened.closes() == 1);
    }

    @Test
    void foldsOfOtherClassesAreALabelsMismatch() throws IOException {
        Path weights = Files.createDirectories(folder.resolve(RUN + "1/weights"));
        fixture.old(Files.writeString(weights.resolve("best.pt"), "fake 1"));
        run("2", "best.pt", "fake 1");
        fixture = new Fixture(folder);
        fixture.withBackend(new RelabellingFactory(fixture.fake, RUN + "2"));

        EngineException error = fixture.status("pokemon_yolo_cls").error().orElseThrow();
        assertThat(error.code()).isEqualTo(ErrorCode.LABELS_MISMATCH);
        assertThat(error.problem())
                .contains("pokemon_yolo_cls_fold2/weights/best.pt", "class 0 is 'x' in one and 'class_0' in the other");
    }

    /** Says other class names of the files in one folder. */
    private record RelabellingFactory(ClassifierFactory delegate, String folder) implements ClassifierFactory {
        @Override
        public String id() {
            return "relabelling";
        }

        @Override
        public Optional<ModelSpec> recognise(ModelSource source) {
            boolean other = source.file().toString().contains(folder);
            return delegate.recognise(other ? source.withLabels(Labels.of(List.of("x", "y", "z"))) : source);
        }

        @Override
        public Classifier open(ModelSpec spec, OpenOptions options) {
            return delegate.open(spec, options);
        }
    }

    @Test
    void sideFilesAreThoseOfTheModel() throws IOException {
        fixture.model("best_net_fold1.pth", "fake 1");
        fixture.model("best_net_fold2.pth", "fake 1");
        fixture.old(Files.writeString(folder.resolve("net.classes.txt"), "a\nb\nc\n"));
        fixture.old(Files.writeString(folder.resolve("net.model.json"), "{\"name\": \"pets\"}"));

        assertThat(fixture.status("pets").spec().orElseThrow().labels()).isEqualTo(Labels.of(List.of("a", "b", "c")));
        assertThat(fixture.answer("net")).isEqualTo(1f);
    }

    @Test
    void aRewrittenFoldMakesANewGenerationOfTheWholeModelOnceItIsComplete() throws Exception {
        fixture.model("best_net_fold1.pth", "fake 1");
        Path second = fixture.model("best_net_fold2.pth", "fake 2");
        assertThat(fixture.answer("net")).isEqualTo(1.5f);

        Files.writeString(second, "fake"); // being written: as young as it gets, and not yet whole
        fixture.registry().rescan();
        assertThat(fixture.answer("net")).isEqualTo(1.5f);
        fixture.model("best_net_fold2.pth", "fake 5");
        fixture.settle();

        assertThat(fixture.answer("net")).isEqualTo(3f);
        assertThat(fixture.status("net").generation()).isEqualTo(2);
        assertThat(fixture.fake.opened()).hasSize(4);

        fixture.model("best_net_fold3.pth", "fake 6");
        fixture.settle();
        assertThat(fixture.answer("net")).isEqualTo(4f);
        assertThat(fixture.status("net").state()).isEqualTo(ModelState.READY);
    }

    @Test
    void twoKindsOfFoldsOfOneNameAreAnErrorOfTheLater() throws InterruptedException {
        fixture.model("best_net_fold1.pth", "fake 1");
        fixture.model("net_fold1.onnx", "fake 9");
        fixture.model("net.onnx", "fake 9");
        fixture.settle();

        assertThat(fixture.answer("net")).isEqualTo(1f);
        assertThat(fixture.status("net.onnx").error().orElseThrow().problem()).contains("'net'");
        assertThat(fixture.status("net_fold_.onnx").error()).isPresent();
    }

    private void run(String fold, String file, String content) throws IOException {
        Path weights = Files.createDirectories(folder.resolve(RUN + fold).resolve("weights"));
        fixture.old(Files.writeString(weights.resolve(file), content));
    }

    private void demand(FoldDemand demand) {
        layout(FolderLayout.AS_FOUND.withFolds(demand));
    }

    private void layout(FolderLayout layout) {
        restart(plain -> plain.withLayout(layout));
    }

    private String version(String model) {
        return fixture.status(model).spec().orElseThrow().version();
    }

    private void failsWith(ErrorCode code, String model) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> fixture.answer(model))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
