package io.pokeai.engine.runtime.internal.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.CertificateRequest;
import io.pokeai.engine.api.Certification;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.call.PooledEngine;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.fixture.FakeImaging;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Fault;
import io.pokeai.engine.testkit.FaultyClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class CertificateTest {
    @TempDir
    Path folder;

    @TempDir
    Path pictures;

    private final FakeClassifierFactory factory = new FakeClassifierFactory();
    private final Backends backends = new Backends();
    private PooledEngine engine;
    private long age = 1_000_000;

    @BeforeEach
    void open() throws IOException {
        backends.add(factory, 0);
        model("best_m_fold1.pth", "fake 1");
        model("best_m_fold2.pth", "fake 3");
        reopen();
    }

    @AfterEach
    void close() {
        engine.close();
        assertThat(factory.opened()).allMatch(opened -> opened.closes() == 1);
    }

    @Test
    void aModelThatMeetsItsCertificateAnswers() throws Exception {
        assertThat(status().certification()).isEqualTo(Certification.NONE);
        Certificate.Written written = certify(3, 1e-3);

        assertThat(written.file()).isEqualTo(folder.resolve("m.cert.json")).isRegularFile();
        assertThat(written.replaced()).isFalse();
        assertThat(written.certificate().pictures())
                .extracting(Certificate.Picture::name)
                .containsExactly("1.png", "2.png", "3.png");
        settle();
        assertThat(status().certification()).isEqualTo(Certification.PENDING);
        assertThat(engine.classify("m", Path.of("7.png")).probabilities()).hasSize(3);
        assertThat(status().certification()).isEqualTo(Certification.PASSED);
    }

    @Test
    void whatIsWrittenIsReadBackToTheBit() throws Exception {
        Certificate written = certify(3, 0.5).certificate();
        assertThat(new CertificateReader(new FakeImaging()).read(folder.resolve("m.cert.json")))
                .isEqualTo(written);
        assertThat(written.version()).isEqualTo(status().spec().orElseThrow().version());
        assertThat(written.engine()).matches("\\d+\\.\\d+.*");
        assertThat(written.pictures().get(0).expected()).containsExactly(3f, 4f, 5f);
    }

    @Test
    void aGenerationThatFailsIsNeverReadyAndTheOldOneGoesOn() throws Exception {
        certify(3, 1e-3);
        settle();
        List<Float> before = engine.classify("m", Path.of("7.png")).logits().orElseThrow();
        model("best_m_fold2.pth", "fake 3.5");
        settle();

        assertThat(engine.classify("m", Path.of("7.png")).logits()).contains(before);
        assertThat(status().state()).isEqualTo(ModelState.READY);
        assertThat(status().certification()).isEqualTo(Certification.FAILED);
        EngineException error = status().error().orElseThrow();
        assertThat(error.code()).isEqualTo(ErrorCode.CERTIFICATE_FAILED);
        assertThat(error.problem())
                .contains("'m'", "m.cert.json", "3 of 3 pictures", "'1.png'", "class 'class_0'")
                .contains("is 3.25, expected 3.0: off by 0.25, allowed are 0.003");
        assertThat(error.remedy()).contains("write a new certificate").doesNotContain("pokeai");

        assertThat(certify(3, 1e-3).replaced()).isTrue(); // changed on purpose
        settle();
        assertThat(engine.classify("m", Path.of("7.png")).logits().orElseThrow())
                .isNotEqualTo(before);
        assertThat(status().certification()).isEqualTo(Certification.PASSED);
        assertThat(status().error()).isEmpty();
    }

    @Test
    void aModelThatNeverMetItsCertificateIsRefused() throws Exception {
        certify(1, 1e-3);
        model("best_m_fold1.pth", "fake 2");
        reopen();
        failsWith(ErrorCode.CERTIFICATE_FAILED);
        assertThat(status().state()).isEqualTo(ModelState.FAILED);

        Files.delete(folder.resolve("m.cert.json"));
        settle();
        assertThat(engine.classify("m", Path.of("7.png")).probabilities()).hasSize(3);
    }

    @Test
    void theToleranceDecides() throws Exception {
        certify(1, 0.2); // expected 3, 4, 5
        model("best_m_fold1.pth", "fake 2.1"); // every logit 0.55 more: within 0.2 · 3
        reopen();
        assertThat(engine.classify("m", Path.of("7.png")).probabilities()).hasSize(3);
        model("best_m_fold1.pth", "fake 2.3");
        reopen();
        failsWith(ErrorCode.CERTIFICATE_FAILED);
    }

    @Test
    void nanMeetsNothing() throws Exception {
        certify(1, 1);
        factory.decorate(classifier -> FaultyClassifier.from(classifier, Fault.NAN, 2));
        reopen();
        failsWith(ErrorCode.CERTIFICATE_FAILED);
    }

    @Test
    void otherClassNamesAndOtherInputsBreakThePromise() throws Exception {
        certify(1, 1e-3);
        write("m.classes.txt", "a\nb\nc\n");
        reopen();
        assertThat(failsWith(ErrorCode.CERTIFICATE_FAILED)).contains("other class names");

        write("m.classes.txt", "class_0\nclass_1\nclass_2\n");
        reopen();
        assertThat(engine.classify("m", Path.of("7.png")).probabilities()).hasSize(3);

        write("m.model.json", "{\"input\": \"yolo8\"}");
        reopen();
        assertThat(failsWith(ErrorCode.CERTIFICATE_FAILED)).contains("tv8_8", "yolo8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"crop_png\" : \"AA|\"crop_png\" : \"AAAAAA|hash",
                "\"crop_png\" : \"AA|\"crop_png\" : \"A!|base64",
                "\"tolerance\" : 0.001|\"tolerance\" : 0|tolerance",
                "\"tolerance\" : 0.001|\"tolerance\" : \"NaN\"|VALUE_STRING",
                "pokeai-certificate/1|pokeai-certificate/2|format",
                "\"classes\" : 3|\"classes\" : 4|3 scores of 4 classes",
                "\"classes\" : 3|\"classes\" : 2|more than 2 scores",
                "\"classes\" : 3|\"classes\" : 2000000000|classes",
                "\"input\" : \"tv8_8\"|\"input\" : \"tv9_9\"|hash",
                "\"model\"|\"modle\"|modle",
                "3.0,|1e400,|score",
                "\"created\" : \"2|\"created\" : \"x|Text 'x",
                "\"expected\" : [|\"expected\" : [[[[[[[[[[[|START_ARRAY",
            })
    void aDamagedCertificateIsNeverMetAndSaysWhatIsWrong(String from, String to, String message) throws Exception {
        certify(1, 1e-3);
        Path file = folder.resolve("m.cert.json");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        write("m.cert.json", text.replace(from, to));
        reopen();
        assertThat(failsWith(ErrorCode.CERTIFICATE_FAILED)).contains("m.cert.json is not a certificate", message);
    }

    @Test
    void everyCertificateThatEndsTooEarlyIsRefused() throws Exception {
        certify(2, 1e-3);
        Path file = folder.resolve("m.cert.json");
        String text = Files.readString(file);
        CertificateReader reader = new CertificateReader(new FakeImaging());
        for (int length = 0; length < text.stripTrailing().length(); length++) {
            Files.writeString(file, text.substring(0, length));
            assertThatThrownBy(() -> reader.read(file))
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CERTIFICATE_FAILED));
        }
    }

    @Test
    void picturesThatCannotBeReadAreSkippedAndNamed() throws Exception {
        Path bad = Files.write(pictures.resolve("bad.png"), new byte[] {1});
        List<Path> some = List.of(bad, picture(1), bad, picture(2), picture(3));
        Certificate.Written written =
                engine.certify(CertificateRequest.of("m", some, 2).withTolerance(1e-3));
        assertThat(written.certificate().pictures()).hasSize(2);
        assertThat(written.skipped()).hasSize(2);
        assertThatThrownBy(() -> engine.certify(
                        CertificateRequest.of("m", List.of(bad), 2).withTolerance(1e-3)))
                .hasMessageContaining("damaged");
        assertThatThrownBy(
                        () -> engine.certify(CertificateRequest.of("m", some, 0).withTolerance(1e-3)))
                .hasMessageContaining("pictures, got 0");
        assertThatThrownBy(
                        () -> engine.certify(CertificateRequest.of("m", some, 2).withTolerance(0)))
                .hasMessageContaining("tolerance");
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()).filter(name -> !name.equals(".cache")))
                    .containsExactlyInAnyOrder("best_m_fold1.pth", "best_m_fold2.pth", "m.cert.json");
        }
    }

    @Test
    void whatAnswersWithACertificateIsOnlySwappedForFilesWithoutOneWhenThatIsAllowed() throws Exception {
        SwapTerms eve = SwapTerms.of("eve");
        write("next.onnx", "fake 5");
        SwapTarget next = SwapTarget.file(folder.resolve("next.onnx"));
        certify(2, 1e-3);
        settle();
        assertThat(logit("m")).isEqualTo(7f + 2); // the mean of both folds
        assertThat(status("m").certification()).isEqualTo(Certification.PASSED);

        SwapReport refused = engine.control().swap("m", next, eve);
        assertThat(refused.error().orElseThrow().code()).isEqualTo(ErrorCode.CERTIFICATE_FAILED);
        assertThat(refused.error().orElseThrow().getMessage())
                .contains(
                        "'m' has a certificate to meet, and next.cert.json is not there", "allow an uncertified model");
        assertThat(refused.steps()).extracting(SwapReport.Step::name).doesNotContain("open", "publish");
        assertThat(logit("m")).isEqualTo(7f + 2);
        assertThat(status("m").error()).isEmpty();
        for (SwapReport other : List.of(
                engine.control().canary("m", next, 0.5, eve), engine.control().shadow("m", next, eve))) {
            assertThat(other.error().orElseThrow().code()).isEqualTo(ErrorCode.CERTIFICATE_FAILED);
        }
        assertThat(engine.control()
                        .swap("m", next, eve.allowing(SwapTerms.Allowance.LABELS))
                        .error())
                .as("another allowance is none")
                .isPresent();

        engine.control()
                .swap("m", next, eve.allowing(SwapTerms.Allowance.UNCERTIFIED))
                .orThrow();
        assertThat(logit("m")).isEqualTo(7f + 5);
        assertThat(status("m").certification()).isEqualTo(Certification.NONE);
    }

    @Test
    void whatHasNeverMetACertificateIsSwappedForAnything() throws Exception {
        write("next.onnx", "fake 5");
        logit("m");
        engine.control()
                .swap("m", SwapTarget.file(folder.resolve("next.onnx")), SwapTerms.of("eve"))
                .orThrow();
        assertThat(logit("m")).isEqualTo(7f + 5);
    }

    /** Nothing answers, because the only file fails: then a copy of it without its certificate is no way around. */
    @Test
    void aCopyOfWhatFailedItsCertificateIsNoWayAround() throws Exception {
        certify(2, 1e-3);
        model("best_m_fold1.pth", "fake 2");
        reopen();
        failsWith(ErrorCode.CERTIFICATE_FAILED);
        Path elsewhere = Files.createDirectories(pictures.resolve("elsewhere"));
        Path copy = Files.writeString(elsewhere.resolve("copy.onnx"), "fake 2");
        SwapTerms eve = SwapTerms.of("eve");
        for (SwapReport refused : List.of(
                engine.control().load("m", SwapTarget.file(copy), eve),
                engine.control().swap("m", SwapTarget.file(copy), eve))) {
            assertThat(refused.error().orElseThrow().code()).isEqualTo(ErrorCode.CERTIFICATE_FAILED);
        }
        failsWith(ErrorCode.CERTIFICATE_FAILED);

        // The files are moved away, and with them the name; its certificate still lies there.
        Files.delete(folder.resolve("best_m_fold1.pth"));
        Files.delete(folder.resolve("best_m_fold2.pth"));
        settle();
        SwapReport moved = engine.control().load("m", SwapTarget.file(copy), eve);
        assertThat(moved.error().orElseThrow().code()).isEqualTo(ErrorCode.CERTIFICATE_FAILED);
        engine.control()
                .load("m", SwapTarget.file(copy), eve.allowing(SwapTerms.Allowance.UNCERTIFIED))
                .orThrow();
    }

    @Test
    void aFileOfAnotherNameThatBearsTheNameIsHeldToItsCertificate() throws Exception {
        certify(2, 1e-3); // the folds answer 2, 3, 4 and their mean
        Files.delete(folder.resolve("best_m_fold1.pth"));
        Files.delete(folder.resolve("best_m_fold2.pth"));
        write("renamed.onnx", "fake 2.5");
        write("renamed.model.json", "{\"name\": \"m\"}");
        reopen();
        assertThat(failsWith(ErrorCode.CERTIFICATE_FAILED)).contains("m.cert.json");

        write("renamed.onnx", "fake 2");
        settle();
        assertThat(logit("m")).isEqualTo(7f + 2);
        assertThat(status().certification()).isEqualTo(Certification.PASSED);
    }

    private float logit(String model) {
        return engine.classify(model, Path.of("7.png")).logits().orElseThrow().get(0);
    }

    private ModelStatus status(String model) {
        return engine.models().list().stream()
                .filter(status -> status.name().equals(model))
                .findFirst()
                .orElseThrow();
    }

    private Certificate.Written certify(int count, double tolerance) throws IOException {
        return engine.certify(CertificateRequest.of(
                        "m",
                        IntStream.rangeClosed(1, count).mapToObj(this::picture).toList(),
                        count)
                .withTolerance(tolerance));
    }

    private Path picture(int value) {
        try {
            return Files.write(pictures.resolve(value + ".png"), new byte[] {(byte) value});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void model(String name, String content) throws IOException {
        write(name, content);
    }

    private void write(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(age--)));
    }

    private void reopen() {
        if (engine != null) {
            engine.close();
        }
        EngineSettings settings = EngineSettings.of(folder).withThreads(2).withWatch(false);
        engine = PooledEngine.open(settings, new FakeImaging(), backends, List::of);
    }

    private void settle() throws InterruptedException {
        engine.models().rescan();
        assertThat(engine.models().awaitSettled(Fixture.PATIENCE)).isTrue();
    }

    private ModelStatus status() {
        return engine.models().list().get(0);
    }

    private String failsWith(ErrorCode code) {
        EngineException[] thrown = new EngineException[1];
        assertThatThrownBy(() -> engine.classify("m", Path.of("7.png")))
                .isInstanceOfSatisfying(EngineException.class, e -> thrown[0] = e);
        assertThat(thrown[0].code()).isEqualTo(code);
        return thrown[0].problem();
    }
}
