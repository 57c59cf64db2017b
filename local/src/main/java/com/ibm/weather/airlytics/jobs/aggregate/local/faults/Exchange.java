package com.ibm.weather.airlytics.jobs.aggregate.local.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;

/** One call on one connection: what a fault is made of. */
final class Exchange {

  private static final int FAREWELL_MILLIS = 5_000;

  private final FaultProxy proxy;
  private final Head request;
  private final InputStream in;
  private final Socket client;
  private final OutputStream out;
  private Optional<ByteArrayOutputStream> done = Optional.empty();

  Exchange(FaultProxy proxy, Head request, InputStream in, Socket client) throws IOException {
    this.proxy = proxy;
    this.request = request;
    this.in = in;
    this.client = client;
    this.out = client.getOutputStream();
  }

  FaultProxy proxy() {
    return proxy;
  }

  void pass() throws IOException {
    if (done.isPresent()) {
      done.get().writeTo(out);
    } else {
      forward(out);
    }
  }

  void work() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    forward(answer);
    done = Optional.of(answer);
  }

  void answer(int status, String contentType, byte[] body) throws IOException {
    String head =
        "HTTP/1.1 %d Fault\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, contentType, body.length);
    out.write(head.getBytes(ISO_8859_1));
    out.write(body);
    hearOut();
  }

  /** A connection that is closed with unread bytes would cost the client the answer. */
  private void hearOut() throws IOException {
    client.shutdownOutput();
    client.setSoTimeout(FAREWELL_MILLIS);
    in.transferTo(OutputStream.nullOutputStream());
  }

  /** A server that does not hear that its client is gone waits for the rest of what it sent. */
  private void sendBody(Socket server) throws IOException {
    try {
      in.transferTo(server.getOutputStream());
    } finally {
      server.shutdownOutput();
    }
  }

  private void forward(OutputStream answer) throws IOException {
    try (Socket server = proxy.connect()) {
      server.getOutputStream().write(request.closing());
      proxy.inBackground(() -> sendBody(server));
      InputStream fromServer = new BufferedInputStream(server.getInputStream());
      Head head = Head.read(fromServer);
      while (head.word(1).startsWith("1")) {
        out.write(head.bytes());
        head = Head.read(fromServer);
      }
      answer.write(head.closing());
      fromServer.transferTo(answer);
    }
  }
}
