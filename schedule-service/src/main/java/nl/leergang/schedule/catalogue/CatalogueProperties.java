package nl.leergang.schedule.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the catalogue comes from.
 *
 * @param directory folder with further catalogue files ({@code *.yaml}, {@code *.yml}), read after
 *     those that come with the product; empty for none
 * @param retryAfter how long to wait before the import is tried again while the database is away
 */
@ConfigurationProperties("leergang.catalogue")
public record CatalogueProperties(
    @DefaultValue("") String directory, @DefaultValue("2s") Duration retryAfter) {}
