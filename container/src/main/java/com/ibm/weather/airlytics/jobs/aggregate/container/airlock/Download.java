package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * What a server answered to one GET. Made with {@link HttpURLConnection}, which AWS's client in
 * this process uses as well: {@code java.net.http} would take another 26 MB of resident memory, a
 * tenth of the container's. TLS certificates are verified.
 *
 * @param status the HTTP status
 * @param body the body, decompressed
 */
record Download(int status, ByteBuffer body) {

  private static final int LARGEST = 4 << 20;

  /**
   * Asks a server. Redirects are not followed. An interrupt ends the wait at once.
   *
   * @throws IOException when there is no answer in time, or not all of one
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  static Download of(URI url, Patience patience) throws IOException {
    try {
      return Abandonable.call(
          "download", patience.longestAttempt(), () -> ask(url, patience.timeout()));
    } catch (TimeoutException e) {
      throw new InterruptedIOException(
          "not all of it within %d s".formatted(patience.longestAttempt().toSeconds()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Download ask(URI url, Duration timeout) {
    try {
      return get(url, timeout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Download get(URI url, Duration timeout) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setConnectTimeout((int) timeout.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Accept-Encoding", "gzip");
    try {
      int status = connection.getResponseCode();
      InputStream body =
          status < HttpURLConnection.HTTP_BAD_REQUEST
              ? connection.getInputStream()
              : connection.getErrorStream();
      return new Download(
          status, body == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(read(body, connection)));
    } finally {
      connection.disconnect();
    }
  }

  private static byte[] read(InputStream body, HttpURLConnection connection) throws IOException {
    try (body) {
      byte[] received = limited(body, connection);
      long announced = connection.getContentLengthLong();
      if (received.length < announced) {
        throw new EOFException(
            "the answer broke off after %,d of %,d bytes".formatted(received.length, announced));
      }
      boolean compressed = "gzip".equalsIgnoreCase(connection.getContentEncoding());
      return compressed
          ? limited(new GZIPInputStream(new ByteArrayInputStream(received)), connection)
          : received;
    }
  }

  private static byte[] limited(InputStream stream, HttpURLConnection connection)
      throws IOException {
    byte[] bytes = stream.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new InvalidInputException(
          "%s is larger than %,d bytes, the most that the job has memory for"
              .formatted(connection.getURL(), LARGEST));
    }
    return bytes;
  }
}
