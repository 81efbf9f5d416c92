package io.pokeai.launcher;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks at the plugins folders twice a second and reports what became of each jar. Ends when it is closed. */
final class PluginWatch implements AutoCloseable {
    private static final long POLL_MILLIS = 500;

    private static final long STOP_MILLIS = 60_000;

    private final Plugins plugins;
    private final Consumer<String> news;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "pokeai-plugins-1");

    private PluginWatch(Plugins plugins, Consumer<String> news) {
        this.plugins = plugins;
        this.news = news;
        thread.setDaemon(true);
    }

    static PluginWatch start(Plugins plugins, Consumer<String> news) {
        PluginWatch watch = new PluginWatch(plugins, news);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            String before = "";
            while (!closed.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    plugins.update(news);
                    before = "";
                } catch (IOException | IllegalStateException e) {
                    String problem = String.valueOf(e.getMessage());
                    if (!problem.equals(before)) {
                        news.accept("the plugins cannot be brought up to date (" + problem
                                + "). Look at the disk of the cache.");
                    }
                    before = problem;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
