package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipTextTest {

  /** A connection: each read gives what has arrived, and it cannot tell whether more will. */
  private static final class Connection extends ByteArrayInputStream {

    private final int arriving;

    Connection(byte[] content, int arriving) {
      super(content);
      this.arriving = arriving;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, arriving));
    }

    @Override
    public synchronized int available() {
      return 0;
    }
  }

  @Test
  void aFileIsReadToTheEndOfItsLastMemberWhereverAConnectionPauses() throws IOException {
    byte[] first = gzip("one\ntwo\n");
    byte[] second = gzip("three\n");
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    for (int arriving = 1; arriving <= both.length; arriving++) {
      assertThat(lines(new Connection(both, arriving))).containsExactly("one", "two", "three");
    }
  }

  @Test
  void aFileOfOneMemberIsReadToItsEnd() throws IOException {
    assertThat(lines(new ByteArrayInputStream(gzip("é\n")))).containsExactly("é");
  }

  private static Iterable<String> lines(InputStream packed) throws IOException {
    try (BufferedReader text = new BufferedReader(GzipText.open(packed))) {
      return text.lines().toList();
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }
}
