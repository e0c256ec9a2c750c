package io.augmenta.kafka.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The node's two listening sockets, bound before Kafka starts and handed to it when it asks.
 *
 * <p>Binding first makes a free port ours for good (looking for one, closing it and naming it in the configuration
 * would leave a gap for somebody else), and makes a taken one an error at once instead of a fault inside Kafka.
 */
final class LoopbackListeners implements ServerSocketFactory, AutoCloseable {

    static final String HOST = "127.0.0.1";
    static final String CLIENTS = "PLAINTEXT";
    static final String CONTROLLER = "CONTROLLER";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 50;

    private final ServerSocketChannel clients;
    private final ServerSocketChannel controller;

    private LoopbackListeners(ServerSocketChannel clients, ServerSocketChannel controller) {
        this.clients = clients;
        this.controller = controller;
    }

    static LoopbackListeners bind(int clientsPort) {
        ServerSocketChannel clients = open(clientsPort);
        try {
            return new LoopbackListeners(clients, open(0));
        } catch (RuntimeException e) {
            closeQuietly(clients, e);
            throw e;
        }
    }

    int clientsPort() {
        return clients.socket().getLocalPort();
    }

    InetSocketAddress controllerAddress() {
        return (InetSocketAddress) controller.socket().getLocalSocketAddress();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int listenBacklogSize, int receiveBufferBytes) {
        return listenerName.equals(CONTROLLER) ? controller : clients;
    }

    /** Closes what Kafka has not already closed. */
    @Override
    public void close() {
        try (clients;
                controller) {
            // closing is all there is to do
        } catch (IOException e) {
            throw new EmbeddedKafkaException("a listening socket of the broker could not be closed", e);
        }
    }

    private static ServerSocketChannel open(int port) {
        ServerSocketChannel channel;
        try {
            channel = ServerSocketChannel.open();
        } catch (IOException e) {
            throw new EmbeddedKafkaException("no socket could be opened for the broker", e);
        }
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
            return channel;
        } catch (BindException e) {
            PortTakenException taken = new PortTakenException(port, e);
            closeQuietly(channel, taken);
            throw taken;
        } catch (IOException e) {
            EmbeddedKafkaException failed =
                    new EmbeddedKafkaException("the broker cannot listen on " + HOST + ":" + port, e);
            closeQuietly(channel, failed);
            throw failed;
        }
    }

    private static void closeQuietly(ServerSocketChannel channel, Exception because) {
        try {
            channel.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
