package nl.leergang.e2e.faults.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.asm.Advice;

/**
 * Makes a service end at a {@link CrashPoint}, or live at another time, when the rig says so. The
 * product knows nothing of it.
 */
public final class FaultAgent {

  private FaultAgent() {}

  /** Called by the JVM before the service's own main method. */
  public static void premain(String folder, Instrumentation instrumentation) {
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
            .ignore(none())
            .type(named("java.time.Clock"))
            .transform((builder, _, _, _, _) ->
                builder.visit(Advice.to(Now.class).on(named("currentInstant"))));
    for (CrashPoint point : CrashPoint.values()) {
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
    agent.installOn(instrumentation);
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
    static void exit(@Advice.Return(readOnly = false) java.time.Instant now) {
      now = Armed.moved(now);
    }
  }
}
