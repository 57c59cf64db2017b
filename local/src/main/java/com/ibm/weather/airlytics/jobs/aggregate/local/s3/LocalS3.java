package com.ibm.weather.airlytics.jobs.aggregate.local.s3;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.LoggerFactory;

/**
 * The S3 API over HTTP on a folder of this machine.
 *
 * <p>The object {@code s3://bucket/key} is the file {@code <objects>/bucket/key}, both ways: what
 * another program writes into the folder is an object at once, and what it deletes is gone. Any
 * credentials and any signature are accepted. {@code PutObject} with {@code If-None-Match: *} is an
 * atomic create, among all clients of this server and all programs that link or create the file;
 * with {@code If-Match} and an ETag it is an atomic replacement among all clients of this server.
 *
 * <p>What a folder cannot hold, this server cannot either: the objects {@code a} and {@code a/b} at
 * the same time.
 */
public final class LocalS3 implements AutoCloseable {

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final S3Proxy server;
  private final Path objects;

  private LocalS3(S3Proxy server, Path objects) {
    this.server = server;
    this.objects = objects;
  }

  /**
   * Starts the server on the loopback address; it accepts requests when this returns.
   *
   * @param port the TCP port, or 0 for any that is free
   * @param objects the folder that holds one folder a bucket; created when it is missing
   * @throws IOException if the folder cannot be created or the port is taken
   */
  public static LocalS3 start(int port, Path objects) throws IOException {
    keepChatterOut("org.gaul.shaded.org.eclipse.jetty");
    keepChatterOut("org.gaul.s3proxy");
    Path folder = Files.createDirectories(objects).toRealPath();
    S3Proxy server =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .blobStore(new FolderBlobStore(new FilesystemNio2BlobStore(folder.toString()), folder))
            .awsAuthentication(AuthenticationType.NONE, null, null)
            .ignoreUnknownHeaders(true)
            .stopTimeout(0)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException(
          "Cannot start S3 on port " + port + ": choose another port, or 0 for any that is free.",
          e);
    }
    return new LocalS3(server, folder);
  }

  /**
   * Where clients send their requests, such as {@code http://127.0.0.1:9000}. The address is
   * numeric, so that AWS clients put the bucket into the path of their own accord.
   */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** The folder that holds one folder a bucket. */
  public Path objects() {
    return objects;
  }

  /**
   * Creates a bucket; one that exists already stays as it is.
   *
   * @throws IllegalArgumentException if S3 would not allow the name
   */
  public void createBucket(String name) {
    if (!BUCKET.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not the name of a bucket: use 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at either end."
              .formatted(name));
    }
    try {
      Files.createDirectories(objects.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create the bucket " + name + " in " + objects, e);
    }
  }

  /** Stops at once: requests that are still running are cut off. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot stop S3 at " + endpoint(), e);
    }
  }

  /** Leaves the choice to the log configuration, if that names the logger. */
  private static void keepChatterOut(String name) {
    Logger logger = (Logger) LoggerFactory.getLogger(name);
    if (logger.getLevel() == null) {
      logger.setLevel(Level.WARN);
    }
  }
}
