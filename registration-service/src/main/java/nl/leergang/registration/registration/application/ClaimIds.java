package nl.leergang.registration.registration.application;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of claims. They tell claims on one edition apart and guard nothing, so speed counts. */
final class ClaimIds {

  private ClaimIds() {}

  static UUID next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
