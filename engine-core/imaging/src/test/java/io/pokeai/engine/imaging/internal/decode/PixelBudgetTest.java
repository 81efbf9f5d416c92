package io.pokeai.engine.imaging.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.imaging.internal.header.JpegHeader;
import io.pokeai.engine.imaging.internal.header.PngHeader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PixelBudgetTest {
    private final PixelBudget budget = new PixelBudget();

    @Test
    void exactlyTheBudgetIsAllowedAndOnePixelMoreIsNot() {
        PixelBudget limited = budget.limitedTo(100_000_000);
        assertThat(limited.check(png(10_000, 10_000))).isEqualTo(100_000_000);
        assertThatThrownBy(() -> limited.check(png(10_001, 10_000))).hasMessageContaining("max_pixels");
    }

    @Test
    void theUsualLimitIsPillows() {
        assertThat(budget.maxPixels()).isEqualTo(178_956_970);
        assertThat(budget.check(png(12_000, 9_000))).isEqualTo(108_000_000);
        assertRefused(png(13_378, 13_378));
    }

    @Test
    void aPictureBeyondWhatAllShareIsDecodedAlone() {
        int share = budget.limitedTo(400_000_000).acquire(png(20_000, 20_000));
        assertThat(share).isEqualTo(178_956_970);
        budget.release(share);
    }

    @Test
    void anImpossibleLimitIsRefused() {
        assertThatThrownBy(() -> budget.limitedTo(0)).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> budget.limitedTo(700_000_001)).isInstanceOf(EngineException.class);
    }

    @Test
    void sizesDoNotOverflow() {
        assertRefused(png(65_536, 65_537));
        assertRefused(png(Integer.MAX_VALUE, Integer.MAX_VALUE));
        assertRefused(png(0xffff_ffffL, 0xffff_ffffL));
    }

    @Test
    void aPictureThatTakesManyPassesIsRefused() {
        assertThat(new PixelBudget().check(progressive(4000, 4000, 12))).isEqualTo(16_000_000);
        assertRefused(progressive(4000, 4000, 2000));
        assertRefused(progressive(8, 8, 5000));
    }

    @Test
    @Timeout(20)
    void aLargePictureWaitsUntilTheOthersAreDone() throws InterruptedException {
        int small = budget.acquire(png(1000, 1000));
        CountDownLatch got = new CountDownLatch(1);
        Thread large = new Thread(() -> {
            int share = budget.acquire(png(13_370, 13_380));
            got.countDown();
            budget.release(share);
        });
        large.start();
        assertThat(got.await(200, TimeUnit.MILLISECONDS)).isFalse();
        budget.release(small);
        assertThat(got.await(10, TimeUnit.SECONDS)).isTrue();
        large.join();
        assertThat(budget.acquire(png(13_370, 13_380))).isEqualTo(178_890_600);
    }

    @Test
    @Timeout(120)
    void whoIsInterruptedWhileItWaitsIsCancelledAndTakesNothing() throws Exception {
        // So much that the other picture has to wait: what need not wait may be done before the interrupt.
        int all = budget.acquire(png(13_370, 13_380));
        CompletableFuture<ErrorCode> code = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                budget.release(budget.acquire(png(1000, 1000)));
            } catch (EngineException e) {
                code.complete(e.code());
            }
        });
        waiter.start();
        waiter.interrupt();
        assertThat(code.get()).isEqualTo(ErrorCode.CANCELLED);
        budget.release(all);
        assertThat(budget.acquire(png(13_370, 13_380))).isEqualTo(178_890_600);
    }

    private static PngHeader png(long width, long height) {
        return new PngHeader(width, height, 8, 2);
    }

    private static JpegHeader progressive(long width, long height, int scans) {
        return new JpegHeader(width, height, 3, true, scans, -1);
    }

    private static void assertRefused(io.pokeai.engine.imaging.internal.header.Header header) {
        assertThatThrownBy(() -> new PixelBudget().check(header))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_TOO_LARGE));
    }
}
