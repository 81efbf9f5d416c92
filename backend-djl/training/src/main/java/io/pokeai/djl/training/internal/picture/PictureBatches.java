package io.pokeai.djl.training.internal.picture;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.djl.training.internal.learn.BatchSource;
import io.pokeai.djl.training.internal.learn.TrainingBatch;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Makes batches of pictures on threads of its own, ahead of who takes them; their memory is used again.
 *
 * <p><b>Threads</b> the batches of one epoch are taken by one thread at a time; epochs follow one another.<br>
 * <b>Ownership</b> whoever made it closes it, which ends its threads.
 */
public final class PictureBatches implements AutoCloseable {
    /** Batches beyond those that are being made. */
    private static final int AHEAD = 2;

    private static final long END_SECONDS = 60;

    private final DecodedPictures decoded;
    private final InputSpec spec;
    private final int classes;
    private final int batch;
    private final int workers;
    private final Optional<Mixup> mixup;
    private final Optional<Teacher> teacher;
    private final ExecutorService threads;
    private final Queue<FloatBuffer> spare = new ConcurrentLinkedQueue<>();

    /**
     * @param spec of the network; square
     * @param batch pictures in each batch, at least 1
     * @param workers threads, at least 1
     */
    @MustBeClosed
    public PictureBatches(DecodedPictures decoded, InputSpec spec, int classes, int batch, int workers) {
        this(decoded, spec, classes, batch, workers, Optional.empty(), Optional.empty());
    }

    /**
     * The same, with what is done to each batch of an epoch.
     *
     * @param mixup mixes its pictures
     * @param teacher is asked about it, by the threads that make it; not together with mixup
     */
    @MustBeClosed
    public PictureBatches(
            DecodedPictures decoded,
            InputSpec spec,
            int classes,
            int batch,
            int workers,
            Optional<Mixup> mixup,
            Optional<Teacher> teacher) {
        this.decoded = decoded;
        this.spec = spec;
        this.classes = classes;
        this.batch = batch;
        this.workers = workers;
        this.mixup = mixup;
        this.teacher = teacher;
        this.threads = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(task, "pokeai-train-pictures");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * The batches of one epoch: all pictures in an order that the numbers decide, each changed as they decide. A single picture that
     * would be a batch of its own joins the batch before, because a batch of one has no spread to normalise by.
     *
     * @param numbers such as seed, fold and epoch
     */
    @MustBeClosed
    public BatchSource epoch(List<TrainingPicture> pictures, Optional<PictureChange> change, long... numbers) {
        int[] order = Draws.of(numbers).permutation(pictures.size());
        return new Source(pictures, order, change, numbers.clone(), true);
    }

    /** All pictures in their order, as the network sees them when it answers. */
    @MustBeClosed
    public BatchSource validation(List<TrainingPicture> pictures) {
        int[] order = new int[pictures.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return new Source(pictures, order, Optional.empty(), new long[0], false);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                throw new EngineException(
                        ErrorCode.INTERNAL,
                        "The threads that prepare pictures do not end: a picture is still being read.",
                        "Check the disk of the data set.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Source implements BatchSource {
        private final List<TrainingPicture> pictures;
        private final int[] order;
        private final Optional<PictureChange> change;
        private final long[] numbers;
        private final boolean isEpoch;
        private final int batches;
        private final ArrayDeque<Future<MadeBatch>> ahead = new ArrayDeque<>();
        private int begun;
        private long waited;

        Source(
                List<TrainingPicture> pictures,
                int[] order,
                Optional<PictureChange> change,
                long[] numbers,
                boolean isEpoch) {
            this.pictures = pictures;
            this.order = order;
            this.change = change;
            this.numbers = numbers;
            int whole = (order.length + batch - 1) / batch;
            this.isEpoch = isEpoch;
            this.batches = isEpoch && batch > 1 && order.length % batch == 1 && whole > 1 ? whole - 1 : whole;
            fill();
        }

        private void fill() {
            while (begun < batches && ahead.size() < workers + AHEAD) {
                int from = begun * batch;
                int end = begun == batches - 1 ? order.length : from + batch;
                ahead.add(threads.submit(() -> make(from, end)));
                begun++;
            }
        }

        private MadeBatch make(int from, int end) {
            int side = spec.width();
            int each = 3 * side * side;
            FloatBuffer target = room((end - from) * each);
            FloatBuffer targets = FloatBuffer.allocate((end - from) * classes);
            List<Image> shown = new ArrayList<>();
            for (int i = from; i < end; i++) {
                Image image = seen(order[i], spec);
                decoded.imaging().normalise(image, spec, target.position((i - from) * each));
                targets.put((i - from) * classes + pictures.get(order[i]).label(), 1);
                shown.add(image);
            }
            if (isEpoch && mixup.isPresent()) {
                // Negative numbers, which no picture has.
                mixup.get().mix(end - from, target.clear(), targets, Draws.of(with(-1 - from)));
            }
            return new MadeBatch(
                    end - from,
                    side,
                    target.clear(),
                    targets,
                    answers(Arrays.copyOfRange(order, from, end), shown),
                    end - from == batch ? spare::add : used -> {});
        }

        private Optional<FloatBuffer> answers(int[] asking, List<Image> shown) {
            return teacher.filter(who -> isEpoch)
                    .map(who -> FloatBuffer.wrap(who.logits(
                            asking,
                            (i, other) -> change.isPresent() && other.isSizeOf(shown.get(i))
                                    ? shown.get(i)
                                    : seen(asking[i], other))));
        }

        private Image seen(int number, InputSpec by) {
            Image image = decoded.of(pictures.get(number).file(), spec.decoder());
            if (change.isEmpty()) {
                return decoded.imaging().crop(image, by);
            }
            return change.get().of(image, by, decoded.imaging(), Draws.of(with(number)));
        }

        private long[] with(long number) {
            long[] own = Arrays.copyOf(numbers, numbers.length + 1);
            own[numbers.length] = number;
            return own;
        }

        @Override
        public Optional<TrainingBatch> next() {
            Future<MadeBatch> first = ahead.poll();
            if (first == null) {
                return Optional.empty();
            }
            long since = System.nanoTime();
            try {
                MadeBatch made = first.get();
                waited += System.nanoTime() - since;
                fill();
                return Optional.of(made);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof EngineException wrong) {
                    throw wrong;
                }
                throw new EngineException(
                        ErrorCode.INTERNAL,
                        "A batch could not be made: " + e.getCause() + ".",
                        "The same call goes on after the last whole epoch; report this with '--verbose'.",
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineException(
                        ErrorCode.CANCELLED,
                        "The training was interrupted.",
                        "The same call goes on after the last whole epoch.",
                        e);
            }
        }

        @Override
        public int batches() {
            return batches;
        }

        @Override
        public long waitedNanos() {
            return waited;
        }

        /** What was made and is not wanted any more is forgotten; its memory goes with it. */
        @Override
        public void close() {
            ahead.forEach(made -> made.cancel(true));
            ahead.clear();
        }
    }

    private FloatBuffer room(int floats) {
        FloatBuffer used = spare.poll();
        return used != null && used.capacity() == floats
                ? used
                : ByteBuffer.allocateDirect(floats * Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
    }
}
