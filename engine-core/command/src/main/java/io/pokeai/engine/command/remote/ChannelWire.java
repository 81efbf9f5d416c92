package io.pokeai.engine.command.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;

/**
 * A connection over TCP or a Unix socket, which knows no time-outs of its own: each wait is a selector's, with a deadline, and ends when
 * the thread is interrupted.
 */
final class ChannelWire implements Wire {
    private final SocketChannel channel;
    private final Selector selector;
    private final Duration patience;

    private ChannelWire(SocketChannel channel, Selector selector, Duration patience) {
        this.channel = channel;
        this.selector = selector;
        this.patience = patience;
    }

    static ChannelWire open(SocketChannel channel, SocketAddress to, Duration connecting, Duration patience)
            throws IOException {
        Selector selector = null;
        boolean open = false;
        try {
            channel.configureBlocking(false);
            selector = Selector.open();
            boolean connected = channel.connect(to);
            while (!connected) {
                await(channel, selector, SelectionKey.OP_CONNECT, connecting);
                connected = channel.finishConnect();
            }
            open = true;
            return new ChannelWire(channel, selector, patience);
        } finally {
            if (!open) {
                channel.close();
                if (selector != null) {
                    selector.close();
                }
            }
        }
    }

    private static void await(SocketChannel channel, Selector selector, int what, Duration atMost) throws IOException {
        channel.register(selector, what);
        selector.selectedKeys().clear();
        int ready = selector.select(Math.max(1, atMost.toMillis()));
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("the thread was interrupted");
        }
        if (ready == 0) {
            throw new SocketTimeoutException("nothing came for " + atMost.toSeconds() + " s");
        }
    }

    @Override
    public InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                Objects.checkFromIndexSize(from, length, target.length);
                ByteBuffer buffer = ByteBuffer.wrap(target, from, length);
                while (true) {
                    int count = channel.read(buffer);
                    if (count != 0 || length == 0) {
                        return count;
                    }
                    await(channel, selector, SelectionKey.OP_READ, patience);
                }
            }
        };
    }

    @Override
    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] source, int from, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(source, from, length);
                while (buffer.hasRemaining()) {
                    if (channel.write(buffer) == 0) {
                        await(channel, selector, SelectionKey.OP_WRITE, patience);
                    }
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }
}
