package nl.leergang.portal.staff.login;

/**
 * A signed-in person, as the cookie holds it.
 *
 * @param id random, for signing out
 * @param account name
 * @param since epoch seconds of the login
 * @param seen epoch seconds of the last renewal
 * @param fingerprint of the password's hash: a changed password ends every session
 */
record StaffSession(String id, String account, long since, long seen, String fingerprint) {}
