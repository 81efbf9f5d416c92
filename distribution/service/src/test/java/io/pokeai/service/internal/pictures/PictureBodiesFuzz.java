package io.pokeai.service.internal.pictures;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.HttpFailure;
import java.io.ByteArrayInputStream;

/** Whatever a body says: pictures that are no larger than it, or a refusal; and no memory is kept. */
class PictureBodiesFuzz {
    private static final int MOST = 8;
    private static final int LINE = 1024;
    private static final long MEMORY = 1 << 20;

    @FuzzTest(maxDuration = "60s")
    void readsOrRefuses(byte[] body) {
        try {
            check(MultipartForm.parse("multipart/form-data; boundary=b", body, MOST), body);
        } catch (HttpFailure e) {
            refused(e);
        }
        try {
            check(PicturesJson.list(body, MOST), body);
        } catch (HttpFailure e) {
            refused(e);
        }
        BodyMemory memory = new BodyMemory(MEMORY);
        try (PictureLines lines = new PictureLines(new ByteArrayInputStream(body), memory, LINE)) {
            while (lines.hasNext()) {
                lines.next();
            }
        } catch (HttpFailure e) {
            refused(e);
        }
        if (memory.free() != MEMORY) {
            throw new AssertionError(memory.free());
        }
    }

    private static void check(Iterable<NamedPicture> pictures, byte[] body) {
        for (NamedPicture picture : pictures) {
            if (picture.bytes().length > body.length) {
                throw new AssertionError(picture);
            }
        }
    }

    private static void refused(HttpFailure failure) {
        if (failure.status() != 400 && failure.status() != 413) {
            throw failure;
        }
    }
}
