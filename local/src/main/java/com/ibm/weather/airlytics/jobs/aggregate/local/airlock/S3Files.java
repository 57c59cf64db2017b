package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Opens {@code s3://bucket/key} from the folder behind S3. */
final class S3Files {

  private static final Pattern LOCATION = Pattern.compile("s3://([^/]+)/(.+)");

  private final Path objects;

  S3Files(Path objects) {
    this.objects = objects.toAbsolutePath().normalize();
  }

  static boolean isLocation(String location) {
    return LOCATION.matcher(location).matches();
  }

  /** The content of the object, unpacked if its name ends in {@code .gz}. */
  InputStream open(String location) throws IOException {
    Matcher parts = LOCATION.matcher(location);
    if (!parts.matches()) {
      throw new IOException("Not an S3 location: " + location);
    }
    Path bucket = objects.resolve(parts.group(1)).normalize();
    Path file = bucket.resolve(parts.group(2)).normalize();
    if (!objects.equals(bucket.getParent()) || !file.startsWith(bucket)) {
      throw new IOException("Not an S3 location: " + location);
    }
    try {
      InputStream content = new BufferedInputStream(Files.newInputStream(file));
      return location.endsWith(".gz") ? unpack(content) : content;
    } catch (NoSuchFileException e) {
      throw new IOException("There is no " + location, e);
    }
  }

  private static InputStream unpack(InputStream packed) throws IOException {
    try {
      return new GZIPInputStream(packed);
    } catch (IOException e) {
      packed.close();
      throw e;
    }
  }
}
