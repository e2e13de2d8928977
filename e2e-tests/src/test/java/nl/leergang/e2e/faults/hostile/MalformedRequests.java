package nl.leergang.e2e.faults.hostile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Requests of our own making, each kind as often as any other; the same seed, the same requests.
 */
final class MalformedRequests implements Attack {

  private static final int AT_ONCE = 4;

  private final int count;
  private final long seed;

  MalformedRequests(int count, long seed) {
    this.count = count;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "malformed requests";
  }

  @Override
  public Map<String, ?> on(Target target, Weaknesses found) throws Exception {
    Map<String, Integer> statuses = new TreeMap<>();
    int sent = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      // Round by round: some bodies are large.
      for (int round = 0; sent < count; round++) {
        List<Request> all = round(target, round);
        List<Request> requests = all.subList(0, Math.min(all.size(), count - sent));
        List<Future<Reply>> replies = new ArrayList<>();
        for (Request request : requests) {
          replies.add(threads.submit(() -> send(target, request)));
        }
        for (int i = 0; i < replies.size(); i++) {
          Reply reply = replies.get(i).get();
          statuses.merge(reply.status() == 0 ? "none" : "" + reply.status(), 1, Integer::sum);
          AnswerCheck.look(requests.get(i), reply, found);
        }
        sent += requests.size();
      }
    }
    return Map.of("requests", sent, "answers", statuses);
  }

  /** Of everything that would be sent. */
  int fingerprint(Target target) {
    int hash = 0;
    for (int round = 0, sent = 0; sent < count; round++) {
      for (Request request : round(target, round)) {
        if (sent++ < count) {
          hash = 31 * hash + Arrays.hashCode(request.bytes());
        }
      }
    }
    return hash;
  }

  private static Reply send(Target target, Request request) {
    return Wire.send(target.door(request.door()), request.bytes(), request.closeHalf());
  }

  private List<Request> round(Target target, int round) {
    Random random = new Random(seed * 1_000_003 + round);
    List<Request> all =
        new ArrayList<>(new MalformedBodies(target).one(random, "m%d-%d".formatted(seed, round)));
    all.addAll(new MalformedAddresses(target).one(random));
    all.addAll(new MalformedHttp().one(random));
    // A run that ends within a round takes some of each, too.
    Collections.shuffle(all, random);
    return all;
  }
}
