package nl.leergang.registration.brochure;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored brochure requests. */
public interface BrochureRequests {

  /** False when the id is taken: by the same request, or by another one with the same key. */
  boolean insert(BrochureRequest request);

  Optional<BrochureRequest> find(UUID id);

  /** Newest first. */
  Found list(int skip, int limit);

  /** One page, and how many there are. */
  record Found(List<BrochureRequest> page, long total) {}
}
