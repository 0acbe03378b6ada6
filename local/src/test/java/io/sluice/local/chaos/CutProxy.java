package io.sluice.local.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Passes TCP on to a port of this machine. While it is cut nothing comes through and nobody is told, as in a network partition. */
final class CutProxy implements AutoCloseable {
    private static final int BACKLOG = 200;
    private static final int CHUNK = 1 << 16;

    private final ServerSocket server;
    private final int target;
    private boolean cut;

    private CutProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    static CutProxy before(int target) {
        try {
            CutProxy proxy = new CutProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), target);
            daemon(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    synchronized void cut() {
        cut = true;
    }

    synchronized void heal() {
        cut = false;
        notifyAll();
    }

    private synchronized void awaitWhole() {
        try {
            while (cut) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                daemon(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        awaitWhole();
        try {
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
            daemon(() -> pump(client, broker));
            daemon(() -> pump(broker, client));
        } catch (IOException e) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                awaitWhole();
                out.write(chunk, 0, read);
            }
        } catch (IOException e) {
            // One end is gone; the other hears of it below.
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cut-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        heal();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
