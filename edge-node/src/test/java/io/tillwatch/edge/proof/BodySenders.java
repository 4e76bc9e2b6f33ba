package io.tillwatch.edge.proof;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A crowd that sends large bodies to where other nodes send theirs, without any key: as many
 * connections at a time as it has senders, each dialled anew as soon as it is refused or heard. One
 * thread for all of them, which wakes nobody and weighs on this machine's scheduler like one.
 */
final class BodySenders implements Runnable {
  private static final int PART = 64 << 10;

  /** One connection's part of the work. */
  private static final class Sender {
    private final ByteBuffer head;
    private final ByteBuffer part;
    private long left;

    private Sender(byte[] head, ByteBuffer part, long bytes) {
      this.part = part;
      this.head = ByteBuffer.wrap(head);
      this.left = bytes;
    }

    /** Sends what goes; returns whether there is more. */
    private boolean send(SocketChannel channel) throws IOException {
      channel.write(head);
      while (!head.hasRemaining() && left > 0) {
        part.clear().limit((int) Math.min(PART, left));
        int sent = channel.write(part);
        left -= sent;
        if (part.hasRemaining()) {
          return true;
        }
      }
      return left > 0;
    }
  }

  private final InetSocketAddress node;
  private final byte[] head;
  private final long bytes;
  private final Selector selector;
  private final ByteBuffer part = ByteBuffer.allocateDirect(PART);
  private final ByteBuffer heard = ByteBuffer.allocateDirect(PART);
  private volatile long rounds;
  private volatile boolean over;

  /** Dials with all of them. */
  BodySenders(URI node, int size, long bytes) throws IOException {
    this.node = new InetSocketAddress(node.getHost(), node.getPort());
    this.bytes = bytes;
    this.head =
        ("POST /cluster/v1/replication.push HTTP/1.1\r\nHost: x\r\n"
                + "Content-Type: application/octet-stream\r\nContent-Length: "
                + bytes
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    this.selector = Selector.open();
    for (int i = 0; i < size; i++) {
      dial();
    }
  }

  @Override
  public void run() {
    try {
      while (!over) {
        selector.select(this::advance, 50);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Goes. */
  void leave() {
    over = true;
  }

  /** Connections that it made, or tried to. */
  long rounds() {
    return rounds;
  }

  private void dial() {
    try {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT, new Sender(head, part, bytes));
      rounds++;
      channel.connect(node);
    } catch (IOException e) {
      throw new IllegalStateException("this machine has no connections left", e);
    }
  }

  private void advance(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      } else if (key.isReadable()) {
        read(channel);
      } else if (!((Sender) key.attachment()).send(channel)) {
        key.interestOps(SelectionKey.OP_READ);
      }
    } catch (IOException refused) {
      // it is the node's business to refuse, and the crowd's to come back
      close(channel);
      dial();
    }
  }

  /** An answer is an answer; who sent so much does not care which. */
  private void read(SocketChannel channel) throws IOException {
    heard.clear();
    channel.read(heard);
    throw new IOException("heard");
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
