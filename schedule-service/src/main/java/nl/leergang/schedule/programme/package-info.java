/** What is offered: programmes and modules as they are described. */
@NullMarked
package nl.leergang.schedule.programme;

import org.jspecify.annotations.NullMarked;
