/** Staff accounts, passwords and sessions. */
@NullMarked
package nl.leergang.portal.staff.login;

import org.jspecify.annotations.NullMarked;
