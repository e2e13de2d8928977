package nl.leergang.e2e.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Something else fills the disk of database and broker while people register; later there is room
 * again. Both may stop then, and are started again by their supervisor.
 */
final class DiskFull implements Fault {

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
        rig.process(Victim.DATABASE).awaitReady();
        rig.process(Victim.BROKER).awaitReady();
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
