package nl.leergang.e2e.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Something else fills the disk of database and broker while people register; later there is room
 * again. Both may stop then, and are started again by their supervisor.
 */
final class DiskFull implements Fault {

  // MongoDB first writes down where it was, and answers meanwhile as if nothing had happened.
  private static final Duration DYING = Duration.ofSeconds(10);

  @Override
  public Setup needs(Setup setup) {
    return setup.onSmallDisk();
  }

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    Path filler = rig.smallDisk().orElseThrow().resolve("filler");
    try (Load people = rig.people(plan)) {
      for (int round = 0; round < plan.rounds(); round++) {
        people.awaitMore(10);
        rig.process(Victim.DATABASE).mayEnd();
        rig.process(Victim.BROKER).mayEnd();
        rig.note("disk full", "");
        fill(filler);
        Thread.sleep(plan.hold());
        Files.delete(filler);
        for (Victim victim : List.of(Victim.DATABASE, Victim.BROKER)) {
          rig.process(victim).mayStillEnd(DYING);
          rig.process(victim).awaitReady();
        }
      }
      people.awaitArrivals(plan.people());
    }
  }

  private static void fill(Path filler) throws IOException {
    byte[] block = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (Files.getFileStore(filler).getUsableSpace() > block.length) {
        throw e;
      }
    }
  }
}
