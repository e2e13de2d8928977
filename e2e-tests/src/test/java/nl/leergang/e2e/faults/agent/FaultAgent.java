package nl.leergang.e2e.faults.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.lang.instrument.Instrumentation;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DiscoveryStrategy;
import net.bytebuddy.asm.Advice;

/**
 * Makes a service end at a {@link CrashPoint}, live at another time, or do something wrong, when
 * the rig says so. The product knows nothing of it.
 */
public final class FaultAgent {

  private FaultAgent() {}

  /** Called by the JVM of a service that already runs. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    int end = arguments.lastIndexOf(',');
    String folder = arguments.substring(0, end);
    String service = arguments.substring(end + 1);
    System.setProperty(Armed.FOLDER, folder);
    // java.base may not see a class of no module unless it is told to.
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(Armed.class.getModule()),
        Map.of(),
        Map.of(),
        Set.of(),
        Map.of());
    AgentBuilder agent =
        new AgentBuilder.Default()
            .disableClassFormatChanges()
            .with(RedefinitionStrategy.RETRANSFORMATION)
            .with(new DiscoveryStrategy.Explicit(loaded(instrumentation)))
            .ignore(none())
            .type(named("java.time.Clock"))
            .transform((builder, _, _, _, _) ->
                builder.visit(Advice.to(Now.class).on(named("currentInstant"))));
    for (CrashPoint point : CrashPoint.values()) {
      if (!point.service().equals(service)) {
        // Another service, which has the same class, would be the one to end.
        continue;
      }
      Class<?> advice = point.entry() ? Enter.class : Exit.class;
      agent =
          agent
              .type(named(point.type()))
              .transform((builder, _, _, _, _) ->
                  builder.visit(
                      Advice.withCustomMapping()
                          .bind(Point.class, point.name())
                          .to(advice)
                          .on(named(point.method()))));
    }
    for (Breakage breakage : Breakage.values()) {
      agent = breakage.in(agent);
    }
    agent.installOn(instrumentation);
  }

  /** Those that are there already; to look at all others would take the service a minute. */
  private static Set<Class<?>> loaded(Instrumentation instrumentation) {
    Set<String> names = new HashSet<>(Set.of("java.time.Clock"));
    for (CrashPoint point : CrashPoint.values()) {
      names.add(point.type());
    }
    for (Breakage breakage : Breakage.values()) {
      names.add(breakage.type());
    }
    Set<Class<?>> loaded = new HashSet<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (names.contains(type.getName())) {
        loaded.add(type);
      }
    }
    return loaded;
  }

  /** Stands for the point's name in the code below, which is copied into the product's methods. */
  @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
  @interface Point {}

  static final class Enter {
    private Enter() {}

    @Advice.OnMethodEnter
    static void enter(@Point String point) {
      Armed.reached(point);
    }
  }

  static final class Exit {
    private Exit() {}

    @Advice.OnMethodExit
    static void exit(@Point String point) {
      Armed.reached(point);
    }
  }

  static final class Now {
    private Now() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) Instant now) {
      now = Armed.moved(now);
    }
  }
}
