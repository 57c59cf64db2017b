package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The hash that Trino's checksum adds up, with the seed 0; see
 * https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
 */
final class XxHash64 {

  static final long PRIME_1 = 0x9E3779B185EBCA87L;

  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_1_AND_2 = 0x60EA27EEADC0B5D6L;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;
  private static final int STRIPE = 32;
  private static final int BYTE = 0xFF;
  private static final long WORD = 0xFFFFFFFFL;

  private XxHash64() {}

  static long hash(byte[] bytes) {
    ByteBuffer input = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long hash = (bytes.length >= STRIPE ? stripes(input) : PRIME_5) + bytes.length;
    while (input.remaining() >= Long.BYTES) {
      hash = Long.rotateLeft(hash ^ round(0, input.getLong()), 27) * PRIME_1 + PRIME_4;
    }
    if (input.remaining() >= Integer.BYTES) {
      long word = input.getInt() & WORD;
      hash = Long.rotateLeft(hash ^ word * PRIME_1, 23) * PRIME_2 + PRIME_3;
    }
    while (input.hasRemaining()) {
      hash = Long.rotateLeft(hash ^ (input.get() & BYTE) * PRIME_5, 11) * PRIME_1;
    }
    hash = (hash ^ hash >>> 33) * PRIME_2;
    hash = (hash ^ hash >>> 29) * PRIME_3;
    return hash ^ hash >>> 32;
  }

  private static long stripes(ByteBuffer input) {
    long[] lanes = {PRIME_1_AND_2, PRIME_2, 0, -PRIME_1};
    while (input.remaining() >= STRIPE) {
      for (int lane = 0; lane < lanes.length; lane++) {
        lanes[lane] = round(lanes[lane], input.getLong());
      }
    }
    long hash =
        Long.rotateLeft(lanes[0], 1)
            + Long.rotateLeft(lanes[1], 7)
            + Long.rotateLeft(lanes[2], 12)
            + Long.rotateLeft(lanes[3], 18);
    for (long lane : lanes) {
      hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }
    return hash;
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
  }
}
