package com.ibm.weather.airlytics.jobs.aggregate.local.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What precedes the body of an HTTP/1.1 message.
 *
 * @param lines the request or status line, then the headers, as they were sent
 */
record Head(List<String> lines) {

  private static final String LINE_END = "\r\n";

  static Head read(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    List<String> lines = new ArrayList<>();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("The connection ended before the message's head did");
      } else if (next != '\n') {
        line.write(next);
      } else if (line.size() == 1) {
        return new Head(lines);
      } else {
        lines.add(line.toString(ISO_8859_1).replaceFirst("\r$", ""));
        line.reset();
      }
    }
  }

  /** A word of the request or status line. */
  String word(int index) {
    return lines.get(0).split(" ", 3)[index];
  }

  Optional<String> header(String name) {
    return lines.stream()
        .filter(line -> is(name, line))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  /** As it was sent. */
  byte[] bytes() {
    return bytes(lines.stream());
  }

  /** As it was sent, but with the connection closed after this exchange. */
  byte[] closing() {
    return bytes(
        Stream.concat(
            lines.stream().filter(line -> !is("Connection", line)),
            Stream.of("Connection: close")));
  }

  private static boolean is(String name, String line) {
    return line.regionMatches(true, 0, name + ":", 0, name.length() + 1);
  }

  private static byte[] bytes(Stream<String> lines) {
    return (String.join(LINE_END, lines.toList()) + LINE_END + LINE_END).getBytes(ISO_8859_1);
  }
}
