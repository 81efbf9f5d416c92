package io.pokeai.service.internal.files;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * Writes a body as fast as its client takes it, without a thread that waits: the server calls when the client has taken what was
 * sent. What was not sent yet stays in the source, so a slow client costs one buffer.
 *
 * <p>A client that takes nothing for as long as the connection may be idle is cut off; the server then calls {@link #onError}.
 *
 * <p><b>Threads</b> safe. <b>Ownership</b> it closes its source when the body ends, for whatever reason, once.
 */
public final class AsyncBody implements WriteListener, AsyncListener {
    private static final System.Logger LOG = System.getLogger(AsyncBody.class.getName());
    private static final int BUFFER_BYTES = 16 * 1024;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Runnable afterwards;

    @GuardedBy("this")
    private final BodySource source;

    @GuardedBy("this")
    private final byte[] buffer = new byte[BUFFER_BYTES];

    @GuardedBy("this")
    private boolean ready;

    @GuardedBy("this")
    private boolean over;

    @GuardedBy("this")
    private boolean unflushed;

    private AsyncBody(AsyncContext context, ServletOutputStream out, BodySource source, Runnable afterwards) {
        this.context = context;
        this.out = out;
        this.source = source;
        this.afterwards = afterwards;
    }

    /**
     * Begins to write; the status and the headers are set already.
     *
     * @param source is closed also when this fails
     * @param afterwards is run when the body has ended and the source is closed
     */
    public static AsyncBody start(ServletRequest request, BodySource source, Runnable afterwards) throws IOException {
        boolean started = false;
        try {
            AsyncContext context = request.startAsync();
            // The connection's own limit counts, which starts anew with every byte that the client takes.
            context.setTimeout(0);
            AsyncBody body = new AsyncBody(context, context.getResponse().getOutputStream(), source, afterwards);
            context.addListener(body);
            context.getResponse().getOutputStream().setWriteListener(body);
            started = true;
            return body;
        } finally {
            if (!started) {
                source.close();
            }
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        synchronized (this) {
            ready = true;
        }
        wake();
    }

    /** There may be more to write. */
    public void wake() {
        synchronized (this) {
            if (!ready || over) {
                return;
            }
            try {
                over = write();
            } catch (IOException | RuntimeException e) {
                // With a length in its header the server cuts the connection, so that nobody takes what was sent for
                // the whole.
                LOG.log(System.Logger.Level.DEBUG, "a body ended early", e);
                over = true;
            }
            if (!over) {
                return;
            }
        }
        finish();
    }

    /** Whether the body has ended. */
    public synchronized boolean isOver() {
        return over;
    }

    /** Ends the body where it is, whether or not the source has more. */
    public void end() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        finish();
    }

    /** Returns whether the source has come to its end. */
    @GuardedBy("this")
    private boolean write() throws IOException {
        while (out.isReady()) {
            int count = source.read(buffer);
            if (count == BodySource.END) {
                return true;
            }
            if (count == BodySource.LATER) {
                if (!unflushed) {
                    return false;
                }
                unflushed = false;
                out.flush();
            } else {
                out.write(buffer, 0, count);
                unflushed = true;
            }
        }
        // The server calls onWritePossible.
        ready = false;
        return false;
    }

    private void finish() {
        close();
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "the response had ended already", e);
        }
    }

    private synchronized void close() {
        try {
            source.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the source of a body does not close", e);
        }
        afterwards.run();
    }

    private void gone(Throwable thrown) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        LOG.log(System.Logger.Level.DEBUG, "the client of a body has gone", thrown);
        finish();
    }

    @Override
    public void onError(Throwable thrown) {
        gone(thrown);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        gone(new IOException("the response ended"));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        gone(new IOException("the response took too long"));
    }

    @Override
    public void onError(AsyncEvent event) {
        gone(event.getThrowable() == null ? new IOException("the response failed") : event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is not started a second time.
    }
}
