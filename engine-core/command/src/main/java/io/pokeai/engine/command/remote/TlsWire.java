package io.pokeai.engine.command.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** An encrypted connection. The certificate has to be for the host, and be trusted by this Java. */
final class TlsWire implements Wire {
    private final SSLSocket socket;

    private TlsWire(SSLSocket socket) {
        this.socket = socket;
    }

    @SuppressWarnings("resource") // closed with the encrypted one, or below
    static TlsWire open(RemoteAddress address, Duration connecting, Duration patience) throws IOException {
        Socket plain = new Socket();
        boolean open = false;
        try {
            plain.connect(new InetSocketAddress(address.host(), address.port()), (int) connecting.toMillis());
            plain.setSoTimeout((int) Math.min(Integer.MAX_VALUE, patience.toMillis()));
            SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            SSLSocket socket = (SSLSocket) factory.createSocket(plain, address.host(), address.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            open = true;
            return new TlsWire(socket);
        } finally {
            if (!open) {
                plain.close();
            }
        }
    }

    @Override
    public InputStream in() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
