package nl.leergang.portal.form;

import org.jspecify.annotations.Nullable;

/**
 * What the thank-you page says: nothing about the person.
 *
 * @param position on the waiting list, from 1
 */
public record ThankYou(
    String status, String reference, @Nullable Long position, String editionId) {}
