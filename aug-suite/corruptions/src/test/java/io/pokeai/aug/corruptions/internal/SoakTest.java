package io.pokeai.aug.corruptions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.spi.Augmentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random pictures, sizes, names, severities and seeds for minutes: {@code -Daug.soak.minutes}, 10 by default. */
@Tag("slow")
class SoakTest {
    private static final int THREADS = 4;
    private static final int LARGEST = 1024;

    private final Augmentations known = Augmentations.onClassPath(SoakTest.class.getClassLoader());
    private final AtomicLong calls = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    @Test
    void nothingFailsNothingDiffersAndMemoryStays() throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Long.getLong("aug.soak.minutes", 10));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = new SplittableRandom(4711 + i);
            Thread thread = new Thread(() -> work(random, end), "soak-" + i);
            threads.add(thread);
            thread.start();
        }
        List<Long> resident = new ArrayList<>();
        while (System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(10);
            resident.add(residentMegabytes());
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("soak: " + calls + " calls, resident MB every 10 s " + resident);
        assertThat(faults).isEmpty();
        // The first third fills caches and heap.
        int third = resident.size() / 3;
        if (third >= 6) {
            long early = median(resident.subList(third, 2 * third));
            long late = median(resident.subList(2 * third, resident.size()));
            assertThat(late).isLessThan(early + 64);
        }
    }

    private void work(SplittableRandom random, long end) {
        List<AugmentationInfo> infos = known.list();
        while (System.nanoTime() < end && faults.size() < 10) {
            AugmentationInfo info = infos.get(random.nextInt(infos.size()));
            Augmentation augmentation = known.find(info.name());
            int severity = 1 + random.nextInt(info.severities());
            // Small pictures as often as large ones.
            int width = (int) (32 * Math.pow(LARGEST / 32.0, random.nextDouble()));
            int height = (int) (32 * Math.pow(LARGEST / 32.0, random.nextDouble()));
            long seed = random.nextLong();
            Image in = random.nextBoolean()
                    ? TestPictures.random(width, height, seed)
                    : TestPictures.smooth(width, height);
            try {
                Pixels out = augmentation.apply(in, severity, info.random(seed, in, severity));
                if (calls.incrementAndGet() % 2 == 0
                        && !out.equals(augmentation.apply(in, severity, info.random(seed, in, severity)))) {
                    faults.add(info.name() + ":" + severity + " " + in + " seed " + seed + " differs");
                }
            } catch (RuntimeException | Error e) {
                faults.add(info.name() + ":" + severity + " " + in + " seed " + seed + ": " + e);
            }
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }

    private static long residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return 0;
    }
}
