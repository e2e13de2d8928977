package nl.leergang.messaging.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import nl.leergang.messaging.BackgroundWork;
import nl.leergang.messaging.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.cloud.stream.binder.Binding;
import org.springframework.cloud.stream.binder.ConsumerProperties;
import org.springframework.cloud.stream.binder.HeaderMode;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.config.BindingProperties;
import org.springframework.integration.channel.DirectChannel;

/**
 * Binds each projection to its topic, in the background and once the topic is there, so that the
 * application starts and answers while the broker is away.
 */
final class ProjectionBindings extends BackgroundWork {

  private final BindingService bindingService;
  private final Topics topics;
  private final String application;
  private final List<Inbox> open;
  private final List<Binding<?>> bindings = new ArrayList<>();

  ProjectionBindings(
      BindingService bindingService, Topics topics, String application, Collection<Inbox> inboxes) {
    super("projection-bindings");
    this.bindingService = bindingService;
    this.topics = topics;
    this.application = application;
    this.open = new ArrayList<>(inboxes);
  }

  @Override
  protected Duration step() {
    synchronized (bindings) {
      for (Inbox inbox : List.copyOf(open)) {
        if (topics.exists(inbox.projection().topic()) && isRunning()) {
          bind(inbox);
          open.remove(inbox);
        }
      }
    }
    return open.isEmpty() ? Duration.ofHours(1) : Duration.ofMillis(250);
  }

  private void bind(Inbox inbox) {
    Subscription subscription = Subscription.of(inbox.projection(), application);
    // Named after the group: the binding's own default would be the name of a function.
    String name = subscription.group();
    bindingService.getBindingServiceProperties().getBindings().put(name, properties(subscription));
    DirectChannel channel = new DirectChannel();
    channel.setBeanName(name);
    channel.subscribe(message -> inbox.receive(batch(message.getPayload())));
    bindings.addAll(bindingService.bindConsumer(channel, name));
  }

  @SuppressWarnings("unchecked") // what WholeBatch makes
  private static Collection<ConsumerRecord<byte[], byte[]>> batch(Object payload) {
    return (Collection<ConsumerRecord<byte[], byte[]>>) payload;
  }

  private static BindingProperties properties(Subscription subscription) {
    ConsumerProperties consumer = new ConsumerProperties();
    consumer.setBatchMode(true);
    consumer.setMaxAttempts(1);
    consumer.setHeaderMode(HeaderMode.none);
    consumer.setUseNativeDecoding(true);
    BindingProperties properties = new BindingProperties();
    properties.setDestination(subscription.topic());
    properties.setGroup(subscription.group());
    properties.setConsumer(consumer);
    return properties;
  }

  @Override
  public void stop() {
    super.stop();
    synchronized (bindings) {
      bindings.forEach(Binding::stop);
    }
  }
}
