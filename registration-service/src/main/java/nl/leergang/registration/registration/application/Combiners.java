package nl.leergang.registration.registration.application;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nl.leergang.registration.registration.Registrations;
import nl.leergang.registration.seating.EditionSeats;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Shares submissions out: an edition belongs to one combiner, so its requests keep their order. */
@Component
class Combiners implements SmartLifecycle {

  private final List<Combiner> combiners;
  private volatile boolean running;

  Combiners(
      Registrations registrations,
      EditionSeats seats,
      Clock clock,
      RegistrationProperties properties) {
    this.combiners =
        IntStream.range(0, properties.combiners())
            .mapToObj(number ->
                new Combiner(
                    "combiner-" + number,
                    new AcceptingGroup(registrations, seats, clock),
                    properties.queueCapacity(),
                    properties.groupSize()))
            .toList();
  }

  /** False when there is no room. */
  boolean offer(PendingSubmission pending) {
    int hash = pending.submission().editionId().hashCode();
    // The upper bits as well: ids that differ in their last characters only are common.
    return combiners.get(Math.floorMod(hash ^ (hash >>> 16), combiners.size())).offer(pending);
  }

  @Override
  public void start() {
    running = true;
    combiners.forEach(Combiner::start);
  }

  @Override
  public void stop() {
    running = false;
    List<Combiner> stopping = new ArrayList<>(combiners);
    stopping.forEach(Combiner::stop);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    // Before the web server starts, and stopped after it has finished its requests.
    return 0;
  }
}
