package io.pokeai.engine.imaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.imaging.internal.pictures.OwnPictures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Exactness without the reference data: crops of our own pictures, hashed once with the real libraries. */
class OwnGoldenTest {
    @Test
    void cropsAreThoseOfPillowTorchvisionAndOpenCv() throws IOException {
        OpenCvImaging imaging = new OpenCvImaging();
        Map<String, byte[]> pictures = OwnPictures.all();
        Set<String> checked = new HashSet<>();
        for (String line : goldens().lines().filter(l -> !l.startsWith("#")).toList()) {
            String[] golden = line.split(" ", -1);
            String crop = ReferencePictures.sha256(imaging.crop(pictures.get(golden[0]), InputSpec.parse(golden[1])));
            assertThat(crop).as(golden[0] + " " + golden[1]).isEqualTo(golden[2]);
            checked.add(golden[0]);
        }
        assertThat(checked).isEqualTo(pictures.keySet());
    }

    private static String goldens() throws IOException {
        try (InputStream in = OwnGoldenTest.class.getResourceAsStream("own-goldens.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
