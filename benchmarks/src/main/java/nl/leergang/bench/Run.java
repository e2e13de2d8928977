package nl.leergang.bench;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measured run of one side.
 *
 * @param load absent where no generator ran
 * @param figures what else was seen, by name with its unit
 */
record Run(
    String side,
    int round,
    @Nullable Load load,
    @Nullable Cost cost,
    Map<String, Double> figures) {}
