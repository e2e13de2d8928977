package nl.leergang.registration.registration.application;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param combiners how many threads accept registrations; an edition belongs to one of them
 * @param queueCapacity how many registrations may wait for one combiner; beyond it callers get 503
 * @param groupSize how many are accepted in one go at most
 * @param answerWithin how long a caller waits for its outcome before it gets 503
 * @param reconcileAfter age from which a claim or note that nobody holds is worked off
 * @param allowedOrigins origins of other sites whose scripts may register; plain forms need none
 */
@ConfigurationProperties("leergang.registration")
public record RegistrationProperties(
    @DefaultValue("1") int combiners,
    @DefaultValue("500") int queueCapacity,
    @DefaultValue("256") int groupSize,
    @DefaultValue("5s") Duration answerWithin,
    @DefaultValue("60s") Duration reconcileAfter,
    @DefaultValue List<String> allowedOrigins) {}
