package nl.leergang.e2e.faults;

import java.util.List;
import java.util.Map;
import java.util.Random;
import nl.leergang.e2e.product.Api;
import nl.leergang.localrun.Product;
import nl.leergang.localrun.Service;

/**
 * Each round a crowd wants the ten seats of a new edition, from two instances at once, while
 * another instance of notification-service comes or goes, so that the topics are dealt out anew.
 */
final class TwoInstances implements Fault {

  private static final int CROWD = 150;

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    Random random = new Random(plan.seed());
    Editions scarce = rig.editions(RigCatalogue.LAST_SEATS);
    Product.Instance other = rig.startSecond(Service.REGISTRATION);
    Product.Instance coming = null;
    Api first = new Api(rig.product().part(Service.REGISTRATION).url());
    Doors both = new Doors(List.of(first, new Api(other.url())));
    for (int round = 0; round < plan.rounds(); round++) {
      if (coming == null) {
        coming = rig.startSecond(Service.NOTIFICATION);
      } else {
        rig.stopSecond(coming);
        coming = null;
      }
      String edition = scarce.ids().get(rig.nextScarce() % scarce.ids().size());
      Editions one = new Editions(List.of(edition), Map.of());
      rig.note("last seats", edition);
      new Crowd(rig.ledger(), both).rush(CROWD, one, random);
    }
    if (coming != null) {
      rig.stopSecond(coming);
    }
    rig.stopSecond(other);
  }
}
