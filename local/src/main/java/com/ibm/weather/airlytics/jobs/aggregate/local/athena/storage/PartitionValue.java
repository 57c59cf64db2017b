package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** How Hive writes the value of a partition column into a folder name. */
public final class PartitionValue {

  /** Stands for NULL and for the empty text. */
  public static final String DEFAULT = "__HIVE_DEFAULT_PARTITION__";

  private static final String ENCODED = "\"#%'*/:=?\\{[]^";

  private PartitionValue() {}

  /** The folder name {@code column=value} with special characters percent-encoded. */
  public static String folderName(String column, String value) {
    return encode(column) + "=" + encode(value.isEmpty() ? DEFAULT : value);
  }

  /** The value in a folder name of a column, or empty when the name is another column's. */
  public static Optional<String> fromFolderName(String column, String name) {
    String start = encode(column) + "=";
    return name.startsWith(start)
        ? Optional.of(decode(name.substring(start.length())))
        : Optional.empty();
  }

  static String encode(String value) {
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == 0x7f || ENCODED.indexOf(c) >= 0) {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }

  static String decode(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      boolean escape =
          bytes[i] == '%'
              && i + 2 < bytes.length
              && HexFormat.isHexDigit(bytes[i + 1])
              && HexFormat.isHexDigit(bytes[i + 2]);
      if (escape) {
        decoded[length++] =
            (byte)
                (HexFormat.fromHexDigit(bytes[i + 1]) * 16 + HexFormat.fromHexDigit(bytes[i + 2]));
        i += 2;
      } else {
        decoded[length++] = bytes[i];
      }
    }
    return new String(decoded, 0, length, StandardCharsets.UTF_8);
  }
}
