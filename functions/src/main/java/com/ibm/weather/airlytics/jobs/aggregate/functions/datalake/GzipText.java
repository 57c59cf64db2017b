package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Reads a gzip file of UTF-8 text with all its members (RFC 1952, section 2.2). */
public final class GzipText {

  private GzipText() {}

  /**
   * Opens it.
   *
   * @param packed the file, which closing the reader closes
   */
  public static Reader open(InputStream packed) throws IOException {
    return new InputStreamReader(
        new GZIPInputStream(new UntilItsEnd(packed)), StandardCharsets.UTF_8);
  }

  /**
   * GZIPInputStream takes a stream from which nothing can be read at once for one at its end
   * (JDK-7036144), and a connection is often so between two members.
   */
  private static final class UntilItsEnd extends FilterInputStream {

    UntilItsEnd(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 1;
    }
  }
}
