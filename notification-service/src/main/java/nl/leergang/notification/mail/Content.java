package nl.leergang.notification.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a letter says, in the reader's language.
 *
 * @param preview the line that mail programs show beside the subject
 * @param kicker the line above the heading: whose letter it is
 * @param closing the last lines: who wrote, and how to reach them
 * @param small why the reader gets this
 */
public record Content(
    String language,
    String kicker,
    String preview,
    String heading,
    @Nullable String greeting,
    List<Block> blocks,
    List<String> closing,
    String small) {}
