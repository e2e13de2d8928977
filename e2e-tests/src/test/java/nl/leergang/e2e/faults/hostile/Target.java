package nl.leergang.e2e.faults.hostile;

import java.net.URI;
import java.util.Map;
import nl.leergang.e2e.product.Api;

/**
 * What is attacked, and what an attack must know to be a fair one.
 *
 * @param portal the origin that everybody uses
 * @param services by short name, each on its own port
 * @param inbox of the mail catcher
 * @param adminPassword of the account {@code admin}
 * @param tokenKey the secret that portal and services share; only to make values that have run out
 * @param programme slug of the one whose edition it is
 * @param edition open and without a maximum, with at least one session
 */
record Target(
    URI portal,
    Map<String, URI> services,
    URI inbox,
    String adminPassword,
    byte[] tokenKey,
    String programme,
    String edition) {

  Api api() {
    return new Api(portal);
  }

  Api staff() {
    return api().as("admin", adminPassword);
  }

  URI door(String name) {
    return name.equals("portal") ? portal : services.get(name);
  }
}
