package io.pokeai.spark.internal;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** Says now and then how many answers there are. */
final class ProgressText implements ObjLongConsumer<String> {
    private static final long EACH = TimeUnit.SECONDS.toNanos(10);

    private final Consumer<String> say;
    private final long since = System.nanoTime();
    private long said = since;
    private long answers;

    ProgressText(Consumer<String> say) {
        this.say = say;
    }

    @Override
    public void accept(String what, long count) {
        answers += count;
        long now = System.nanoTime();
        if (now - said >= EACH) {
            said = now;
            double seconds = (now - since) / (double) TimeUnit.SECONDS.toNanos(1);
            say.accept(String.format(
                    Locale.ROOT, "%d answers, %.0f a second; the last ones of %s.", answers, answers / seconds, what));
        }
    }
}
