package nl.leergang.schedule.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the catalogue comes from.
 *
 * @param directory folder with further catalogue files ({@code *.yaml}, {@code *.yml}), read after
 *     those that come with the product; empty for none
 * @param providerName who gives a programme whose file names no provider: the office that runs this
 *     installation
 * @param retryAfter how long to wait before the import is tried again while the database is away
 */
@ConfigurationProperties("leergang.catalogue")
public record CatalogueProperties(
    @DefaultValue("") String directory,
    @DefaultValue("Opleidingsbureau") String providerName,
    @DefaultValue("2s") Duration retryAfter) {}
