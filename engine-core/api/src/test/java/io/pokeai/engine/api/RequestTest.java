package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTest {
    private static final Path PICTURE = Path.of("cat.jpg");
    private static final UnitImage UNIT = new UnitImage(1, 1, new float[3]);

    @Test
    void aRequestIsAValue() {
        Request request = Request.of("sprites", PICTURE).forCaller("user-17").within(Duration.ofMillis(200));
        assertThat(request)
                .isEqualTo(Request.of("sprites", PICTURE)
                        .within(Duration.ofMillis(200))
                        .forCaller("user-17"))
                .isNotEqualTo(Request.of("sprites", PICTURE));
        assertThat(Request.of("m", new byte[] {1, 2})).isEqualTo(Request.of("m", new byte[] {1, 2}));
        assertThat(Request.of("m", new byte[] {1, 2})).isNotEqualTo(Request.of("m", new byte[] {1, 3}));
        assertThat(Request.of("m", UNIT)).isEqualTo(Request.of("m", new UnitImage(1, 1, new float[3])));
    }

    @Test
    void theBytesOfARequestAreItsOwn() {
        byte[] encoded = {1, 2, 3};
        PictureSource.Bytes source = (PictureSource.Bytes) PictureSource.of(encoded);
        encoded[0] = 9;
        source.encoded()[1] = 9;
        assertThat(source.encoded()).containsExactly(1, 2, 3);
    }

    @Test
    void aLogShowsWhatIsAsked() {
        assertThat(Request.of("sprites", PICTURE)
                        .changedBy(image -> image)
                        .forCaller("user-17")
                        .within(Duration.ofMillis(200)))
                .hasToString("Request[sprites, cat.jpg, changed, for user-17, within 200 ms]");
        assertThat(Request.of("m", new byte[7])).hasToString("Request[m, 7 bytes]");
        assertThat(Request.of("m", new ByteArrayInputStream(new byte[7]))).hasToString("Request[m, a stream]");
        assertThat(Request.of("m", UNIT)).hasToString("Request[m, UnitImage[1×1]]");
        assertThat(BulkRequest.of(List.of("a", "b"), List.of(PICTURE), PictureSource::of)
                        .inBatchesOf(32)
                        .within(Duration.ofSeconds(1)))
                .hasToString("BulkRequest[a, b, batches of 32, within 1000 ms]");
    }

    @Test
    void aUnitImageCannotBeChanged() {
        assertThatThrownBy(() -> Request.of("m", UNIT).changedBy(image -> image))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("A change takes an Image, and the picture is a UnitImage[1×1].");
    }

    @Test
    void valuesThatAreNotAllowedAreRefusedAtOnce() {
        BulkRequest<Path> bulk = BulkRequest.of("m", List.of(PICTURE));
        refused(() -> bulk.inBatchesOf(0), "Batch size must be at least 1, got 0.");
        refused(() -> bulk.forCaller(""), "The key of a caller is empty.");
        refused(() -> bulk.within(Duration.ZERO), "deadline");
        refused(() -> BulkRequest.of(List.of(), List.of(PICTURE), PictureSource::of), "'models' is empty.");
        refused(
                () -> BulkRequest.of(List.of("a", "b", "a"), List.of(PICTURE), PictureSource::of),
                "'models' names 'a' twice.");
        refused(() -> CertificateRequest.of("m", List.of(PICTURE), 0), "from 1 to 256 pictures, got 0");
        refused(() -> CertificateRequest.of("m", List.of(PICTURE), 1).withTolerance(2), "tolerance");
    }

    private static void refused(Runnable call, String problem) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining(problem);
    }
}
