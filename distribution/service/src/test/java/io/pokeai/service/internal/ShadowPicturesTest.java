package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.array;
import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.Port;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a shadow has seen of the pictures that it judges differently. */
@Timeout(60)
class ShadowPicturesTest {
    private static final int MOST_CALLS = 5_000;

    @TempDir
    Path folder;

    /** Beside a bias of a hundred million, small logits are lost in float32: all classes are as likely. */
    static void begin(ServiceFixture service) {
        Path file = FakeClassifierFactory.write(service.artifacts.resolveSibling("levelling.onnx"), 1e8f);
        service.engine
                .control()
                .shadow("m", SwapTarget.file(file), SwapTerms.of("test"))
                .orThrow();
    }

    /** The worst pictures, as soon as there are some. */
    static List<Object> worst(ServiceFixture service) throws Exception {
        // The shadow is asked in the background, and skips pictures while it is busy.
        for (int i = 0; i < MOST_CALLS; i++) {
            assertThat(service.post("/v1/models/m/classify", "image/png", "1").statusCode())
                    .isEqualTo(200);
            Map<String, Object> status =
                    object(JsonTree.read(ServiceFixture.text(service.send(service.to(Port.ADMIN, "/v1/models/m")))));
            List<Object> worst =
                    array(object(object(status.get("trial")).get("comparison")).get("worst"));
            if (!worst.isEmpty()) {
                return worst;
            }
        }
        throw new AssertionError("the shadow has answered nothing differently");
    }

    @Test
    void thePicturesOfAShadowAreThereUntilItEnds() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            begin(service);
            List<Object> worst = worst(service);
            // The same picture was asked again and again, and is one case.
            assertThat(worst).hasSize(1);
            String link = String.valueOf(object(worst.get(0)).get("seen"));
            assertThat(link)
                    .isEqualTo("/v1/models/m/shadow/" + object(worst.get(0)).get("sha256") + ".png");
            HttpResponse<byte[]> response = service.send(service.to(Port.ADMIN, link));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("image/png");
            BufferedImage seen = ImageIO.read(new ByteArrayInputStream(response.body()));
            assertThat(seen.getWidth()).isEqualTo(8);
            assertThat(seen.getHeight()).isEqualTo(8);
            // The tensor is 1 everywhere; by ImageNet's figures that is 255 · (0.485 + 0.229), and so on.
            assertThat(seen.getRGB(3, 5) & 0xffffff).isEqualTo(182 << 16 | 173 << 8 | 161);
            String tag = response.headers().firstValue("ETag").orElseThrow();
            assertThat(service.send(service.to(Port.ADMIN, link).header("If-None-Match", tag))
                            .statusCode())
                    .isEqualTo(304);
            assertThat(service.get(link).statusCode()).isEqualTo(404);
            for (String other : List.of("1.png", "0".repeat(64) + ".png", "x", "..%2f")) {
                assertThat(service.send(service.to(Port.ADMIN, "/v1/models/m/shadow/" + other))
                                .statusCode())
                        .isIn(400, 404);
            }
            service.engine.control().abort("m", SwapTerms.of("test")).orThrow();
            assertThat(service.send(service.to(Port.ADMIN, link)).statusCode()).isEqualTo(404);
        }
    }
}
