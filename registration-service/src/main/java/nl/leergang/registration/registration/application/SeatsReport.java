package nl.leergang.registration.registration.application;

/**
 * What a look at one edition found and did.
 *
 * @param violations claims beyond the capacity, seats held twice or held without a claim
 * @param settled true when nothing is under way, so that it need not be looked at again until it
 *     changes
 */
record SeatsReport(
    int released, int notesSettled, int adopted, int corrected, int violations, boolean settled) {}
