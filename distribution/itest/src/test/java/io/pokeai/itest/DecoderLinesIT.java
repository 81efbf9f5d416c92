package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What libjpeg writes about damaged pictures that it decodes all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecoderLinesIT {
    private static final String LINE = "Corrupt JPEG data: ";

    private Installation user;
    private Path damaged;

    @BeforeAll
    void unpack() throws Exception {
        user = Installation.used("decoder-lines");
        KnownModel.quick(5).write(user.artifacts(), "known");
        damaged = Files.write(user.work().resolve("damaged.jpg"), withExtraBytesBeforeItsEnd());
    }

    @AfterAll
    void remove() {
        user.delete();
    }

    private static byte[] withExtraBytesBeforeItsEnd() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB), "jpg", whole);
        byte[] jpeg = whole.toByteArray();
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(jpeg, 0, jpeg.length - 2);
        longer.write(new byte[40]);
        longer.write(jpeg, jpeg.length - 2, 2);
        return longer.toByteArray();
    }

    private Outcome classify(String lines, String... more) throws Exception {
        String[] call = new String[more.length + 2];
        call[0] = "classify";
        call[1] = damaged.toString();
        System.arraycopy(more, 0, call, 2, more.length);
        return user.pokeai(call).set("POKEAI_DECODER_LINES", lines).run();
    }

    @Test
    void theyCanBeKeptBack() throws Exception {
        Outcome on = classify("on");
        assertThat(on.status()).as(on.toString()).isZero();
        assertThat(on.err()).contains(LINE);
        Outcome off = classify("off");
        assertThat(off.status()).as(off.toString()).isZero();
        assertThat(off.out()).isEqualTo(on.out());
        assertThat(off.err()).doesNotContain(LINE);
    }

    @Test
    void signalsReachJavaAndNothingIsLeftBehind() throws Exception {
        Running shell = user.pokeai("shell").set("POKEAI_DECODER_LINES", "off").start();
        shell.ask("models", "known");
        List<String> before = Scratch.files(user.tmp());
        shell.signal("TERM");
        assertThat(shell.outcome().status()).isEqualTo(143);
        assertThat(before).noneMatch(name -> name.contains("decoder-lines"));
        assertThat(Scratch.files(user.runtime())).noneMatch(name -> name.contains("decoder-lines"));
    }

    @Test
    void whatElseIsSaidAndTheExitStatusPass() throws Exception {
        Outcome off = classify("off", user.work().resolve("none.jpg").toString());
        assertThat(off.status()).as(off.toString()).isNotZero();
        assertThat(off.out()).contains("none.jpg");
        assertThat(off.err()).contains("1 of 2 pictures failed").doesNotContain(LINE);
        Outcome wrong = classify("perhaps");
        assertThat(wrong.status()).isEqualTo(3);
        assertThat(wrong.err()).contains("POKEAI_DECODER_LINES is perhaps. Use on or off.");
    }
}
