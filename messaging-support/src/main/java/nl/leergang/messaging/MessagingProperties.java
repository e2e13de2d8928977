package nl.leergang.messaging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service takes part in the exchange of events.
 *
 * @param source CloudEvents source of every event that this service publishes: an nld URN that
 *     names the organisation by its KvK number (8 digits) and the system
 * @param topicPartitions partitions of a topic that does not exist yet; an existing topic is left
 *     as it is
 * @param topicReplicationFactor copies of each partition of a new topic; -1 is the broker's default
 */
@ConfigurationProperties("leergang.messaging")
public record MessagingProperties(
    String source,
    @DefaultValue("6") int topicPartitions,
    @DefaultValue("-1") short topicReplicationFactor) {}
